using System.Management.Automation;
using Jim.Tests.Hosting;

namespace Jim.Tests;

/// <summary>What cmdlets that change things share, and what is refused.</summary>
[Collection(DemoCompanyGroup.Name)]
public sealed class ChangeTests : IDisposable
{
    private readonly JimServer server;
    private readonly Shell shell;

    public ChangeTests(DemoCompany company)
    {
        server = company.Copy();
        shell = new Shell(server);
    }

    public void Dispose()
    {
        shell.Dispose();
        server.Dispose();
    }

    [Theory]
    [InlineData("Remove-JIMConnectedSystem -ConnectedSystemName HR -WhatIf")]
    [InlineData("Remove-JIMConnectedSystem -ConnectedSystemName HR -Force -WhatIf")]
    [InlineData("$WhatIfPreference = $true; Remove-JIMConnectedSystem -ConnectedSystemName HR -Force; $WhatIfPreference = $false")]
    [InlineData("Get-JIMConnectedSystem -Name HR | Set-JIMConnectedSystem -Name Other -WhatIf")]
    [InlineData("Get-JIMMetaverseAttribute -Name Email | Set-JIMMetaverseAttribute -RenderingHint List -WhatIf")]
    public void WhatIf_changes_nothing(string script)
    {
        var before = server.Ask(HttpMethod.Get, "/activities").GetProperty("totalCount").GetInt32();

        shell.Do(script);

        Assert.Contains("What if: ", shell.Host.Text, StringComparison.Ordinal);
        Assert.Equal(before, server.Ask(HttpMethod.Get, "/activities").GetProperty("totalCount").GetInt32());
    }

