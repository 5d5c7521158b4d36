using System.Text.Json;

namespace Jim.Progress;

/// <summary>What is shown of a progress snapshot of the server (schema 1). Unknown is null; members that a server leaves out are unknown.</summary>
internal sealed record Snapshot
{
    /// <summary>The run in words, such as <c>HR - Full Import</c>.</summary>
    public string Run { get; init; } = "";

    /// <summary>queued, running, paused, cancelling, worker_lost, or how it ended.</summary>
    public string State { get; init; } = "";

    public bool Terminal { get; init; }

    /// <summary>How often it has been handed back by a worker and queued again: every other attempt is a worker's.</summary>
    public int TimesHandedBack { get; init; }

    /// <summary>That it waits for the database and what is wrong there, as the server words it; empty while it does not.</summary>
    public string WaitsForDatabase { get; init; } = "";

    /// <summary>Why it stands paused until a person answers, as the server words it; empty while it does not.</summary>
    public string PausedBy { get; init; } = "";

    public string Phase { get; init; } = "";

    /// <summary>The number of the step from 1; 0 when there is none.</summary>
    public int Step { get; init; }

    public int Steps { get; init; }

    /// <summary>The counts in one line, as the server words them.</summary>
    public string Summary { get; init; } = "";

    /// <summary>Of the phase, from 0 to 100; null without a total.</summary>
    public double? Percent { get; init; }

    /// <summary>Seconds left of the whole run, else of the phase; null when unknown.</summary>
    public double? Remaining { get; init; }

    /// <summary>Why there is no estimate.</summary>
    public string Reason { get; init; } = "";

    public double? Rate { get; init; }

    public double Elapsed { get; init; }

    public long Errors { get; init; }

    /// <summary>What is out of the ordinary against earlier runs, as the server words it; empty while nothing is.</summary>
    public string Unusual { get; init; } = "";

    public string Health { get; init; } = "";

    /// <summary>Seconds since something moved.</summary>
    public double? LastAdvance { get; init; }

    public string WaitingOn { get; init; } = "";

    /// <summary>Whether live progress is away and only the database's knowledge is shown.</summary>
    public bool Degraded { get; init; }

    public static Snapshot Read(JsonElement document)
    {
        var eta = new Part(document).Child("eta");
        var health = new Part(document).Child("health");
        var top = new Part(document);
        var summary = top.Text("summary");
        return new Snapshot
        {
            Run = RunName(top.Text("targetContext"), top.Text("targetName")),
            State = top.Text("state"),
            Terminal = top.Truth("terminal"),
            PausedBy = top.Text("state") == "paused" ? DisplayText.Neutral(top.Text("message")) : "",
            TimesHandedBack = (int)Math.Clamp(top.Number("attempt") ?? 0, 0, 1000) / 2,
            WaitsForDatabase = !top.Truth("terminal") && top.Text("message").StartsWith("Waits for the database", StringComparison.Ordinal)
                ? DisplayText.Neutral(top.Text("message")) : "",
            Phase = DisplayText.Neutral(top.Text("phase")),
            Step = (int)Math.Clamp(top.Number("currentPhaseNumber") ?? 0, 0, 1000),
            Steps = (int)Math.Clamp(top.Number("totalPhases") ?? 0, 0, 1000),
            Summary = DisplayText.Neutral(summary.Length > 0 ? summary : top.Text("message")),
            Percent = top.Number("percentComplete") is { } percent ? Math.Clamp(percent, 0, 100) : null,
            Remaining = eta.Child("run").Number("p50") ?? eta.Child("phase").Number("p50") ?? top.Number("estimatedSecondsRemaining"),
            Reason = DisplayText.Neutral(eta.Text("reason")),
            Rate = top.Number("objectsPerSecond"),
            Elapsed = top.Number("elapsedSeconds") ?? 0,
            Errors = (long)(top.Child("errors").Number("total") ?? top.Number("totalErrors") ?? 0),
            Unusual = DisplayText.Neutral(top.Child("comparison").Text("remark")),
            Health = health.Text("status"),
            LastAdvance = health.Number("lastAdvanceAge"),
            WaitingOn = DisplayText.Neutral(health.Text("waitingOn")),
            Degraded = top.Text("source") == "degraded",
        };
    }

    /// <summary>What an activity says of a run that has no snapshot any more.</summary>
    public static Snapshot OfActivity(JsonElement activity)
    {
        var top = new Part(activity);
        return new Snapshot
        {
            Run = RunName(top.Text("targetContext"), top.Text("targetName")),
            State = top.Text("status") == "InProgress" ? "running" : "ended",
            Terminal = top.Text("status") != "InProgress",
            Summary = DisplayText.Neutral(top.Text("message").Length > 0 ? top.Text("message") : "In progress"),
            Degraded = true,
        };
    }

    /// <summary>System and profile in a few words, harmless to print.</summary>
    public static string RunName(string? system, string? profile) =>
        DisplayText.Neutral(string.IsNullOrEmpty(system) || string.IsNullOrEmpty(profile) ? system + profile : $"{system} - {profile}");

    /// <summary>An object that may be missing, as may its members.</summary>
    private readonly struct Part(JsonElement element)
    {
        public Part Child(string name) => new(Find(name, JsonValueKind.Object));

        public string Text(string name) => Find(name, JsonValueKind.String) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : "";

        public double? Number(string name) =>
            Find(name, JsonValueKind.Number) is { ValueKind: JsonValueKind.Number } number && double.IsFinite(number.GetDouble()) ? number.GetDouble() : null;

        public bool Truth(string name) => Find(name, JsonValueKind.True).ValueKind == JsonValueKind.True;

        private JsonElement Find(string name, JsonValueKind kind) =>
            element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == kind ? value : default;
    }
}
