using System.Text.Json;
using System.Text.Json.Nodes;
using Jim.Progress;

namespace Jim.Tests.Hosting;

/// <summary>Documents that the real server has said of runs, as they were recorded, and with members changed by their paths.</summary>
internal static class Snapshots
{
    private static readonly JsonSerializerOptions Written = new() { WriteIndented = true };

    /// <summary>Numbers that depend on the moment of the recording, pinned for the tests that quote them.</summary>
    private static readonly (string Path, JsonNode? Value)[] Pinned =
    [
        ("phase", "Importing"), ("message", "Importing"), ("percentComplete", 45.7), ("objectsPerSecond", 108.8), ("estimatedSecondsRemaining", 5.0), ("elapsedSeconds", 5.1), ("eta.run.p50", 12), ("totalErrors", 0), ("errors.total", 0),
        ("currentPhaseNumber", 3), ("totalPhases", 7), ("health.status", "healthy"), ("health.waitingOn", null),
        ("summary", "Importing | Processed: 457/1000 | Creates: 234, Updates: 198, Deletes: 25"),
    ];

    private static string Folder { get; } = Path.Combine(JimServer.RepositoryRoot, "powershell", "JIM.Tests", "Recorded");

    public static IEnumerable<string> Names => Directory.GetFiles(Folder, "*.json").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal);

    public static JsonDocument Document(string name) => JsonDocument.Parse(File.ReadAllText(PathOf(name)));

    public static void Write(string name, JsonElement document)
    {
        Directory.CreateDirectory(Folder);
        File.WriteAllText(PathOf(name), JsonSerializer.Serialize(document, Written) + "\n");
    }

    /// <summary>A document as it was recorded.</summary>
    public static Snapshot Recorded(string name)
    {
        using var document = Document(name);
        return Snapshot.Read(document.RootElement);
    }

    /// <summary>The recorded import with its numbers pinned and so many members changed, such as <c>("health.status", "stalled")</c>.</summary>
    public static Snapshot With(params (string Path, JsonNode? Value)[] changes)
    {
        var document = JsonNode.Parse(File.ReadAllText(PathOf("saving")))!;
        foreach (var (path, value) in Pinned.Concat(changes))
        {
            var names = path.Split('.');
            var owner = names[..^1].Aggregate(document, (node, name) => node[name]!);
            owner[names[^1]] = value?.DeepClone();
        }
        using var read = JsonDocument.Parse(document.ToJsonString());
        return Snapshot.Read(read.RootElement);
    }

    private static string PathOf(string name) => Path.Combine(Folder, name + ".json");
}
