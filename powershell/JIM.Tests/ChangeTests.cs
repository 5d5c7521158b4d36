using System.Management.Automation;
using Jim.Generator;
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

    [Fact]
    public void Force_skips_the_question() =>
        Assert.Equal("CompletedImmediately", shell.Do("Remove-JIMConnectedSystem -ConnectedSystemName Groups -Force -PassThru")["Outcome"]);

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
        Assert.Contains("Remove-JIMApiKey -ApiKeyName 'Lost'", Assert.Single(shell.Do("New-JIMApiKey -Name Lost").Warnings), StringComparison.Ordinal);
        Assert.Matches("Key +: jim_ak_[0-9a-f]{64}", shell.Read("New-JIMApiKey -Name Shown -PassThru"));
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
    }

    /// <summary>A script for each cmdlet that takes a reason.</summary>
    public static IReadOnlyList<string> Reasoned { get; } =
    [
        "Get-JIMMetaverseAttribute -Name 'Job Title' | Add-JIMMetaverseObjectTypeAttribute -ObjectTypeName Group", "New-JIMApiKey -Name Nightly", "Set-JIMApiKey -ApiKeyName Nightly -Disable",
        "Remove-JIMApiKey -ApiKeyName Nightly -Force", "New-JIMConnectedSystem -Name Payroll -ConnectorName 'JIM File Connector'", "Set-JIMConnectedSystem -ConnectedSystemName Payroll -Description Pay",
        "Remove-JIMConnectedSystem -ConnectedSystemName Payroll -Force",
        "New-JIMSyncRule -Name More -ConnectedSystemName HR -ConnectedSystemObjectTypeName person -MetaverseObjectTypeName User -Direction Import", "Set-JIMSyncRule -SyncRuleName More -Disable",
        "Remove-JIMSyncRule -SyncRuleName More -Force", "New-JIMMetaverseAttribute -Name Badge -Type Text", "Get-JIMMetaverseAttribute -Name Badge | Set-JIMMetaverseAttribute -RenderingHint List",
        "New-JIMMetaverseObjectType -Name Room -PluralName Rooms", "Set-JIMMetaverseObjectType -Name Room -Icon door", "Set-JIMServiceSetting -Key Sync.PageSize -Value 700",
        "Reset-JIMServiceSetting -Key Sync.PageSize", "New-JIMAlertRule -ConnectedSystemName HR -RunProfileName 'Full Import' -Name Late -Condition Overrun -Threshold 60",
        "Set-JIMAlertRule -ConnectedSystemName HR -RunProfileName 'Full Import' -AlertRuleName Late -Threshold 70",
        "Remove-JIMAlertRule -ConnectedSystemName HR -RunProfileName 'Full Import' -AlertRuleName Late -Force",
        "New-JIMRunProfile -ConnectedSystemName HR -Name Short -RunType FullImport", "Set-JIMRunProfile -ConnectedSystemName HR -RunProfileName Short -PageSize 50",
        "Remove-JIMRunProfile -ConnectedSystemName HR -RunProfileName Short -Force",
        "$mapping = New-JIMSyncRuleMapping -SyncRuleName 'HR: person to User' -TargetMetaverseAttributeName Info -SourceConnectedSystemAttributeName JobTitle",
        "$mapping | Set-JIMSyncRuleMapping -Enabled $false", "$mapping | Remove-JIMSyncRuleMapping -Force",
        "$rule = New-JIMMatchingRule -ConnectedSystemName HR -ObjectTypeName person -SourceAttributeName Email -MetaverseObjectTypeName User -TargetMetaverseAttributeName Email -PassThru",
        "$rule | Set-JIMMatchingRule -CaseSensitive $false", "$rule | Remove-JIMMatchingRule -Force", "Switch-JIMMatchingMode -ConnectedSystemName HR -Mode SyncRule -Confirm:$false",
        "$rule = New-JIMSyncRuleMatchingRule -SyncRuleName 'HR: person to User' -SourceAttributeName Email -TargetMetaverseAttributeName Email -PassThru",
        "$rule | Set-JIMSyncRuleMatchingRule -CaseSensitive $false", "$rule | Remove-JIMSyncRuleMatchingRule -Force",
    ];

    [Fact]
    public void Why_something_was_changed_stays_in_its_activity()
    {
        foreach (var script in Reasoned)
        {
            shell.Do($"{script} -ChangeReason 'Because of {script.Length}'");
            Assert.Equal($"Because of {script.Length}", shell.Do("Get-JIMActivity -First 1 | Get-JIMActivity")["ChangeReason"]);
        }
        Assert.All(CmdletHelp.ReadAll(typeof(JimCommand).Assembly).Where(one => one.Parameters.Any(parameter => parameter.Name == "ChangeReason")),
            one => Assert.Contains(Reasoned, script => script.Contains(one.Name + " ", StringComparison.Ordinal)));
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
        shell.Do("$r | Set-JIMMatchingRule -Order 5 -PassThru | Remove-JIMMatchingRule -Force");
        Assert.Single(shell.Run("Get-JIMMatchingRule -ConnectedSystemName HR -Id $r.Id").Errors);
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
