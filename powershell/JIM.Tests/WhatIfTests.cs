using Jim.Generator;
using Jim.Tests.Hosting;

namespace Jim.Tests;

/// <summary>With -WhatIf nothing changes, and what would be done is said in words.</summary>
[Collection(DemoCompanyGroup.Name)]
public sealed class WhatIfTests(CompanyCopy copy) : IClassFixture<CompanyCopy>
{
    /// <summary>A script for each cmdlet that changes things, and what it says it would change.</summary>
    public static TheoryData<string, string> Changes => new()
    {
        { "Get-JIMMetaverseAttribute -Name 'Job Title' | Add-JIMMetaverseObjectTypeAttribute -ObjectTypeName Group -WhatIf", "metaverse object type Group" },
        { "Clear-JIMConnectedSystem -ConnectedSystemName HR -Force -WhatIf", "connected system HR" },
        { "Import-JIMConnectedSystemHierarchy -ConnectedSystemName HR -WhatIf", "connected system HR" },
        { "Import-JIMConnectedSystemSchema -ConnectedSystemName HR -WhatIf", "connected system HR" },
        { "New-JIMAlertRule -ConnectedSystemName HR -RunProfileName 'Full Import' -Name Late -Condition Overrun -Threshold 60 -WhatIf", "alert rule Late of run profile Full Import of connected system HR" },
        { "New-JIMApiKey -Name Nightly -WhatIf", "API key Nightly" },
        { "New-JIMConnectedSystem -Name Payroll -ConnectorName 'JIM File Connector' -WhatIf", "connected system Payroll" },
        { "New-JIMMatchingRule -ConnectedSystemName HR -ObjectTypeName person -MetaverseObjectTypeName User -SourceAttributeName Email -TargetMetaverseAttributeName Email -WhatIf", "object type person of connected system HR" },
        { "New-JIMMetaverseAttribute -Name Badge -Type Text -WhatIf", "metaverse attribute Badge" },
        { "New-JIMMetaverseObjectType -Name Room -PluralName Rooms -WhatIf", "metaverse object type Room" },
        { "New-JIMRunProfile -ConnectedSystemName HR -Name Short -RunType FullImport -WhatIf", "run profile Short of connected system HR" },
        { "New-JIMSyncRule -Name More -ConnectedSystemName HR -ConnectedSystemObjectTypeName person -MetaverseObjectTypeName User -Direction Import -WhatIf", "synchronisation rule More" },
        { "New-JIMSyncRuleMapping -SyncRuleName 'HR: person to User' -TargetMetaverseAttributeName Info -SourceConnectedSystemAttributeName JobTitle -WhatIf", "synchronisation rule HR: person to User" },
        { "New-JIMSyncRuleMatchingRule -SyncRuleName 'HR: person to User' -SourceAttributeName Email -TargetMetaverseAttributeName Email -WhatIf", "synchronisation rule HR: person to User" },
        { "Get-JIMRunProfile -ConnectedSystemName HR | Get-JIMAlertRule | Remove-JIMAlertRule -Force -WhatIf", "alert rule Too many leavers" },
        { "Get-JIMApiKey | Remove-JIMApiKey -WhatIf", "API key Infrastructure" },
        { "Remove-JIMApiKey -InputObject (Get-JIMApiKey) -WhatIf", "API key Infrastructure" },
        { "Remove-JIMConnectedSystem -ConnectedSystemName HR -WhatIf", "connected system HR" },
        { "Remove-JIMConnectedSystem -ConnectedSystemName HR -Force -WhatIf", "connected system HR" },
        { "$WhatIfPreference = $true; Remove-JIMConnectedSystem -ConnectedSystemName HR -Force; $WhatIfPreference = $false", "connected system HR" },
        { "Remove-JIMConnectedSystem -InputObject (Get-JIMConnectedSystem -Name HR) -WhatIf", "connected system HR" },
        { "Get-JIMMatchingRule -ConnectedSystemName HR | Remove-JIMMatchingRule -Force -WhatIf", "matching rule " },
        { "Get-JIMRunProfile -ConnectedSystemName HR -Name 'Full Import' | Remove-JIMRunProfile -WhatIf", "run profile Full Import" },
        { "Get-JIMSyncRule -Name HR* | ForEach-Object { Remove-JIMSyncRule -InputObject $_ -WhatIf }", "synchronisation rule HR: person to User" },
        { "Get-JIMSyncRuleMapping -SyncRuleName 'HR: person to User' | Remove-JIMSyncRuleMapping -WhatIf", "mapping " },
        { "Remove-JIMSyncRuleMatchingRule -SyncRuleId 1 -Id 1 -WhatIf", "matching rule 1 of synchronisation rule 1" },
        { "Reset-JIMServiceSetting -Key Sync.PageSize -WhatIf", "service setting Sync.PageSize" },
        { "Get-JIMActivity -Operation Execute -First 1 | Resume-JIMActivity -WhatIf", "run " },
        { "Get-JIMRunProfile -ConnectedSystemName HR | Get-JIMAlertRule | Set-JIMAlertRule -Disable -WhatIf", "alert rule Too many leavers" },
        { "Get-JIMApiKey | Set-JIMApiKey -Disable -WhatIf", "API key Infrastructure" },
        { "Get-JIMConnectedSystem -Name HR | Set-JIMConnectedSystem -Name Other -WhatIf", "connected system HR" },
        { "Set-JIMConnectedSystemAttribute -ConnectedSystemName HR -ObjectTypeName person -AttributeName Email -Selected $false -WhatIf", "attribute Email of object type person" },
        { "Set-JIMConnectedSystemContainer -ConnectedSystemName HR -ContainerId 1 -Excluded $true -WhatIf", "container 1 of connected system HR" },
        { "Set-JIMConnectedSystemObjectType -ConnectedSystemName HR -ObjectTypeName person -Selected $false -WhatIf", "object type person of connected system HR" },
        { "Set-JIMConnectedSystemPartition -ConnectedSystemName HR -PartitionId 1 -Selected $true -WhatIf", "partition 1 of connected system HR" },
        { "Get-JIMMatchingRule -ConnectedSystemName HR | Set-JIMMatchingRule -Order 8 -WhatIf", "matching rule " },
        { "Get-JIMMetaverseAttribute -Name Email | Set-JIMMetaverseAttribute -RenderingHint List -Type Text -WhatIf", "metaverse attribute Email" },
        { "Get-JIMMetaverseObjectType -Name User | Set-JIMMetaverseObjectType -Icon x -WhatIf", "metaverse object type User" },
        { "Set-JIMMetaverseObjectType -InputObject (Get-JIMMetaverseObjectType -Name User) -Icon x -WhatIf", "metaverse object type User" },
        { "Set-JIMRunProfile -ConnectedSystemName HR -RunProfileName 'Full Import' -PageSize 9 -WhatIf", "run profile Full Import of connected system HR" },
        { "Set-JIMServiceSetting -Key Instance.Name -Value Other -WhatIf", "service setting Instance.Name" },
        { "Get-JIMSyncRule -Name HR* | Set-JIMSyncRule -Disable -WhatIf", "synchronisation rule HR: person to User" },
        { "Get-JIMSyncRuleMapping -SyncRuleName 'HR: person to User' | Set-JIMSyncRuleMapping -Enabled $false -WhatIf", "mapping " },
        { "Set-JIMSyncRuleMatchingRule -SyncRuleId 1 -Id 1 -Order 2 -WhatIf", "matching rule 1 of synchronisation rule 1" },
        { "Start-JIMRunProfile HR 'Full Import' -Wait -WhatIf", "run profile Full Import of connected system HR" },
        { "Get-JIMActivity -Operation Execute -First 1 | Stop-JIMActivity -Force -WhatIf", "run " },
        { "Stop-JIMWorkerTask -Id 11111111-1111-1111-1111-111111111111 -Force -WhatIf", "task 11111111" },
        { "Switch-JIMMatchingMode -ConnectedSystemName HR -Mode SyncRule -WhatIf", "connected system HR" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void WhatIf_changes_nothing_and_says_what_would_change(string script, string said)
    {
        var before = Activities();
        copy.Shell.Host.Clear();

        copy.Shell.Do(script);

        Assert.Contains("What if: ", copy.Shell.Host.Text, StringComparison.Ordinal);
        Assert.Contains($"\"{said}", copy.Shell.Host.Text, StringComparison.Ordinal);
        Assert.Equal(before, Activities());
    }

    [Fact]
    public void Every_cmdlet_that_changes_something_is_among_them()
    {
        var scripts = string.Join('\n', Changes.Select(one => (string)one[0]));

        Assert.All(CmdletHelp.ReadAll(typeof(JimCommand).Assembly).Where(one => one.Changes), one => Assert.Contains(one.Name + " ", scripts, StringComparison.Ordinal));
    }

    // Every change, a run included, leaves an activity.
    private int Activities() => copy.Server.Ask(HttpMethod.Get, "/activities").GetProperty("totalCount").GetInt32();
}
