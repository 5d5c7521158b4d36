using System.Management.Automation;
using Jim.Tests.Hosting;

namespace Jim.Tests;

/// <summary>What happens to real servers while a run is followed: they freeze, die, or lose the store of live progress.</summary>
public sealed class FaultTests
{
    private const string Follow = "Start-JIMRunProfile HR 'Full Import' -PassThru | Get-JIMActivity -Follow";

    [Fact]
    public void A_server_that_freezes_and_thaws_is_waited_for()
    {
        using var run = new LongRun();
        run.Shell.Do($"$null = Connect-JIM -Url {run.Server.Url} -ApiKey {JimServer.Key} -TimeoutSeconds 5");
        var (frozen, thawed) = (false, false);
        run.Shell.Host.OnProgress = record =>
        {
            if (!frozen && LongRun.IsUnderWay(record))
            {
                run.Server.Freeze();
                frozen = true;
            }
            else if (frozen && !thawed && record.StatusDescription.Contains("does not answer", StringComparison.Ordinal))
            {
                run.Server.Thaw();
                thawed = true;
            }
        };

        var outcome = run.Shell.Do(Follow);

        Assert.True(thawed);
        Assert.Equal("Complete", outcome["Status"]);
        var records = run.Shell.Host.Progress;
        var away = Assert.Single(records.Select(one => one.StatusDescription).Distinct(), text => text.Contains("does not answer", StringComparison.Ordinal));
        Assert.Contains("The run goes on.", away, StringComparison.Ordinal);
        Assert.Contains(records.SkipWhile(one => one.StatusDescription != away), LongRun.IsUnderWay);
        Assert.Equal(ProgressRecordType.Completed, records[^1].RecordType);
    }

    [Fact]
    public void A_worker_that_is_killed_is_told_by_the_server_that_comes_after_it()
    {
        using var redis = new RedisServer();
        using var run = new LongRun(settings: redis.Settings);
        _ = run.AtFirstProgress(() =>
        {
            run.Server.Kill();
            run.Server.StartAgain();
        });

        var outcome = run.Shell.Run(Follow);

        Assert.Equal("FailedWithError", outcome["Status"]);
        var said = Assert.Single(outcome.Errors).Exception.Message;
        Assert.StartsWith("HR - Full Import: failed with error. ", said, StringComparison.Ordinal);
        Assert.Contains((string)outcome["ErrorMessage"]!, said, StringComparison.Ordinal);
        Assert.Contains(((object[])outcome["Phases"]!).Cast<PSObject>(), phase => "Failed".Equals(phase.Properties["Status"].Value));
        Assert.Equal("complete", RunAgain(run)["State"]);
    }

    [Fact]
    public void A_worker_that_dies_is_told_at_once_by_another_server_and_its_run_ends_with_its_lease()
    {
        using var database = new PostgresServer();
        using var redis = new RedisServer();
        var settings = new Dictionary<string, string>(database.Settings.Concat(redis.Settings)) { ["JIM_LEASE_SECONDS"] = "8" };
        using var run = new LongRun(settings: settings);
        var id = run.Start();
        using var other = new JimServer(settings);
        run.Shell.Connect(other);
        _ = run.AtFirstProgress(run.Server.Kill);

        var outcome = run.Shell.Run("Get-JIMActivity -Id $id -Follow", ("id", id));

        Assert.Equal("FailedWithError", outcome["Status"]);
        Assert.Single(outcome.Errors);
        var said = run.Shell.Host.Progress.Select(one => one.StatusDescription).ToList();
        var lost = said.FindIndex(text => text.Contains("the worker gives no sign of life", StringComparison.Ordinal));
        Assert.True(lost > 0, string.Join('\n', said));
        Assert.DoesNotContain(" left", said[lost], StringComparison.Ordinal);
        Assert.Equal(ProgressRecordType.Completed, run.Shell.Host.Progress[^1].RecordType);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_store_that_goes_while_a_run_is_followed_costs_nothing(bool freezes)
    {
        using var redis = new RedisServer();
        using var run = new LongRun(settings: redis.Settings);
        _ = run.AtFirstProgress(freezes ? redis.Freeze : redis.Kill);

        var outcome = run.Shell.Do(Follow);

        Assert.Equal("Complete", outcome["Status"]);
        Assert.True(run.Shell.Host.Progress.Count(LongRun.IsUnderWay) > 1);
        Assert.Equal(ProgressRecordType.Completed, run.Shell.Host.Progress[^1].RecordType);
        var newest = run.Shell.Do("Get-JIMActivityProgress -Id $id", ("id", outcome["Id"]));
        Assert.Equal("live", newest["Source"]);
        Assert.Equal("memory", ((PSObject)newest["Reporter"]!).Properties["Store"].Value);
    }

    [Fact]
    public void Without_the_store_a_run_that_has_ended_is_told_from_the_database()
    {
        using var redis = new RedisServer();
        using var run = new LongRun(settings: redis.Settings, people: 100);
        var id = run.Shell.Do(Follow)["Id"];
        run.Server.Kill();
        redis.Kill();
        run.Server.StartAgain();
        run.Shell.Host.Clear();

        var newest = run.Shell.Do("Get-JIMActivityProgress -Id $id", ("id", id));

        Assert.Equal("degraded", newest["Source"]);
        Assert.Equal("complete", newest["State"]);
        Assert.Equal("Complete", run.Shell.Do("Get-JIMActivity -Id $id -Follow")["Status"]);
        Assert.EndsWith("| live progress is away", run.Shell.Host.Progress[0].StatusDescription, StringComparison.Ordinal);
    }

    private static Outcome RunAgain(LongRun run)
    {
        run.Shell.Do("Start-JIMRunProfile HR 'Full Import' -Wait");
        return run.Shell.Do("Get-JIMActivity -RunProfile 'Full Import' -First 1 | Get-JIMActivityProgress");
    }
}
