using System.Management.Automation;
using System.Text.RegularExpressions;
using Jim.Tests.Hosting;

namespace Jim.Tests;

/// <summary>Runs that an alert rule has paused: whoever follows them is asked, and the commands that they are told answer.</summary>
public sealed partial class PausedRunTests
{
    [Fact]
    public void Whoever_follows_is_asked_and_the_command_that_is_told_lets_it_go_on()
    {
        using var run = new LongRun(people: 50);
        using var other = new Shell(run.Server);
        run.PauseNextImport();
        run.Shell.Host.Clear();
        var answered = false;
        run.Shell.Host.OnProgress = record =>
        {
            if (answered || !record.StatusDescription.StartsWith("Waits for a person: Paused by the alert rule 'Many errors'", StringComparison.Ordinal))
                return;
            answered = true;
            other.Do("Get-JIMActivityProgress | Where-Object State -eq paused | Resume-JIMActivity");
        };

        var outcome = run.Shell.Run("Start-JIMRunProfile HR 'Full Import' -Wait -PassThru");

        Assert.True(answered);
        Assert.Contains(outcome["Status"], new object[] { "CompleteWithWarning", "CompleteWithError" });
        var question = outcome.Warnings[0];
        Assert.StartsWith("HR - Full Import waits for a person. Paused by the alert rule 'Many errors': ", question, StringComparison.Ordinal);
        Assert.EndsWith($"To resume it: Resume-JIMActivity -Id {outcome["Id"]}. To cancel it: Stop-JIMActivity -Id {outcome["Id"]}.", question, StringComparison.Ordinal);
        Assert.DoesNotContain(outcome.Warnings.Skip(1), one => one.Contains("waits for a person", StringComparison.Ordinal));
        // Nobody knows who is meant by an id that is there twice.
        Assert.Equal(49, other.Do("Get-JIMConnectedSystemObject -ConnectedSystemName HR -Count").Only.BaseObject);
        Assert.Matches(@"Alerts +: Many errors: \d+\.?\d* % of the objects failed \(limit 0\.1 %\)", other.Read($"Get-JIMActivity -Id {outcome["Id"]}"));
        Assert.Matches(@"Alerts +: Many errors: ", other.Read($"Get-JIMActivityStats -Id {outcome["Id"]}"));
        var alert = other.Do($"(Get-JIMActivity -Id {outcome["Id"]}).ExecutionStats.Alerts");
        Assert.Equal(outcome["InitiatedByName"], alert["ResumedBy"]);
        Assert.IsType<DateTime>(alert["ResumedAt"]);
    }

    [Fact]
    public void A_limit_of_waiting_asks_instead_of_saying_that_it_goes_on()
    {
        using var run = new LongRun(people: 50);
        var id = run.StartPaused();

        var waited = run.Shell.Run($"Wait-JIMActivity -Id {id} -Timeout 1");
        var looked = run.Shell.Do($"Get-JIMActivity -Id {id} -Follow -MaxPolls 1");

        var error = Assert.Single(waited.Errors);
        Assert.Equal(ErrorCategory.OperationTimeout, error.CategoryInfo.Category);
        Assert.StartsWith("The run has not ended within 1 seconds. HR - Full Import waits for a person. ", error.Exception.Message, StringComparison.Ordinal);
        Assert.StartsWith("The run has not ended after 1 looks. HR - Full Import waits for a person. ", looked.Warnings[^1], StringComparison.Ordinal);
        run.Shell.Do(StopCommand().Match(error.Exception.Message).Value + " -Force");
        Assert.Equal("Cancelled", run.Shell.Run($"Wait-JIMActivity -Id {id}")["Status"]);
    }

    [Fact]
    public void A_paused_run_is_seen_in_tables_and_lists()
    {
        using var run = new LongRun(people: 50);
        var id = run.StartPaused();

        var progress = run.Shell.Read("Get-JIMActivityProgress");
        Assert.Matches(@"HR - Full Import +paused +Paused by the alert rule", progress);
        Assert.Contains("Paused", run.Shell.Read("Get-JIMWorkerTask"), StringComparison.Ordinal);
        Assert.Matches(@"Alerts +: Many errors: ", run.Shell.Read($"Get-JIMActivity -Id {id}"));
        var alert = run.Shell.Do("(Get-JIMActivityProgress).Alerts");
        Assert.Equal("JIM.Alert", alert.Only.TypeNames[0]);
        Assert.Equal(DateTimeKind.Utc, Assert.IsType<DateTime>(alert["At"]).Kind);
        var table = run.Shell.Read("(Get-JIMActivityProgress).Alerts");
        Assert.Matches(@"Many errors +\d+\.?\d* % of the objects failed", table);
        Assert.All($"{progress}\n{table}".Split('\n'), line => Assert.InRange(line.TrimEnd().Length, 0, 100));
    }

    [GeneratedRegex("Stop-JIMActivity -Id [0-9a-f-]+")]
    private static partial Regex StopCommand();
}
