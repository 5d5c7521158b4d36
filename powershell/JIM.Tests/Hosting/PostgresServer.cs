using System.Diagnostics;

namespace Jim.Tests.Hosting;

/// <summary>A real PostgreSQL of one's own on a socket in a folder of its own. It goes when it is disposed of.</summary>
public sealed class PostgresServer : IDisposable
{
    private const string User = "jim";

    private readonly string folder = Directory.CreateTempSubdirectory("jim-postgres-").FullName;
    private readonly Process process;

    public PostgresServer()
    {
        var data = Path.Combine(folder, "data");
        if (Environment.IsPrivilegedProcess)
            Run("chown", "postgres", folder);
        var (program, own) = AsUser("initdb");
        Run(program, [.. own, "--pgdata", data, "--username", User, "--auth", "trust", "--no-sync", "--encoding", "UTF8", "--locale", "C"]);
        (program, own) = AsUser("postgres");
        process = Process.Start(new ProcessStartInfo(program, [.. own, "-D", data, "-k", folder, "-c", "listen_addresses=", "-c", "fsync=off"])
        {
            RedirectStandardError = true,
            WorkingDirectory = "/",
        })!;
        string? line;
        do
        {
            line = process.StandardError.ReadLine();
        } while (line is not null && !line.Contains("ready to accept connections", StringComparison.Ordinal));
        if (line is null)
            throw new InvalidOperationException("postgres did not start.");
        _ = process.StandardError.ReadToEndAsync();
    }

    /// <summary>What tells jim serve to use it.</summary>
    public IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["JIM_DB_HOST"] = folder,
        ["JIM_DB_NAME"] = "postgres",
        ["JIM_DB_USER"] = User,
    };

    public void Dispose()
    {
        Signal.Send(process, Signal.Quit);
        process.WaitForExit();
        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>A program of PostgreSQL; it refuses to run as root.</summary>
    private static (string Program, string[] Arguments) AsUser(string name)
    {
        const string Versions = "/usr/lib/postgresql";
        var program = (Directory.Exists(Versions) ? Directory.GetDirectories(Versions) : [])
            .Order(StringComparer.Ordinal).Select(version => Path.Combine(version, "bin", name)).LastOrDefault(File.Exists);
        if (program is null)
            throw new FileNotFoundException("These tests start a PostgreSQL, and there is none. Install the package postgresql-15.");
        return Environment.IsPrivilegedProcess ? ("setpriv", ["--reuid=postgres", "--regid=postgres", "--init-groups", program]) : (program, []);
    }

    private static void Run(string program, params string[] arguments)
    {
        using var run = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" })!;
        var said = run.StandardOutput.ReadToEndAsync();
        var wrong = run.StandardError.ReadToEnd();
        run.WaitForExit();
        Assert.True(run.ExitCode == 0, $"{program}: {said.Result}{wrong}");
    }
}
