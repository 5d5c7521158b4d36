using Jim.Tests.Hosting;

namespace Jim.Tests;

/// <summary>What is refused, by the module or by the server, is an error in words, and the pipeline goes on.</summary>
[Collection(DemoCompanyGroup.Name)]
public sealed class RefusalTests(CompanyCopy copy) : IClassFixture<CompanyCopy>
{
    [Theory]
    [InlineData("Start-JIMRunProfile HR 'No such'", "There is no run profile 'No such'. There is: ")]
    [InlineData("Get-JIMRunProfile -ConnectedSystemName Nowhere", "There is no connected system 'Nowhere'.")]
    [InlineData("Set-JIMApiKey -ApiKeyName Nobody -Enable", "There is no API key 'Nobody'.")]
    [InlineData("Set-JIMConnectedSystem -ConnectedSystemName HR -SettingValues @{ Colour = 'red' }", "The connector has no setting 'Colour'.")]
    [InlineData("New-JIMSyncRule -Name x -ConnectedSystemName HR -MetaverseObjectTypeName User -Direction Import", "Give -ConnectedSystemObjectTypeId or -ConnectedSystemObjectTypeName.")]
    [InlineData("Get-JIMConnectedSystemObject -ConnectedSystemName HR -ConnectedSystemId 1", "not both")]
    [InlineData("New-JIMSyncRuleMapping -SyncRuleName 'HR: person to User' -TargetMetaverseAttributeName Info", "Say where the value comes from")]
    [InlineData("Set-JIMSyncRule -SyncRuleName 'HR: person to User' -Enable -Disable", "either -Enable or -Disable")]
    [InlineData("Get-JIMApiKey | Set-JIMApiKey -Enable -Disable", "either -Enable or -Disable")]
    [InlineData("Set-JIMConnectedSystemAttribute -ConnectedSystemName HR -ObjectTypeName person -AttributeName AccountName -IsSecondaryExternalId $true", "This connector has no secondary external id.")]
    [InlineData("Remove-JIMConnectedSystem -Id 99 -Force", "99")]
    [InlineData("New-JIMMetaverseAttribute -Name 'Email' -Type Text", "already")]
    [InlineData("Remove-JIMSyncRule -InputObject 'text' -Force", "The input object has no Id")]
    [InlineData("'text' | Remove-JIMSyncRule -Force", "The input object cannot be bound")]
    [InlineData("New-JIMSyncRuleMapping -SyncRuleName 'HR: person to User' -TargetMetaverseAttributeName Info -Expression 'Lower('", "Column 7")]
    [InlineData("Get-JIMActivity -Id 11111111-1111-1111-1111-111111111111", "11111111")]
    [InlineData("Import-JIMConnectedSystemSchema -ConnectedSystemName HR -DisableDependents -RemoveDependents", "both")]
    [InlineData("Import-JIMConnectedSystemHierarchy -InputObject (Get-JIMConnectedSystem -Name HR)", "partitions")]
    [InlineData("Set-JIMConnectedSystemPartition -ConnectedSystemId 1 -PartitionId 4 -Selected $true -PassThru", "Partition")]
    [InlineData("Set-JIMConnectedSystemContainer -ConnectedSystemId 1 -ContainerId 4 -Selected $true -Scope OneLevel -PassThru", "Container")]
    [InlineData("New-JIMRunProfile -ConnectedSystemName HR -Name Part -RunType FullImport -PartitionId 4", "partition")]
    [InlineData("Set-JIMRunProfile -ConnectedSystemName HR -RunProfileName 'Full Import' -PartitionId 4", "partition")]
    [InlineData("Get-JIMActivity -Operation Execute -First 1 | Get-JIMActivityItem -ErrorType Wrong", "This is one of: AmbiguousMatch, ")]
    [InlineData("Get-JIMSyncRuleMapping -SyncRuleName 'HR: person to User' | Set-JIMSyncRuleMapping -InboundValueProcessing Wrong", "TrimWhitespace, CollapseInternalWhitespace.")]
    [InlineData("Get-JIMActivity -Operation Execute -First 1 | Resume-JIMActivity", "has ended already")]
    [InlineData("Set-JIMAlertRule -ConnectedSystemName HR -RunProfileName 'Full Import' -AlertRuleName Nothing -Disable", "There is no alert rule 'Nothing'. There is: Too many leavers.")]
    [InlineData("Set-JIMAlertRule -ConnectedSystemName HR -RunProfileName 'Full Import' -Disable", "Give -AlertRuleId or -AlertRuleName.")]
    [InlineData("New-JIMAlertRule -ConnectedSystemName HR -RunProfileName 'Full Import' -Name Ratio -Condition ErrorRatio -Threshold 10", "Give a ratio over 0 and at most 1 (0.1 is 10 %).")]
    [InlineData("New-JIMAlertRule -ConnectedSystemName HR -RunProfileName 'Full Import' -Name Told -Condition Deletes -Threshold 10 -WebhookSecret 5", "-WebhookSecret takes a secure string or a text.")]
    [InlineData("Get-JIMRunProfile -ConnectedSystemName HR | Get-JIMAlertRule | Remove-JIMRunProfile -Force", "cannot be bound")]
    [InlineData("Get-JIMRunProfile -ConnectedSystemName HR | Remove-JIMAlertRule -Force", "cannot be bound")]
    [InlineData("Get-JIMPendingExport -Id 11111111-1111-1111-1111-111111111111", "11111111")]
    [InlineData("Get-JIMWorkerTask -Id 11111111-1111-1111-1111-111111111111", "11111111")]
    public void What_is_refused_says_why_and_the_pipeline_goes_on(string script, string said)
    {
        var outcome = copy.Shell.Run(script + "; 'goes on'");

        Assert.Contains(said, outcome.Errors[^1].Exception.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("goes on", outcome.Objects[^1].BaseObject);
    }

    [Fact]
    public void What_a_server_quotes_cannot_drive_the_terminal()
    {
        var outcome = copy.Shell.Run("New-JIMConnectedSystem -Name \"a`e[2Jb\" -ConnectorName \"c`e[31md\"");

        var said = Assert.Single(outcome.Errors).Exception.Message;
        Assert.Contains("'c\ufffd[31md'", said, StringComparison.Ordinal);
        copy.Shell.Host.Clear();
        copy.Shell.Run("New-JIMApiKey -Name \"a`e[2Jb\" -WhatIf");
        Assert.Contains("API key a\ufffd[2Jb", copy.Shell.Host.Text, StringComparison.Ordinal);
    }
}
