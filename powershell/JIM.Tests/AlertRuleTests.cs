using Jim.Generator;
using Jim.Tests.Hosting;

namespace Jim.Tests;

/// <summary>Alert rules are made, found, changed and deleted, by ids, by names and through the pipeline.</summary>
[Collection(DemoCompanyGroup.Name)]
public sealed class AlertRuleTests : IDisposable
{
    private readonly JimServer server;
    private readonly Shell shell;

    public AlertRuleTests(DemoCompany company)
    {
        server = company.Copy();
        shell = new Shell(server);
        shell.Do("$profile = Get-JIMRunProfile -ConnectedSystemName Directory -Name Export; $at = @{ ConnectedSystemId = $profile.ConnectedSystemId; RunProfileId = $profile.Id }");
    }

    public void Dispose()
    {
        shell.Dispose();
        server.Dispose();
    }

    [Fact]
    public void Everything_that_is_given_reaches_the_server()
    {
        var rule = shell.Do("""
            New-JIMAlertRule @at -Name Leavers -Condition Deletes -Measure TimesUsual -Threshold 2.5 -MinimumObjects 30 -Enabled $false -Action Webhook, Pause `
                -WebhookUrl https://alerts.example.org/jim -WebhookSecret ([Net.NetworkCredential]::new('', 'sixteen characters').SecurePassword) -PassThru
            """);

        Assert.Equal(["JIM.AlertRule"], rule.Only.TypeNames.Take(1));
        (string Member, object Value)[] expected =
        [
            ("Name", "Leavers"), ("Condition", "Deletes"), ("Measure", "TimesUsual"), ("Threshold", 2.5), ("MinimumObjects", 30), ("Enabled", false),
            ("WebhookUrl", "https://alerts.example.org/jim"), ("HasWebhookSecret", true),
        ];
        Assert.All(expected, one => Assert.Equal(one.Value, rule[one.Member]));
        Assert.Equal(["Log", "Webhook", "Pause"], (object[])rule["Actions"]!);
        Assert.Equal("Leavers", shell.Do("Get-JIMAlertRule @at -Id $r.Id", ("r", rule.Only))["Name"]);

        var changed = shell.Do("""
            Set-JIMAlertRule @at -AlertRuleId $r.Id -Name Slow -Condition Overrun -Measure Absolute -Threshold 90 -MinimumObjects 0 -Action Webhook `
                -WebhookUrl https://alerts.example.org/other -WebhookSecret 'another sixteen characters' -Enable -PassThru
            """);

        (string Member, object Value)[] then =
        [
            ("Name", "Slow"), ("Condition", "Overrun"), ("Measure", "Absolute"), ("Threshold", 90), ("MinimumObjects", 0), ("Enabled", true),
            ("WebhookUrl", "https://alerts.example.org/other"), ("HasWebhookSecret", true), ("Id", rule["Id"]!),
        ];
        Assert.All(then, one => Assert.Equal(one.Value, changed[one.Member]));
        Assert.Equal(false, shell.Do("Set-JIMAlertRule @at -AlertRuleName Slow -Action Log -PassThru")["HasWebhookSecret"]);
        shell.Do("Remove-JIMAlertRule @at -AlertRuleId $r.Id -Force");
        Assert.Empty(shell.Do("Get-JIMAlertRule @at").Objects);
    }

    [Fact]
    public void Rules_go_through_the_pipeline_from_run_profile_to_end()
    {
        const string All = "Get-JIMConnectedSystem | Get-JIMRunProfile | Get-JIMAlertRule";
        var before = shell.Do(All).Objects.Count;

        shell.Do("Get-JIMConnectedSystem | Get-JIMRunProfile -Name 'Full *' | New-JIMAlertRule -Name Slow -Condition Overrun -Threshold 90 -PassThru | Set-JIMAlertRule -Threshold 120 -PassThru | Set-JIMAlertRule -Disable");

        var slow = shell.Do(All + " -Name slow").Objects;
        Assert.Equal(6, slow.Count);
        Assert.All(slow, one => Assert.Equal((120, false), ((int)one.Properties["Threshold"].Value, (bool)one.Properties["Enabled"].Value)));
        shell.Do("Remove-JIMAlertRule -InputObject $one -Force", ("one", slow[0]));
        shell.Do(All + " -Name Slow | Remove-JIMAlertRule -Force");
        Assert.Equal(before, shell.Do(All).Objects.Count);
    }

    [Fact]
    public void A_rule_is_shown_in_words()
    {
        shell.Do("New-JIMAlertRule -ConnectedSystemName Directory -RunProfileName Export -Name 'Far too many objects are to be deleted' -Condition Deletes -Measure TimesUsual -Threshold 5 -Action Pause");

        var table = shell.Read("Get-JIMAlertRule @at");
        var list = ModuleViews.All.First(one => one.Type == "JIM.AlertRule").Lines.ToDictionary(
            one => one.Label, one => shell.Do($"Get-JIMAlertRule @at | ForEach-Object {{ {one.Script} }}").Only.BaseObject);

        Assert.Contains("deletes are 5 times the", table, StringComparison.Ordinal);
        Assert.All(table.Split('\n'), line => Assert.InRange(line.TrimEnd().Length, 0, 100));
        Assert.Equal("deletes are 5 times the usual", list["When"]);
        Assert.Equal("Log, Pause", list["Actions"]);
        Assert.Equal("10", list["MinimumObjects"]);
    }
}
