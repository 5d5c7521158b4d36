using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Jim.Progress;
using Jim.Tests.Hosting;

namespace Jim.Tests;

/// <summary>What recorded snapshots of every kind say, and such as cannot be recorded at will: stalled, slow, with control characters.</summary>
public sealed class ProgressTextTests
{
    private const string Counts = "Importing | Processed: 457/1000 | Creates: 234, Updates: 198, Deletes: 25";

    [Theory]
    [InlineData("queued", " \\| waiting for its turn")]
    [InlineData("reading", " \\| no estimate without a total \\| step 2 of 8")]
    [InlineData("warming-up", " \\| no estimate yet \\| step 2 of 8")]
    [InlineData("saving", " \\| (about \\d\\.\\d s|less than a second) left \\| step 6 of 8")]
    [InlineData("names-with-escapes", " \\| Errors: 1,501")]
    [InlineData("worker-lost", " \\| the worker gives no sign of life \\| step 6 of 8")]
    [InlineData("complete", "")]
    [InlineData("cancelled", "")]
    [InlineData("failed", "")]
    [InlineData("many-errors", " \\| Errors: 1,501")]
    [InlineData("degraded", " \\| live progress is away")]
    public void What_the_server_has_said_is_shown_with_what_it_means(string name, string meaning)
    {
        var snapshot = Snapshots.Recorded(name);

        Assert.Equal(name == "names-with-escapes" ? "HR[2J - Full Import" : "HR - Full Import", snapshot.Run);
        Assert.Matches($"^{Regex.Escape(snapshot.Summary)}{meaning}$", ProgressText.Status(snapshot));
        Assert.Equal(name is "warming-up" or "saving" or "worker-lost" || snapshot.State.StartsWith("complete", StringComparison.Ordinal), ProgressText.Bar(snapshot) >= 0);
    }

    [Fact]
    public void A_running_import_says_counts_then_what_is_left_then_its_step() =>
        Assert.Equal($"{Counts} | about 12 s left | step 3 of 7", ProgressText.Status(Snapshots.With()));

    [Fact]
    public void A_line_says_step_counts_percent_rate_and_times() => Assert.Equal(
        $"Step 3 of 7 | {Counts} | 45.7 % | 108 objects/s | 5.1 s so far | about 12 s left", ProgressText.Line(Snapshots.With()));

    [Theory]
    [InlineData("unknown_total", "no estimate without a total")]
    [InlineData("warming_up", "no estimate yet")]
    [InlineData("queued", "waiting for its turn")]
    [InlineData("some_new_reason", "some new reason")]
    public void Without_an_estimate_it_says_why(string reason, string said)
    {
        var snapshot = Snapshots.With(("percentComplete", null), ("eta.run", null), ("eta.phase", null), ("estimatedSecondsRemaining", null), ("eta.reason", reason));

        Assert.Equal($"{Counts} | {said} | step 3 of 7", ProgressText.Status(snapshot));
        Assert.Equal(-1, ProgressText.Bar(snapshot));
    }

    [Theory]
    [InlineData("stalled", 73, "stalled: nothing moved for 1 min 13 s, waiting on source")]
    [InlineData("quiet", 9.87, "quiet for 9.8 s, waiting on source")]
    [InlineData("slow", 0.1, "slow: under a quarter of this run's usual rate")]
    [InlineData("worker_lost", 30, "the worker gives no sign of life")]
    public void Bad_health_is_said(string health, double age, string said) =>
        Assert.Contains(said, ProgressText.Status(Snapshots.With(("health.status", health), ("health.lastAdvanceAge", age), ("health.waitingOn", "source"))), StringComparison.Ordinal);

    [Fact]
    public void A_paused_run_says_first_that_it_waits_for_a_person_and_why()
    {
        var snapshot = Snapshots.Recorded("paused");
        const string Why = @"Waits for a person: Paused by the alert rule 'Many errors': \d+\.?\d* % of the objects failed \(limit 0\.1 %\)\. Resume it or cancel it\.";

        Assert.Matches($@"^{Why} \| {Regex.Escape(snapshot.Summary)} \| (.* \| )?step \d of 8$", ProgressText.Status(snapshot));
        Assert.Matches($@"^Step \d of 8 \| {Why} \| {Regex.Escape(snapshot.Summary)} \| ", ProgressText.Line(snapshot));
        Assert.DoesNotContain(" left", ProgressText.Line(snapshot), StringComparison.Ordinal);
        Assert.Equal("", ProgressText.Health(snapshot));
    }

