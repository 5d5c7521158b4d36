using System.Text.Json;
using System.Text.Json.Nodes;
using Jim.Progress;

namespace Jim.Tests.Hosting;

/// <summary>Snapshots as the server sends them (schema 1), with members changed by their paths.</summary>
internal static class Snapshots
{
    private const string Import = """
        { "schema": 1, "type": "import", "id": "01a20bd4-373a-7d28-872c-491ddd74a6d1", "activityId": "01a20bd4-373a-7d28-872c-491ddd74a6d1",
          "attempt": 1, "epoch": "01J9", "revision": 57, "asOf": "2026-08-22T13:48:07.123456Z", "retrievedAt": "2026-08-22T13:48:07.223456Z",
          "source": "live", "state": "running", "terminal": false, "status": "InProgress", "message": "Importing",
          "targetType": "ConnectedSystemRunProfile", "targetName": "Full Import", "targetContext": "HR", "runType": "FullImport", "phase": "Importing",
          "phases": [], "currentPhase": null, "currentPhaseNumber": 3, "totalPhases": 7, "objectsProcessed": 457, "objectsToProcess": 1000,
          "percentComplete": 45.7, "elapsedSeconds": 5.1, "objectsPerSecond": 108.8, "averageObjectsPerSecond": 101.5, "estimatedSecondsRemaining": 5.0,
          "totalErrors": 0, "eta": { "phase": { "p10": 4, "p50": 5, "p90": 8 }, "run": { "p10": 9, "p50": 12, "p90": 19 }, "confidence": "medium", "reason": null },
          "errors": { "total": 0, "ratio": 0 }, "health": { "status": "healthy", "heartbeatAge": 0.2, "lastAdvanceAge": 0.2, "stalledSince": null, "waitingOn": null },
          "summary": "Importing | Processed: 457/1000 | Creates: 234, Updates: 198, Deletes: 25" }
        """;

    /// <summary>The running import of the contract with so many members changed, such as <c>("health.status", "stalled")</c>.</summary>
    public static Snapshot With(params (string Path, JsonNode? Value)[] changes)
    {
        var document = JsonNode.Parse(Import)!;
        foreach (var (path, value) in changes)
        {
            var names = path.Split('.');
            var owner = names[..^1].Aggregate(document, (node, name) => node[name]!);
            owner[names[^1]] = value;
        }
        using var read = JsonDocument.Parse(document.ToJsonString());
        return Snapshot.Read(read.RootElement);
    }
}
