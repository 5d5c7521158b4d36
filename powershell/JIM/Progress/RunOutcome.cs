using System.Text.Json;

namespace Jim.Progress;

/// <summary>How a run ended, in words, with its counts and the command that shows what went wrong.</summary>
internal static class RunOutcome
{
    public static string Text(JsonElement activity, Guid id)
    {
        string Text(string name) => activity.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

        var run = Snapshot.RunName(Text("targetContext"), Text("targetName"));
        var parts = new List<string> { $"{(run.Length > 0 ? run : "The run")}: {DisplayText.Spaced(Text("status"))}." };
        foreach (var name in (string[])["errorMessage", "warningMessage", "message"])
            if (Text(name).Length > 0 && !parts.Exists(part => part.Contains(Text(name), StringComparison.Ordinal)))
                parts.Add(DisplayText.Neutral(Text(name).TrimEnd('.')) + ".");
        if (Counts(activity) is { Length: > 0 } counts)
            parts.Add(counts);
        parts.Add(Errors(activity) > 0 ? $"See them: Get-JIMActivityItem -Id {id} -ErrorsOnly" : $"See it: Get-JIMActivity -Id {id}");
        return string.Join(" ", parts);
    }

    private static string Counts(JsonElement activity)
    {
        if (!activity.TryGetProperty("executionStats", out var stats) || stats.ValueKind != JsonValueKind.Object)
            return "";
        var text = DisplayText.Counted(Count(stats, "totalObjectsProcessed"), "object", "objects") + " processed";
        (string Name, string Words)[] counted =
        [
            ("totalCsoAdds", "added"), ("totalCsoUpdates", "updated"), ("totalCsoDeletes", "deleted"), ("totalProjections", "projected"),
            ("totalJoins", "joined"), ("totalPendingExports", "exports prepared"), ("totalExported", "exported"),
        ];
        foreach (var (name, words) in counted)
            if (Count(stats, name) is > 0 and var number)
                text += $", {DisplayText.Number(number)} {words}";
        return text + $", {DisplayText.Counted(Errors(activity), "error", "errors")}.";
    }

    private static long Errors(JsonElement activity) =>
        activity.TryGetProperty("executionStats", out var stats) && stats.ValueKind == JsonValueKind.Object ? Count(stats, "totalObjectErrors") : 0;

    private static long Count(JsonElement stats, string name) =>
        stats.TryGetProperty(name, out var value) && value.TryGetInt64(out var number) ? number : 0;
}