    [Fact]
    public void Each_pause_is_told_once_with_the_commands_that_answer()
    {
        var (told, shown, id) = (new List<string>(), new List<string>(), Guid.NewGuid());
        var notices = new RunNotices(new ProgressLines(shown.Add, 1), [id], told.Add);
        var paused = Snapshots.Recorded("paused");

        foreach (var snapshot in new[] { Snapshots.With(), paused, paused, Snapshots.With(), paused })
            notices.Show(0, snapshot);

        Assert.Equal(2, told.Count);
        Assert.All(told, one => Assert.Equal(
            $"HR - Full Import waits for a person. {paused.PausedBy} To resume it: Resume-JIMActivity -Id {id}. To cancel it: Stop-JIMActivity -Id {id}.", one));
        Assert.Equal(2, shown.Count(line => line.Contains("Waits for a person: ", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_run_that_is_handed_back_is_told_once_each_time()
    {
        var (told, id) = (new List<string>(), Guid.NewGuid());
        var notices = new RunNotices(new ProgressLines(_ => { }, 1), [id], told.Add);

        foreach (var (attempt, state) in new[] { (1, "running"), (2, "queued"), (3, "running"), (3, "running"), (5, "running"), (6, "failed_with_error") })
            notices.Show(0, Snapshots.With(("attempt", attempt), ("state", state), ("terminal", attempt == 6)));

        Assert.Equal(2, told.Count);
        Assert.All(told, one => Assert.Equal("HR - Full Import was handed back by its worker and begins again. What it has stored stays.", one));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(3)]
    public void What_was_handed_back_before_anybody_followed_is_no_news(int attempt)
    {
        var told = new List<string>();
        var notices = new RunNotices(new ProgressLines(_ => { }, 1), [Guid.NewGuid()], told.Add);

        notices.Show(0, Snapshots.With(("attempt", attempt)));
        notices.Show(0, Snapshots.With(("attempt", attempt | 1)));

        Assert.Empty(told);
    }

    [Fact]
    public void A_run_that_waits_for_the_database_says_so_and_why()
    {
        const string Why = "Waits for the database: The connection to the database 'jim' on db:5432 was lost. Try again.";
        var (lines, waits) = (new List<string>(), Snapshots.With(("message", Why)));
        var display = new ProgressLines(lines.Add, 1);

        foreach (var snapshot in new[] { Snapshots.With(), waits, waits, Snapshots.With(), waits })
            display.Show(0, snapshot);

        Assert.Contains($" | {Why} | ", ProgressText.Status(waits), StringComparison.Ordinal);
        Assert.Equal(2, lines.Count(line => line == $"HR - Full Import: {Why}"));
        Assert.Equal("", ProgressText.Health(Snapshots.With(("message", Why), ("terminal", true))));
    }

    [Fact]
    public void The_last_moment_is_not_counted_down() =>
        Assert.Contains("| less than a second left |", ProgressText.Status(Snapshots.With(("eta.run.p50", 0.04))), StringComparison.Ordinal);

    [Fact]
    public void A_stalled_run_promises_no_end() =>
        Assert.DoesNotContain("left", ProgressText.Status(Snapshots.With(("health.status", "stalled"))), StringComparison.Ordinal);

    [Fact]
    public void A_moment_of_quiet_is_nothing_to_tell() =>
        Assert.DoesNotContain("quiet", ProgressText.Status(Snapshots.With(("health.status", "quiet"), ("health.lastAdvanceAge", 1.2))), StringComparison.Ordinal);

    [Fact]
    public void A_lost_worker_is_told_by_the_state_too() =>
        Assert.Contains("no sign of life", ProgressText.Health(Snapshots.With(("state", "worker_lost"))), StringComparison.Ordinal);

    [Fact]
    public void A_store_that_is_away_is_told() =>
        Assert.EndsWith("live progress is away", ProgressText.Status(Snapshots.With(("source", "degraded"))), StringComparison.Ordinal);

    [Fact]
    public void Cancelling_is_told_instead_of_what_is_left() =>
        Assert.Equal($"{Counts} | cancelling | step 3 of 7", ProgressText.Status(Snapshots.With(("state", "cancelling"))));

    [Theory]
    [InlineData("cancelled")]
    [InlineData("failed_with_error")]
    [InlineData("complete")]
    public void An_ended_run_has_nothing_left(string state)
    {
        var snapshot = Snapshots.With(("state", state), ("terminal", true), ("health.status", "stalled"));

        Assert.Equal($"{Counts} | step 3 of 7", ProgressText.Status(snapshot));
        Assert.Equal($"{Counts} | 5.1 s in all", ProgressText.Line(snapshot));
    }

    [Fact]
    public void What_is_unusual_is_told()
    {
        var snapshot = Snapshots.With(("comparison.remark", "deletes already 40 times the usual"));

        Assert.Equal($"{Counts} | about 12 s left | deletes already 40 times the usual | step 3 of 7", ProgressText.Status(snapshot));
        Assert.EndsWith("| deletes already 40 times the usual", ProgressText.Line(snapshot), StringComparison.Ordinal);
    }

    [Fact]
    public void Many_errors_are_counted() =>
        Assert.Contains(" | Errors: 12,345 | ", ProgressText.Status(Snapshots.With(("errors.total", 12345))), StringComparison.Ordinal);

    [Theory]
    [InlineData(140.0, 100)]
    [InlineData(99.95, 99)]
    [InlineData(-3.0, 0)]
    public void A_bar_never_leaves_its_ends(double percent, int bar) => Assert.Equal(bar, ProgressText.Bar(Snapshots.With(("percentComplete", percent))));

    [Fact]
    public void Names_cannot_drive_the_terminal()
    {
        var snapshot = Snapshots.With(("targetContext", "HR\u001b[2J"), ("targetName", "a\r\nb\u202e"), ("summary", "x\u0007y\u009b31m"), ("phase", "\u2066p"));

        Assert.Equal("HR\ufffd[2J - a\ufffd\ufffdb\ufffd", snapshot.Run);
        Assert.StartsWith("x\ufffdy\ufffd31m", ProgressText.Status(snapshot), StringComparison.Ordinal);
        Assert.Equal("\ufffdp", snapshot.Phase);
    }

    [Fact]
    public void A_document_with_nothing_in_it_is_no_obstacle()
    {
        using var empty = JsonDocument.Parse("{}");

        var snapshot = Snapshot.Read(empty.RootElement);

        Assert.Equal("", ProgressText.Status(snapshot));
        Assert.Equal("0.0 s so far", ProgressText.Line(snapshot));
        Assert.Equal(-1, ProgressText.Bar(snapshot));
    }

    [Fact]
    public void Members_of_the_wrong_kind_are_unknown()
    {
        var snapshot = Snapshots.With(("percentComplete", "much"), ("eta", JsonValue.Create(3)), ("currentPhaseNumber", new JsonArray()), ("estimatedSecondsRemaining", null));

        Assert.Equal($"{Counts}", ProgressText.Status(snapshot));
    }

    [Fact]
    public void Without_a_summary_the_message_or_the_state_is_said()
    {
        Assert.StartsWith("Importing | ", ProgressText.Status(Snapshots.With(("summary", null))), StringComparison.Ordinal);
        Assert.StartsWith("worker lost", ProgressText.Status(Snapshots.With(("summary", null), ("message", null), ("state", "worker_lost"))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(4.29, "4.2 s")]
    [InlineData(59.9, "59 s")]
    [InlineData(185, "3 min 05 s")]
    [InlineData(7800, "2 h 10 min")]
    [InlineData(93600, "1 d 02 h")]
    [InlineData(-5, "0.0 s")]
    [InlineData(double.NaN, "?")]
    public void Durations_are_as_people_read_them(double seconds, string text) => Assert.Equal(text, DisplayText.Duration(seconds));
}
