using System.Text.Json;
using Jim.Tests.Hosting;

namespace Jim.Tests;

/// <summary>
/// The display is tested with documents that the real server has said once. Here it says them again, and they are the same in kind. With
/// JIM_RECORD_SNAPSHOTS=1 in the environment, what it says now takes their place: look at the tests that quote them then.
/// </summary>
public sealed class RecordingTests
{
    /// <summary>Members whose names are data.</summary>
    private static readonly HashSet<string> Maps = ["byType", "operationCounts"];

    [Fact]
    public void Recorded_documents_are_what_the_server_still_says()
    {
        var writes = Environment.GetEnvironmentVariable("JIM_RECORD_SNAPSHOTS") == "1";
        using var recorder = new Recorder();
        var made = new List<string>();
        foreach (var (name, document) in recorder.MakeAll())
        {
            if (writes)
                Snapshots.Write(name, document);
            made.Add(name);
            using var recorded = Snapshots.Document(name);
            Compare(recorded.RootElement, document, name);
        }
        Assert.Equal(Snapshots.Names, made.Order(StringComparer.Ordinal));
    }

    private static void Compare(JsonElement one, JsonElement other, string path)
    {
        if (one.ValueKind == JsonValueKind.Object && other.ValueKind == JsonValueKind.Object)
        {
            var names = one.EnumerateObject().Select(member => member.Name).ToList();
            Assert.True(names.SequenceEqual(other.EnumerateObject().Select(member => member.Name)), $"{path} has other members than were recorded: {other}");
            foreach (var name in names.Where(name => !Maps.Contains(name)))
                Compare(one.GetProperty(name), other.GetProperty(name), $"{path}.{name}");
        }
        else if (one.ValueKind == JsonValueKind.Array && other.ValueKind == JsonValueKind.Array && one.GetArrayLength() > 0 && other.GetArrayLength() > 0)
            Compare(one[0], other[0], path + "[0]");
    }
}
