using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Text.RegularExpressions;

namespace Jim.Tests.Hosting;

/// <summary>What a script gave out, stream by stream.</summary>
public sealed record Outcome(Collection<PSObject> Objects, IReadOnlyList<ErrorRecord> Errors, IReadOnlyList<string> Warnings,
                             IReadOnlyList<InformationRecord> Information, IReadOnlyList<string> Verbose, IReadOnlyList<string> Debug)
{
    public PSObject Only => Assert.Single(Objects);

    /// <summary>The value of a member of the only object.</summary>
    public object? this[string member] => Only.Properties[member]?.Value;
}

/// <summary>The real PowerShell engine in this process, with the module imported as administrators do.</summary>
public sealed partial class Shell : IDisposable
{
    private readonly Runspace runspace;

    public Shell(JimServer? server = null, RecordingHost? host = null)
    {
        Host = host ?? new RecordingHost();
        var state = InitialSessionState.CreateDefault2();
        state.ThrowOnRunspaceOpenError = true;
        state.ImportPSModule([ModulePath]);
        runspace = RunspaceFactory.CreateRunspace(Host, state);
        runspace.Open();
        runspace.SessionStateProxy.SetVariable("DebugPreference", ActionPreference.Continue);
        Host.Clear();
        if (server is not null)
            Connect(server);
    }

    public static string ModulePath { get; } = Path.Combine(AppContext.BaseDirectory, "JIM.psd1");

    public RecordingHost Host { get; }

    public void Connect(JimServer server, string? key = null) => Do($"$null = Connect-JIM -Url {server.Url} -ApiKey {key ?? JimServer.Key}");

    /// <summary>Runs a script and collects what it gives out.</summary>
    public Outcome Run(string script, params (string Name, object? Value)[] variables)
    {
        using var shell = Prepare(script, variables);
        return Collect(shell, shell.Invoke());
    }

    /// <summary>Runs a script that must not write an error.</summary>
    public Outcome Do(string script, params (string Name, object? Value)[] variables)
    {
        var outcome = Run(script, variables);
        Assert.True(outcome.Errors.Count == 0, $"{script}\n{string.Join('\n', outcome.Errors)}");
        return outcome;
    }

    /// <summary>Runs a script, and presses Ctrl+C when <paramref name="pressed"/> ends.</summary>
    public void Interrupt(string script, Task pressed)
    {
        using var shell = Prepare(script, []);
        var running = shell.BeginInvoke();
        pressed.GetAwaiter().GetResult();
        shell.Stop();
        Assert.Throws<PipelineStoppedException>(() => shell.EndInvoke(running));
    }

    /// <summary>What the host prints for the objects of a script, as at a prompt.</summary>
    public string Print(string script)
    {
        Host.Clear();
        using var shell = Prepare(script, []);
        shell.Commands.Commands[0].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        shell.AddCommand("Out-Default");
        shell.Invoke();
        return Host.Text;
    }

    /// <summary>What the host prints for the objects of a script, without the colours of PowerShell's own.</summary>
    public string Read(string script) => Colours().Replace(Print(script), "");

    /// <summary>The completions at the end of a line.</summary>
    public IReadOnlyList<string> Complete(string line)
    {
        using var shell = PowerShell.Create(runspace);
        return CommandCompletion.CompleteInput(line, line.Length, null, shell).CompletionMatches.Select(one => one.CompletionText).ToList();
    }

    public void Dispose() => runspace.Dispose();

    [GeneratedRegex("\u001b\\[[0-9;]*m")]
    private static partial Regex Colours();

    private PowerShell Prepare(string script, (string Name, object? Value)[] variables)
    {
        foreach (var (name, value) in variables)
            runspace.SessionStateProxy.SetVariable(name, value);
        return PowerShell.Create(runspace).AddScript(script);
    }

    private static Outcome Collect(PowerShell shell, Collection<PSObject> objects) => new(
        objects, [.. shell.Streams.Error], [.. shell.Streams.Warning.Select(one => one.Message)],
        [.. shell.Streams.Information], [.. shell.Streams.Verbose.Select(one => one.Message)], [.. shell.Streams.Debug.Select(one => one.Message)]);
}
