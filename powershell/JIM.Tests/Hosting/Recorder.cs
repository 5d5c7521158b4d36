using System.Text.Json;
using Jim.Rest;

namespace Jim.Tests.Hosting;

/// <summary>Has real servers run into all there is to be shown, and gives what they said of it.</summary>
internal sealed class Recorder : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly LongRun run = new(people: 2000);

    public void Dispose() => run.Dispose();

    /// <summary>Documents by their names.</summary>
    public IEnumerable<(string Name, JsonElement Document)> MakeAll() =>
        OfOneRunAfterAnother().Concat(OfTroubles()).Concat(OfProcesses());

    private static IEnumerable<(string, JsonElement)> OfProcesses()
    {
        yield return ("degraded", Degraded());
        yield return ("worker-lost", WorkerLost());
    }

    private IEnumerable<(string, JsonElement)> OfOneRunAfterAnother()
    {
        var (first, second) = (run.Start(), run.Start());
        yield return ("queued", Await(run.Server, second, _ => true));
        yield return ("reading", Await(run.Server, first, shown => Reason(shown) == "unknown_total" && Processed(shown) > 0));
        yield return ("warming-up", Await(run.Server, first, shown => Reason(shown) == "warming_up" && Percent(shown) > 0));
        Await(run.Server, first, shown => Is(shown, "phase", "Saving"));
        // The file has been read: the second run finds another one, and has the first as its history.
        var lines = DemoWorld.HrFile(2100).Split('\n');
        File.WriteAllText(run.HrFile, string.Join('\n', lines.Select((line, at) => at % 2 == 1 ? line.Replace("Clerk", "Baker", StringComparison.Ordinal) : line).Where((_, at) => at % 25 != 24)));
        yield return ("saving", Await(run.Server, second, shown => Is(shown, "phase", "Saving") && Percent(shown) > 30 && Reason(shown) is null));
        yield return ("complete", Await(run.Server, second, IsTerminal));
    }

    private IEnumerable<(string, JsonElement)> OfTroubles()
    {
        var cancelled = run.Start();
        Await(run.Server, cancelled, shown => Processed(shown) > 0);
        run.Server.Ask(HttpMethod.Post, $"/activities/{cancelled}/cancel");
        yield return ("cancelled", Await(run.Server, cancelled, IsTerminal));
        File.WriteAllText(run.HrFile, DemoWorld.HrFile(2000, bad: 1500));
        yield return ("many-errors", Await(run.Server, run.Start(), IsTerminal));
        var system = "HR\u001b[2J\u202e";
        DemoWorld.ConfigureHr(run.Shell, run.HrFile, system);
        var named = run.Shell.Do("Get-JIMConnectedSystem -Name $name | Get-JIMRunProfile -Name 'Full Import' | Start-JIMRunProfile -PassThru", ("name", system.Replace("[", "`[", StringComparison.Ordinal)));
        yield return ("names-with-escapes", Await(run.Server, (Guid)named["ActivityId"]!, IsTerminal));
        var paused = run.StartPaused();
        yield return ("paused", Await(run.Server, paused, shown => Is(shown, "state", "paused")));
        run.Server.Ask(HttpMethod.Post, $"/activities/{paused}/cancel");
        Await(run.Server, paused, IsTerminal);
        File.Delete(run.HrFile);
        yield return ("failed", Await(run.Server, run.Start(), IsTerminal));
    }

    /// <summary>After a restart without its Redis, a server knows of a run that has ended from the database only.</summary>
    private static JsonElement Degraded()
    {
        using var redis = new RedisServer();
        using var ended = new LongRun(settings: redis.Settings, people: 100);
        var id = ended.Start();
        Await(ended.Server, id, IsTerminal);
        ended.Server.Kill();
        redis.Kill();
        ended.Server.StartAgain();
        return Await(ended.Server, id, _ => true);
    }

    /// <summary>A server whose worker has died is asked no more; another one, which shares database and Redis, says it.</summary>
    private static JsonElement WorkerLost()
    {
        using var database = new PostgresServer();
        using var redis = new RedisServer();
        var settings = new Dictionary<string, string>(database.Settings.Concat(redis.Settings));
        using var dying = new LongRun(settings: settings);
        var id = dying.Start();
        Await(dying.Server, id, shown => Is(shown, "phase", "Saving") && Percent(shown) > 0);
        using var other = new JimServer(settings);
        dying.Server.Kill();
        return Await(other, id, shown => Is(shown, "state", "worker_lost"));
    }

    /// <summary>The first document of a run that is wanted; that a run ends without one fails the test.</summary>
    public static JsonElement Await(JimServer server, Guid id, Func<JsonElement, bool> wanted)
    {
        using var client = new JimClient(new Uri(server.Url + "/"), JimServer.Key, Patience);
        string? tag = null;
        while (true)
        {
            var answer = client.Send(new JimRequest(HttpMethod.Get, $"/activities/{id}/progress") { KnownTag = tag, Hold = tag is null ? TimeSpan.Zero : TimeSpan.FromSeconds(20) }, CancellationToken.None);
            tag = answer.Tag;
            if (answer.Body is not { } shown)
                continue;
            if (wanted(shown))
                return shown;
            Assert.False(IsTerminal(shown), $"It was over before it was seen: {shown}");
        }
    }

    private static bool IsTerminal(JsonElement shown) => shown.GetProperty("terminal").GetBoolean();

    private static bool Is(JsonElement shown, string member, string value) => shown.GetProperty(member).GetString() == value;

    private static string? Reason(JsonElement shown) => shown.GetProperty("eta").GetProperty("reason").GetString();

    private static int Processed(JsonElement shown) => shown.GetProperty("objectsProcessed").GetInt32();

    private static double Percent(JsonElement shown) => shown.GetProperty("percentComplete") is { ValueKind: JsonValueKind.Number } percent ? percent.GetDouble() : 0;
}
