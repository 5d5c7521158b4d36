using System.Diagnostics;

namespace Jim.Tests.Hosting;

/// <summary>A real Redis of one's own on a socket in a folder of its own, which keeps nothing on disk. It goes when it is disposed of.</summary>
public sealed class RedisServer : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("jim-redis-").FullName;
    private readonly Process process;

    public RedisServer()
    {
        Socket = Path.Combine(folder, "redis.sock");
        var start = new ProcessStartInfo("redis-server", ["--port", "0", "--unixsocket", Socket, "--save", "", "--appendonly", "no", "--dir", folder])
        {
            RedirectStandardOutput = true,
        };
        try
        {
            process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            throw new FileNotFoundException("These tests start a Redis, and there is none. Install the package redis-server.", error);
        }
        string? line;
        do
        {
            line = process.StandardOutput.ReadLine();
        } while (line is not null && !line.Contains("accept connections", StringComparison.Ordinal));
        if (line is null)
            throw new InvalidOperationException("redis-server did not start.");
    }

    public string Socket { get; }

    /// <summary>What tells jim serve to use it.</summary>
    public IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["JIM_REDIS_UNIX_SOCKET"] = Socket };

    /// <summary>Ends it without warning.</summary>
    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    /// <summary>Has it answer nobody, without ending its connections.</summary>
    public void Freeze() => Signal.Send(process, Signal.Stop);

    public void Dispose()
    {
        if (!process.HasExited)
            Kill();
        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