    [Theory]
    [InlineData("Get-JIMConnectedSystem -Name HR | Remove-JIMConnectedSystem -WhatIf", "connected system HR")]
    [InlineData("Remove-JIMConnectedSystem -InputObject (Get-JIMConnectedSystem -Name HR) -WhatIf", "connected system HR")]
    [InlineData("Get-JIMSyncRule -Name HR* | ForEach-Object { Remove-JIMSyncRule -InputObject $_ -WhatIf }", "synchronisation rule HR: person to User")]
    [InlineData("Get-JIMSyncRule -Name HR* | Set-JIMSyncRule -Disable -WhatIf", "synchronisation rule HR: person to User")]
    [InlineData("Get-JIMMetaverseObjectType -Name User | Set-JIMMetaverseObjectType -Icon x -WhatIf", "metaverse object type")]
    [InlineData("Set-JIMMetaverseObjectType -InputObject (Get-JIMMetaverseObjectType -Name User) -Icon x -WhatIf", "metaverse object type")]
    [InlineData("Remove-JIMApiKey -InputObject (New-JIMApiKey -Name Nightly -PassThru) -WhatIf", "API key Nightly")]
    public void What_is_asked_names_what_it_is_about(string script, string name)
    {
        shell.Do(script);

        Assert.Contains($"\"{name}", shell.Host.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Force_skips_the_question() =>
        Assert.Equal("CompletedImmediately", shell.Do("Remove-JIMConnectedSystem -ConnectedSystemName Groups -Force -PassThru")["Outcome"]);

    [Theory]
    [InlineData("Start-JIMRunProfile HR 'No such'", "There is no run profile 'No such'. There is: ")]
    [InlineData("Get-JIMRunProfile -ConnectedSystemName Nowhere", "There is no connected system 'Nowhere'.")]
    [InlineData("Set-JIMConnectedSystem -ConnectedSystemName HR -SettingValues @{ Colour = 'red' }", "The connector has no setting 'Colour'.")]
    [InlineData("New-JIMSyncRule -Name x -ConnectedSystemName HR -MetaverseObjectTypeName User -Direction Import", "Give -ConnectedSystemObjectTypeId or -ConnectedSystemObjectTypeName.")]
    [InlineData("Get-JIMConnectedSystemObject -ConnectedSystemName HR -ConnectedSystemId 1", "not both")]
    [InlineData("New-JIMSyncRuleMapping -SyncRuleName 'HR: person to User' -TargetMetaverseAttributeName Info", "Say where the value comes from")]
    [InlineData("Set-JIMSyncRule -SyncRuleName 'HR: person to User' -Enable -Disable", "either -Enable or -Disable")]
    [InlineData("New-JIMConnectedSystem -Name '' -ConnectorName 'JIM File Connector' -ErrorAction SilentlyContinue; New-JIMMetaverseAttribute -Name 'Email' -Type Text", "already")]
    [InlineData("Remove-JIMSyncRule -InputObject 'text' -Force", "The input object has no Id")]
    [InlineData("'text' | Remove-JIMSyncRule -Force", "The input object cannot be bound")]
    [InlineData("New-JIMSyncRuleMapping -SyncRuleName 'HR: person to User' -TargetMetaverseAttributeName Info -Expression 'Lower('", "Column 7")]
    [InlineData("Get-JIMActivity -Id 11111111-1111-1111-1111-111111111111", "11111111")]
    [InlineData("Import-JIMConnectedSystemSchema -ConnectedSystemName HR -DisableDependents -RemoveDependents", "both")]
    public void What_is_refused_says_why_and_the_pipeline_goes_on(string script, string said)
    {
        var outcome = shell.Run(script + "; 'goes on'");

        Assert.Contains(said, outcome.Errors[^1].Exception.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("goes on", outcome.Objects[^1].BaseObject);
    }

    [Fact]
    public void Of_many_attributes_what_is_refused_does_not_stop_the_rest()
    {
        var outcome = shell.Run("""
            Set-JIMConnectedSystemAttribute -ConnectedSystemName HR -ObjectTypeName person -AttributeUpdates @{ EmployeeId = @{ Selected = $false }; JobTitle = @{ Selected = $true } } -PassThru
            """);

        Assert.Single(outcome.Errors);
        Assert.Equal(1, outcome["UpdatedCount"]);
    }

    [Fact]
    public void Keys_live_from_their_making_to_their_end()
    {
        var key = shell.Do("New-JIMApiKey -Name Nightly -RoleName Reader -ExpiresAt ([datetime]::Now.AddDays(1)) -PassThru");
        var expires = Assert.IsType<DateTime>(key["ExpiresAt"]);
        Assert.Equal(DateTimeKind.Utc, expires.Kind);
        Assert.InRange(expires, DateTime.UtcNow.AddHours(23), DateTime.UtcNow.AddHours(25));

        shell.Do("Get-JIMApiKey -Name Nightly | Set-JIMApiKey -Disable");
        Assert.Equal(false, shell.Do("Get-JIMApiKey -Name Nightly")["IsEnabled"]);
        Assert.Equal(true, shell.Do("Get-JIMApiKey -Name Nightly | Set-JIMApiKey -Enable -ExpiresAt $null -RoleIds (Get-JIMRole -Name Operator).Id -PassThru")["IsEnabled"]);
        Assert.Null(shell.Do("Get-JIMApiKey -Name Nightly")["ExpiresAt"]);
        Assert.Equal("Nightly", shell.Do("Get-JIMApiKey -Name Nightly | Remove-JIMApiKey -Force -PassThru")["Name"]);
        Assert.Empty(shell.Do("Get-JIMApiKey -Name Nightly").Objects);
        Assert.Single(shell.Run("Set-JIMApiKey -Id 11111111-1111-1111-1111-111111111111 -Enable -Disable").Errors);
    }

    [Fact]
    public void A_mapping_is_made_changed_and_removed_by_its_object()
    {
        var mapping = shell.Do("""
            New-JIMSyncRuleMapping -SyncRuleName 'HR: person to User' -TargetMetaverseAttributeName Info -SourceConnectedSystemAttributeName JobTitle -PreserveWhitespace -CollapseInternalWhitespace -CaseNormalisation Upper
            """);
        Assert.Equal("CollapseInternalWhitespace", mapping["InboundValueProcessing"]);

        Assert.Equal("Lower", shell.Do("$m | Set-JIMSyncRuleMapping -CaseNormalisation Lower -PassThru", ("m", mapping.Only))["CaseNormalisation"]);
        Assert.Equal(mapping["Id"], shell.Do("Get-JIMSyncRuleMapping -SyncRuleName 'HR: person to User' -MappingId $m.Id")["Id"]);
        shell.Do("$m | Remove-JIMSyncRuleMapping -Force");
        Assert.Single(shell.Run("Get-JIMSyncRuleMapping -SyncRuleName 'HR: person to User' -MappingId $m.Id").Errors);
    }

    [Fact]
    public void An_export_flow_takes_metaverse_attributes()
    {
        var mapping = shell.Do("""
            New-JIMSyncRuleMapping -SyncRuleName 'User to Directory: user' -TargetConnectedSystemAttributeName description -SourceMetaverseAttributeName Info -InitialExportOnly -PreserveWhitespace
            """);

        Assert.Equal("description", mapping["TargetConnectedSystemAttributeName"]);
        Assert.Equal(true, mapping["InitialExportOnly"]);
    }

    [Fact]
    public void Matching_rules_are_read_and_changed_one_by_one()
    {
        var rule = shell.Do("New-JIMMatchingRule -ConnectedSystemName HR -ObjectTypeName person -SourceAttributeName Email -MetaverseObjectTypeName User -TargetMetaverseAttributeName Email -PassThru");
        Assert.Equal(1, shell.Do("Get-JIMMatchingRule -ConnectedSystemName HR -Id $r.Id | Set-JIMMatchingRule -SourceAttributeId $r.Sources[0].ConnectedSystemAttributeId -CaseSensitive $false; 1", ("r", rule.Only)).Only.BaseObject);
        Assert.Equal(false, shell.Do("Get-JIMMatchingRule -ConnectedSystemName HR -Id $r.Id")["CaseSensitive"]);
        shell.Do("Switch-JIMMatchingMode -ConnectedSystemName HR -Mode SyncRule -Confirm:$false");
        var moved = shell.Do("Get-JIMSyncRuleMatchingRule -SyncRuleName 'HR: person to User'").Objects;
        Assert.NotEmpty(moved);
        shell.Do("Get-JIMSyncRuleMatchingRule -SyncRuleId $o.SyncRuleId -Id $o.Id | Set-JIMSyncRuleMatchingRule -SourceAttributeId $o.Sources[0].ConnectedSystemAttributeId -Order 7", ("o", moved[0]));
        Assert.Equal(7, shell.Do("Get-JIMSyncRuleMatchingRule -SyncRuleId $o.SyncRuleId -Id $o.Id")["Order"]);
    }

    [Fact]
    public void Settings_take_texts_numbers_and_truths()
    {
        shell.Do("Set-JIMConnectedSystem -ConnectedSystemName HR -SettingValues @{ 'Stop On First Error' = $true; 'Delimiter' = ',' }");

        var refused = shell.Run("Set-JIMConnectedSystem -ConnectedSystemName HR -SettingValues @{ 'File Path' = @{ stringValue = '/nowhere/hr.csv' } }");
        Assert.Contains("File Path", Assert.Single(refused.Errors).Exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("New-JIMRunProfile -ConnectedSystemName HR -Name Verified -RunType FullImport -PageSize 50 -FilePath /srv/other.csv -VerifyImportContentHashes -PassThru", "VerifyImportContentHashes", true)]
    [InlineData("Set-JIMRunProfile -ConnectedSystemName HR -RunProfileName 'Full Import' -FilePath /srv/other.csv -VerifyImportContentHashes $true -PassThru", "FilePath", "/srv/other.csv")]
    [InlineData("Set-JIMConnectedSystem -ConnectedSystemName HR -Description 'Who works here' -MaxExportParallelism 3 -RequireSecureTransport -PassThru", "MaxExportParallelism", 3)]
    [InlineData("Set-JIMSyncRule -SyncRuleName 'HR: person to User' -Name 'HR: people' -Description People -ProjectToMetaverse $false -InboundOutOfScopeAction RemainJoined -PassThru", "ProjectToMetaverse", false)]
    [InlineData("Set-JIMSyncRule -SyncRuleName 'User to Directory: user' -ProvisionToConnectedSystem $false -EnforceState $false -PassThru", "EnforceState", false)]
    [InlineData("Set-JIMMetaverseObjectType -Id (New-JIMMetaverseObjectType -Name Room -PluralName Rooms).Id -NewName Hall -PluralName Halls -Icon door -PassThru", "PluralName", "Halls")]
    [InlineData("Set-JIMConnectedSystemAttribute -ConnectedSystemName HR -ObjectTypeName person -AttributeName Department -Type Text -PassThru", "Type", "Text")]
    [InlineData("Get-JIMSyncRuleMapping -SyncRuleName 'User to Directory: user' | Where-Object TargetConnectedSystemAttributeName -eq title | Set-JIMSyncRuleMapping -InitialExportOnly $true -Enabled $false -PassThru", "Enabled", false)]
    public void Parameters_reach_the_server(string script, string member, object value)
    {
        Assert.Equal(value, shell.Do(script)[member]);
    }

    [Fact]
    public void Removals_give_out_what_was_there()
    {
        Assert.Equal("Full Import", shell.Do("Remove-JIMRunProfile -ConnectedSystemName HR -RunProfileName 'Full Import' -Force -PassThru")["Name"]);
        Assert.Equal("HR: person to User", shell.Do("Get-JIMSyncRule -Name 'HR: person to User' | Remove-JIMSyncRule -Force -PassThru")["Name"]);
        var queued = shell.Do("Start-JIMRunProfile HR 'Full Synchronisation' -PassThru");
        shell.Run("Stop-JIMWorkerTask -Id $t -Force; Stop-JIMActivity -Id $a -Force", ("t", queued["TaskId"]), ("a", queued["ActivityId"]));
        Assert.Contains(shell.Run("Wait-JIMActivity -Id $a")["Status"], new object[] { "Cancelled", "Complete", "CompleteWithWarning" });
    }

    [Fact]
    public void A_type_changes_with_the_words_of_the_shell()
    {
        var attribute = shell.Do("New-JIMMetaverseAttribute -Name Badge -Type Integer -ObjectTypeIds (Get-JIMMetaverseObjectType -Name User).Id");
        Assert.Equal("Number", attribute["Type"]);
        Assert.Equal("Text", shell.Do("Set-JIMMetaverseAttribute -Id $a.Id -Type Text -PassThru -ChangeReason Words", ("a", attribute.Only))["Type"]);
        Assert.Equal("MultiValued", shell.Do("Set-JIMMetaverseAttribute -Id $a.Id -AttributePlurality MultiValued -PassThru")["AttributePlurality"]);
        Assert.Equal("Text", shell.Do("Get-JIMMetaverseAttribute -Id $a.Id")["Type"]);
    }
}
