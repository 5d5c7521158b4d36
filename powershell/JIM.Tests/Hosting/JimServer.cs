using System.Diagnostics;
using System.Net.Http.Json;
using System.Reflection;
using System.Text.Json;

namespace Jim.Tests.Hosting;

/// <summary>A real `jim serve` with a folder of its own, on a free port of loopback. Stopped, and its folder removed, when it is disposed of.</summary>
public sealed class JimServer : IDisposable
{
    private readonly bool ownsFolder;
    private readonly Dictionary<string, string> settings;
    private Process process;

    public JimServer(IReadOnlyDictionary<string, string>? settings = null, string? folder = null, bool ownsFolder = false)
    {
        this.ownsFolder = ownsFolder || folder is null;
        Folder = folder ?? Directory.CreateTempSubdirectory("jim-powershell-").FullName;
        this.settings = new Dictionary<string, string>
        {
            ["JIM_DATA_DIR"] = Path.Combine(Folder, "data"),
            ["JIM_LISTEN"] = "127.0.0.1:0",
            ["JIM_INFRASTRUCTURE_API_KEY"] = Key,
        };
        foreach (var (name, value) in settings ?? new Dictionary<string, string>())
            this.settings[name] = value;
        (process, Url) = Start();
    }

    /// <summary>An administrator's key that is not rate-limited: these tests ask more often than people do.</summary>
    public static string Key { get; } = "jim_ak_" + new string('a', 64);

    public static string RepositoryRoot { get; } = typeof(JimServer).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .First(one => one.Key == "RepositoryRoot").Value!;

    public string Url { get; private set; }

    public string Folder { get; }

    public static string Program
    {
        get
        {
            var path = Environment.GetEnvironmentVariable("JIM_PROGRAM") ?? Path.Combine(RepositoryRoot, "build", "release", "jim");
            return File.Exists(path)
                ? path
                : throw new FileNotFoundException($"These tests start the real server, and '{path}' is not there. Build it with: tools/build release jim (or name another one in JIM_PROGRAM).");
        }
    }

    /// <summary>Ends the server without warning, as a power cut would.</summary>
    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    /// <summary>Has it do nothing until it is thawed, as a machine that is suspended would.</summary>
    public void Freeze() => Signal.Send(process, Signal.Stop);

    public void Thaw() => Signal.Send(process, Signal.Continue);

    /// <summary>Starts the server again, at the same address.</summary>
    public void StartAgain()
    {
        settings["JIM_LISTEN"] = Url["http://".Length..];
        process.Dispose();
        (process, Url) = Start();
    }

    public void Dispose()
    {
        if (!process.HasExited)
            Kill();
        process.Dispose();
        if (ownsFolder)
            Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Asks the server without the module.</summary>
    public JsonElement Ask(HttpMethod method, string path, object? body = null, string? key = null)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(method, $"{Url}/api/v1{path}");
        request.Headers.Add("X-API-Key", key ?? Key);
        if (body is not null)
            request.Content = JsonContent.Create(body);
        using var answer = client.Send(request);
        answer.EnsureSuccessStatusCode();
        var text = answer.Content.ReadAsStringAsync().GetAwaiter().GetResult();
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }

    private (Process, string) Start()
    {
        Directory.CreateDirectory(settings["JIM_DATA_DIR"]);
        var log = Path.Combine(Folder, "server.log");
        // The shell keeps the log in a file, so that nobody has to read a pipe while the server runs.
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec \"$0\" serve 2>>\"$1\"", Program, log])
        {
            RedirectStandardOutput = true,
        };
        foreach (var name in start.Environment.Keys.Where(one => one.StartsWith("JIM_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        var started = Process.Start(start)!;
        var ready = started.StandardOutput.ReadLine() ?? "";
        var at = ready.IndexOf("http://", StringComparison.Ordinal);
        if (at < 0)
            throw new InvalidOperationException($"jim serve did not start: {ready}\n{File.ReadAllText(log)}");
        return (started, ready[at..].Trim());
    }
}
