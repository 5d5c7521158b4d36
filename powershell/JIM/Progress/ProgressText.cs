namespace Jim.Progress;

/// <summary>
/// What a snapshot says on one line. Bars show an activity, a status and the bar, and cut the status at the window's edge: counts come
/// first, then what is left and how the run is.
/// </summary>
internal static class ProgressText
{
    /// <summary>A quiet moment shorter than this is nothing to tell anybody, in seconds.</summary>
    private const double WorthSaying = 2;

    /// <summary><c>Importing | Processed: 457/1000 | Creates: 234, Updates: 198, Deletes: 25 | about 12 s left | step 3 of 7</c></summary>
    public static string Status(Snapshot snapshot) => Joined(
        Pause(snapshot),
        snapshot.Summary.Length > 0 ? snapshot.Summary : snapshot.State.Replace('_', ' '),
        snapshot.Terminal || snapshot.State == "cancelling" ? "" : Left(snapshot),
        snapshot.State == "cancelling" ? "cancelling" : "",
        Health(snapshot),
        snapshot.Errors > 0 ? $"Errors: {DisplayText.Number(snapshot.Errors)}" : "",
        snapshot.Unusual,
        Step(snapshot, "step"),
        snapshot.Degraded ? "live progress is away" : "");

    /// <summary><c>Step 3 of 7 | Importing | Processed: ... | 45.7 % | 108 objects/s | 5.1 s so far | about 12 s left</c></summary>
    public static string Line(Snapshot snapshot) => Joined(
        snapshot.Terminal ? "" : Step(snapshot, "Step"),
        Pause(snapshot),
        snapshot.Summary.Length > 0 ? snapshot.Summary : snapshot.State.Replace('_', ' '),
        snapshot.Terminal || snapshot.Percent is null ? "" : Percent(snapshot.Percent.Value),
        snapshot.Terminal || snapshot.Rate is null ? "" : $"{DisplayText.Number((long)Math.Min(snapshot.Rate.Value, 1e15))} objects/s",
        DisplayText.Duration(snapshot.Elapsed) + (snapshot.Terminal ? " in all" : " so far"),
        snapshot.Terminal ? "" : Left(snapshot),
        snapshot.Errors > 0 ? $"Errors: {DisplayText.Number(snapshot.Errors)}" : "",
        snapshot.Unusual);

    /// <summary>Who is asked of a paused run, why, and the two commands that answer.</summary>
    public static string Question(Snapshot snapshot, Guid id) =>
        $"{(snapshot.Run.Length > 0 ? snapshot.Run : "The run")} waits for a person. {snapshot.PausedBy} To resume it: Resume-JIMActivity -Id {id}. To cancel it: Stop-JIMActivity -Id {id}.";

    /// <summary>How the run is when it is not well; empty while it is.</summary>
    public static string Health(Snapshot snapshot)
    {
        if (snapshot.Terminal || snapshot.PausedBy.Length > 0)
            return "";
        if (snapshot.WaitsForDatabase.Length > 0)
            return snapshot.WaitsForDatabase;
        if (snapshot.Health == "worker_lost" || snapshot.State == "worker_lost")
            return "the worker gives no sign of life";
        var waiting = snapshot.WaitingOn.Length > 0 ? $", waiting on {snapshot.WaitingOn}" : "";
        var age = snapshot.LastAdvance is { } seconds ? DisplayText.Duration(seconds) : "a while";
        return snapshot.Health switch
        {
            "stalled" => $"stalled: nothing moved for {age}{waiting}",
            "slow" => "slow: under a quarter of this run's usual rate",
            "quiet" when snapshot.LastAdvance >= WorthSaying => $"quiet for {age}{waiting}",
            _ => "",
        };
    }

    /// <summary>Between 0 and 100; -1, which draws no percentage, when there is no total.</summary>
    public static int Bar(Snapshot snapshot) => snapshot.Percent is { } percent ? (int)Math.Floor(percent) : -1;

    private static string Left(Snapshot snapshot) => snapshot switch
    {
        { Health: "stalled" or "worker_lost" } => "",
        { Remaining: < 1 } => "less than a second left",
        { Remaining: { } seconds } => $"about {DisplayText.Duration(seconds)} left",
        _ => snapshot.Reason switch
        {
            "" or "stalled" or "paused" => "",
            "warming_up" => "no estimate yet",
            "unknown_total" => "no estimate without a total",
            "queued" => "waiting for its turn",
            var reason => reason.Replace('_', ' '),
        },
    };

    private static string Pause(Snapshot snapshot) => snapshot.PausedBy.Length > 0 ? $"Waits for a person: {snapshot.PausedBy}" : "";

    private static string Step(Snapshot snapshot, string word) =>
        snapshot is { Step: > 0, Steps: > 0 } ? $"{word} {Math.Min(snapshot.Step, snapshot.Steps)} of {snapshot.Steps}" : "";

    // The server has truncated already: what it sends as 45.7 must not become 45.6 here.
    private static string Percent(double percent) =>
        FormattableString.Invariant($"{Math.Floor(percent * 10 + 1e-6) / 10:0.0} %");

    private static string Joined(params string[] parts) => string.Join(" | ", parts.Where(part => part.Length > 0));
}
