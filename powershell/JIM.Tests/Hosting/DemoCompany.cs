using System.Diagnostics;

namespace Jim.Tests.Hosting;

/// <summary>
/// The demo company after day one, configured and run by the sample script with the module alone. Made once; each
/// <see cref="Copy"/> is a server of its own on a copy, for tests that change things.
/// </summary>
public sealed class DemoCompany : IDisposable
{
    private const int People = 60;

    private readonly string folder = Directory.CreateTempSubdirectory("jim-company-").FullName;

    public DemoCompany()
    {
        MakeFiles(Path.Combine(folder, "company"));
        using (var server = new JimServer(folder: folder))
        using (var shell = new Shell(server))
            RunScript(shell, folder, days: 1);
        CopyData(Path.Combine(folder, "data"), Template);
        Server = new JimServer(folder: folder);
    }

    /// <summary>For tests that only read.</summary>
    public JimServer Server { get; }

    /// <summary>The files of HR and of the groups on a day.</summary>
    public string Day(int day) => Path.Combine(folder, "company", $"day{day}");

    public static string Script { get; } = Path.Combine(JimServer.RepositoryRoot, "powershell", "samples", "Start-DemoCompany.ps1");

    public static Outcome RunScript(Shell shell, string folder, int days) =>
        shell.Do($"& '{Script}' -Company '{folder}/company' -Files '{folder}/files' -Days {days}");

    /// <summary>Has the server's program make the files of the company for two days.</summary>
    public static void MakeFiles(string target)
    {
        using var made = Process.Start(new ProcessStartInfo(JimServer.Program, ["sample", "--people", $"{People}", "--days", "2", "--seed", "7", target])
        {
            RedirectStandardOutput = true,
        })!;
        made.StandardOutput.ReadToEnd();
        made.WaitForExit();
        Assert.Equal(0, made.ExitCode);
    }

    /// <summary>A server on a copy of the company's data, which goes with it.</summary>
    public JimServer Copy()
    {
        var target = Directory.CreateTempSubdirectory("jim-company-copy-").FullName;
        CopyData(Template, Path.Combine(target, "data"));
        return new JimServer(folder: target, ownsFolder: true);
    }

    private string Template => Path.Combine(folder, "template");

    private static void CopyData(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
    }

    public void Dispose()
    {
        Server.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}

/// <summary>A copy of the company for all tests of one class, which change different things in it, and a shell that is connected to it.</summary>
public sealed class CompanyCopy : IDisposable
{
    public CompanyCopy(DemoCompany company)
    {
        Server = company.Copy();
        Shell = new Shell(Server);
    }

    public JimServer Server { get; }

    public Shell Shell { get; }

    public void Dispose()
    {
        Shell.Dispose();
        Server.Dispose();
    }
}

/// <summary>Tests that share the company take turns.</summary>
[CollectionDefinition(Name)]
public sealed class DemoCompanyGroup : ICollectionFixture<DemoCompany>
{
    public const string Name = "demo company";
}
