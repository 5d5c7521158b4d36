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
        var counts = activity.TryGetProperty("executionStats", out var stats) && stats.ValueKind == JsonValueKind.Object &&
                     (Count(stats, "totalObjectsProcessed") > 0 || Errors(activity) > 0) ? Counts(name => Count(stats, name)) + "." : "";
        // The message of a run that has ended by itself says the same as status and counts.
        var isSaid = counts.Length > 0 && Text("status").StartsWith("Complete", StringComparison.Ordinal);
        foreach (var name in isSaid ? new[] { "errorMessage", "warningMessage" } : ["errorMessage", "warningMessage", "message"])
            if (Text(name).Length > 0 && !parts.Exists(part => part.Contains(Text(name), StringComparison.Ordinal)))
                parts.Add(DisplayText.Neutral(Text(name).TrimEnd('.')) + ".");
        if (counts.Length > 0)
            parts.Add(counts);
        parts.Add(Errors(activity) > 0 ? $"See them: Get-JIMActivityItem -Id {id} -ErrorsOnly" : $"See it: Get-JIMActivity -Id {id}");
        return string.Join(" ", parts);
    }

    /// <summary>What a run did, from the counts of its statistics: 63 objects processed, 1 added, 6 errors.</summary>
    public static string Counts(Func<string, long> count)
    {
        (string Name, string Words)[] counted =
        [
            ("totalCsoAdds", "added"), ("totalCsoUpdates", "updated"), ("totalCsoDeletes", "deleted"), ("totalProjections", "projected"),
            ("totalJoins", "joined"), ("totalDisconnections", "disconnected"), ("totalPendingExports", "exports prepared"),
            ("totalPendingExportsConfirmed", "exports confirmed"), ("totalExported", "exported"),
        ];
        return string.Join(", ", counted.Where(one => count(one.Name) > 0).Select(one => $"{DisplayText.Number(count(one.Name))} {one.Words}")
            .Prepend(DisplayText.Counted(count("totalObjectsProcessed"), "object", "objects") + " processed")
            .Append(DisplayText.Counted(count("totalObjectErrors"), "error", "errors")));
    }

    private static long Errors(JsonElement activity) =>
        activity.TryGetProperty("executionStats", out var stats) && stats.ValueKind == JsonValueKind.Object ? Count(stats, "totalObjectErrors") : 0;

    private static long Count(JsonElement stats, string name) =>
        stats.TryGetProperty(name, out var value) && value.TryGetInt64(out var number) ? number : 0;
}
