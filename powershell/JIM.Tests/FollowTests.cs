using System.Management.Automation;
using Jim.Tests.Hosting;

namespace Jim.Tests;

/// <summary>Following real runs: how it is shown, how it ends, and what goes wrong on the way.</summary>
public sealed class FollowTests
{
    private const string Wait = "Start-JIMRunProfile HR 'Full Import' -Wait -PassThru";

    [Fact]
    public void A_run_that_is_cancelled_is_an_error_that_says_so()
    {
        using var run = new LongRun();
        _ = run.AtFirstProgress(() =>
        {
            foreach (var activity in run.Server.Ask(HttpMethod.Get, "/activities?status=InProgress").GetProperty("items").EnumerateArray())
                run.Server.Ask(HttpMethod.Post, $"/activities/{activity.GetProperty("id")}/cancel");
        });

        var outcome = run.Shell.Run(Wait);

        Assert.Equal("Cancelled", outcome["Status"]);
        var error = Assert.Single(outcome.Errors);
        Assert.StartsWith("RunCancelled", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.OperationStopped, error.CategoryInfo.Category);
        AssertEnded(run.Shell.Host.Progress);
    }

    [Fact]
    public void Stop_ends_a_script_at_a_run_that_failed()
    {
        using var run = new LongRun();
        File.Delete(run.HrFile);

        var failure = Assert.ThrowsAny<RuntimeException>(() => run.Shell.Run(Wait + " -ErrorAction Stop; 'not reached'"));

        Assert.Contains("HR - Full Import: failed with error", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Get-JIMActivity -Id ", failure.Message, StringComparison.Ordinal);
        AssertEnded(run.Shell.Host.Progress);
    }

    [Fact]
    public void Objects_with_errors_are_told_with_counts_and_the_command_that_shows_them()
    {
        using var server = new JimServer();
        using var shell = new Shell(server);
        var file = Path.Combine(server.Folder, "hr.csv");
        File.WriteAllText(file, DemoWorld.HrFile(50));
        DemoWorld.ConfigureHr(shell, file);
        File.WriteAllText(file, DemoWorld.HrFile(50, bad: 3));

        var outcome = shell.Run(Wait);

        var said = Assert.Single([.. outcome.Warnings, .. outcome.Errors.Select(one => one.Exception.Message)]);
        Assert.EndsWith("ErrorsOnly", said, StringComparison.Ordinal);
        Assert.Matches(@"complete with warning\. \d+ objects processed, .*\d errors?\. See them: ", said);
        var command = said[said.IndexOf("Get-JIMActivityItem", StringComparison.Ordinal)..];
        Assert.All(shell.Do(command).Objects, item => Assert.NotNull(item.Properties["ErrorType"].Value));
    }

    [Fact]
    public void Ctrl_C_leaves_the_run_going_and_says_so()
    {
        using var run = new LongRun();

        run.Shell.Interrupt(Wait, run.AtFirstProgress());

        AssertEnded(run.Shell.Host.Progress);
        Assert.Contains("the run goes on", run.Shell.Host.Text, StringComparison.Ordinal);
        Assert.Contains("Stop-JIMActivity -Id ", run.Shell.Host.Text, StringComparison.Ordinal);
        var activity = run.Shell.Do("Get-JIMActivity -RunProfile 'Full Import' -First 1");
        Assert.Contains(activity["Status"], new object[] { "InProgress", "Complete" });
    }

    [Fact]
    public void A_server_that_is_killed_and_restarted_is_waited_for()
    {
        using var run = new LongRun();
        _ = run.AtFirstProgress(() =>
        {
            run.Server.Kill();
            run.Server.StartAgain();
        });

        var outcome = run.Shell.Run(Wait);

        Assert.Equal("FailedWithError", outcome["Status"]);
        Assert.StartsWith("RunFailedWithError", Assert.Single(outcome.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        AssertEnded(run.Shell.Host.Progress);
    }

    [Fact]
    public void A_run_that_is_started_again_is_followed_under_its_next_activity()
    {
        using var run = new LongRun();
        run.Shell.Do("Set-JIMRunProfile -ConnectedSystemName HR -RunProfileName 'Full Import' -RestartsAfterLostWorker 1");
        _ = run.AtFirstProgress(() =>
        {
            run.Server.Kill();
            run.Server.StartAgain();
        });

        var outcome = run.Shell.Run(Wait);

        Assert.Equal("Complete", outcome["Status"]);
        Assert.Empty(outcome.Errors);
        var lost = run.Shell.Do("Get-JIMActivity -Status FailedWithError | Get-JIMActivity");
        Assert.Equal(outcome["Id"], lost["ContinuedByActivityId"] is { } next ? Guid.Parse($"{next}") : null);
        var said = Assert.Single(outcome.Warnings);
        Assert.Contains($"its worker was lost (activity {lost["Id"]})", said, StringComparison.Ordinal);
        Assert.EndsWith($"as activity {outcome["Id"]}.", said, StringComparison.Ordinal);
        AssertEnded(run.Shell.Host.Progress);
    }

    [Fact]
    public void An_outage_is_shown_and_got_over()
    {
        using var run = new LongRun();
        var (killed, restarted) = (false, false);
        run.Shell.Host.OnProgress = record =>
        {
            if (!killed && LongRun.IsUnderWay(record))
            {
                run.Server.Kill();
                killed = true;
            }
            else if (killed && !restarted && record.StatusDescription.Contains("does not answer", StringComparison.Ordinal))
            {
                run.Server.StartAgain();
                restarted = true;
            }
        };

        var outcome = run.Shell.Run(Wait);

        Assert.True(restarted);
        Assert.Equal("FailedWithError", outcome["Status"]);
        AssertEnded(run.Shell.Host.Progress);
    }

    [Fact]
    public void A_revoked_key_ends_the_following_and_not_the_run()
    {
        using var run = new LongRun();
        var key = run.Shell.Do("New-JIMApiKey -Name Nightly -RoleName Operator -PassThru");
        run.Shell.Connect(run.Server, (string)key["Key"]!);
        _ = run.AtFirstProgress(() => run.Server.Ask(HttpMethod.Delete, $"/apikeys/{key["Id"]}"));

        var outcome = run.Shell.Run(Wait);

        var error = Assert.Single(outcome.Errors);
        Assert.Equal(ErrorCategory.AuthenticationError, error.CategoryInfo.Category);
        Assert.Contains("The run goes on.", error.Exception.Message, StringComparison.Ordinal);
        Assert.Empty(outcome.Objects);
        AssertEnded(run.Shell.Host.Progress);
    }

    [Fact]
    public void A_timeout_is_an_error_and_the_run_goes_on()
    {
        using var run = new LongRun();

        var outcome = run.Shell.Run(Wait + " -Timeout 1");

        Assert.Equal("InProgress", outcome["Status"]);
        Assert.Equal(ErrorCategory.OperationTimeout, Assert.Single(outcome.Errors).CategoryInfo.Category);
        AssertEnded(run.Shell.Host.Progress);
    }

    [Fact]
    public void Follow_ends_after_so_many_looks()
    {
        using var run = new LongRun();
        var id = run.Start();

        Assert.Equal(id, run.Shell.Do("Get-JIMWorkerTask | Where-Object ActivityId -eq $id | Get-JIMWorkerTask", ("id", id))["ActivityId"]);
        var outcome = run.Shell.Do("Get-JIMActivity -Id $id -Follow -IntervalSeconds 1 -MaxPolls 1");

        Assert.Equal("InProgress", outcome["Status"]);
        Assert.Contains("it goes on", Assert.Single(outcome.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Several_runs_have_a_bar_each_below_one_for_all()
    {
        using var server = new JimServer();
        using var shell = new Shell(server);
        foreach (var system in new[] { "One", "Two", "Three" })
        {
            var file = Path.Combine(server.Folder, system + ".csv");
            File.WriteAllText(file, DemoWorld.HrFile(5000));
            DemoWorld.ConfigureHr(shell, file, system);
        }
        shell.Host.Clear();

        var outcome = shell.Do("Get-JIMConnectedSystem | Get-JIMRunProfile -Name 'Full Import' | Start-JIMRunProfile -Wait -PassThru");

        Assert.Equal(["Complete", "Complete", "Complete"], outcome.Objects.Select(one => one.Properties["Status"].Value));
        var parent = shell.Host.Progress[0];
        Assert.Equal(-1, parent.ParentActivityId);
        var children = shell.Host.Progress.Where(one => one.ActivityId != parent.ActivityId).ToList();
        Assert.All(children, one => Assert.Equal(parent.ActivityId, one.ParentActivityId));
        Assert.Equal(["One - Full Import", "Three - Full Import", "Two - Full Import"], children.Select(one => one.Activity).Distinct().Order());
        AssertEnded(shell.Host.Progress);
    }

    [Fact]
    public void Progress_that_has_expired_is_no_obstacle()
    {
        using var server = new JimServer(new Dictionary<string, string> { ["JIM_REDIS_PROGRESS_TTL_SECONDS"] = "1" });
        using var shell = new Shell(server);
        var file = Path.Combine(server.Folder, "hr.csv");
        File.WriteAllText(file, DemoWorld.HrFile(10));
        DemoWorld.ConfigureHr(shell, file);
        var id = shell.Do(Wait)["Id"];

        // Until the server itself says that it has gone.
        var answer = shell.Run("Get-JIMActivityProgress -Id $id", ("id", id));
        for (var looked = 0; answer.Errors.Count == 0 && looked < 100_000; ++looked)
            answer = shell.Run("Get-JIMActivityProgress -Id $id");
        Assert.StartsWith("PROGRESS_EXPIRED", Assert.Single(answer.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);

        Assert.Equal("Complete", shell.Do("Get-JIMActivity -Id $id -Follow")["Status"]);
        Assert.Equal("Complete", shell.Do("Wait-JIMActivity -Id $id")["Status"]);
    }

    [Fact]
    public void An_activity_that_is_no_run_can_be_waited_for()
    {
        using var server = new JimServer();
        using var shell = new Shell(server);
        shell.Do("New-JIMConnectedSystem -Name HR -ConnectorName 'JIM File Connector'");

        Assert.Equal("Complete", shell.Do("Get-JIMActivity -Operation Create -First 1 | Wait-JIMActivity")["Status"]);
        var unknown = shell.Run("Wait-JIMActivity -Id 11111111-1111-1111-1111-111111111111");
        Assert.Equal(ErrorCategory.ObjectNotFound, Assert.Single(unknown.Errors).CategoryInfo.Category);
    }

    [Fact]
    public void Redirected_output_gets_lines_and_the_output_stream_objects_only()
    {
        using var run = new LongRun("ConsoleHost");

        var outcome = run.Shell.Do(Wait);

        Assert.Equal("Complete", outcome["Status"]);
        Assert.Empty(run.Shell.Host.Progress);
        var lines = outcome.Information.Select(one => one.MessageData.ToString()!).ToList();
        Assert.All(outcome.Information, one => Assert.Contains("PSHOST", one.Tags));
        Assert.Contains(lines, line => line.Contains(" of 8 | ", StringComparison.Ordinal) && line.Contains("Processed: ", StringComparison.Ordinal));
        Assert.Contains("in all", lines[^1], StringComparison.Ordinal);
        Assert.InRange(lines.Count, 3, 60);
    }

    [Fact]
    public void Silenced_progress_goes_to_the_information_stream()
    {
        using var server = new JimServer();
        using var shell = new Shell(server);
        var file = Path.Combine(server.Folder, "hr.csv");
        File.WriteAllText(file, DemoWorld.HrFile(10));
        DemoWorld.ConfigureHr(shell, file);
        shell.Host.Clear();

        var outcome = shell.Do("$ProgressPreference = 'SilentlyContinue'; " + Wait);

        Assert.Empty(shell.Host.Progress);
        Assert.NotEmpty(outcome.Information);
        Assert.Empty(shell.Host.Text);
    }

    [Theory]
    [InlineData(Mischief.CutAfterRequest)]
    [InlineData(Mischief.CutInsideAnswer)]
    [InlineData(Mischief.BadGateway)]
    [InlineData(Mischief.Silence)]
    [InlineData(Mischief.TooManyRequests)]
    public void Mischief_on_the_way_is_got_over(Mischief mischief)
    {
        using var server = new JimServer();
        using var shell = new Shell(server);
        var file = Path.Combine(server.Folder, "hr.csv");
        File.WriteAllText(file, DemoWorld.HrFile(10));
        DemoWorld.ConfigureHr(shell, file);
        var reads = 0;
        using var proxy = new MischievousProxy(server.Url, (_, line) =>
            line.Contains("/activities/", StringComparison.Ordinal) && ++reads is 1 or 2 ? mischief : Mischief.None);
        // Only silence has to be waited out; what else is slow is the machine.
        shell.Do($"$null = Connect-JIM -Url {proxy.Url} -ApiKey {JimServer.Key} -TimeoutSeconds {(mischief == Mischief.Silence ? 5 : 60)}");

        var outcome = shell.Do(Wait);

        Assert.Equal("Complete", outcome["Status"]);
        Assert.True(reads > 2);
    }

    [Fact]
    public void Whoever_has_to_wait_for_the_next_request_is_told()
    {
        using var server = new JimServer();
        using var shell = new Shell(server);
        var asked = 0;
        using var proxy = new MischievousProxy(server.Url, (_, line) =>
            line.Contains("/worker-tasks", StringComparison.Ordinal) && ++asked == 1 ? Mischief.TooManyRequests : Mischief.None);
        shell.Do($"$null = Connect-JIM -Url {proxy.Url} -ApiKey {JimServer.Key}");

        var outcome = shell.Do("Get-JIMWorkerTask");

        Assert.EndsWith("This goes on in 1 s.", Assert.Single(outcome.Warnings), StringComparison.Ordinal);
        Assert.Equal(2, asked);
        Assert.Empty(outcome.Errors);
    }

    private static void AssertEnded(IReadOnlyList<ProgressRecord> records)
    {
        Assert.NotEmpty(records);
        Assert.All(records, record => Assert.InRange(record.PercentComplete, -1, 100));
        foreach (var bar in records.GroupBy(one => one.ActivityId))
            Assert.Equal(ProgressRecordType.Completed, bar.Last().RecordType);
    }
}
