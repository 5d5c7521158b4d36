using System.Management.Automation;

namespace Jim.Tests.Hosting;

/// <summary>
/// A server with a connected system HR whose full import takes some seconds, because it is kept to so many objects a second: something
/// can happen meanwhile.
/// </summary>
public sealed class LongRun : IDisposable
{
    private const int People = 3000;
    private const int ASecond = 1000;

    public LongRun(string hostName = "Recording Host", IReadOnlyDictionary<string, string>? settings = null, int people = People)
    {
        Server = new JimServer(settings);
        Shell = new Shell(Server, new RecordingHost(hostName));
        HrFile = Path.Combine(Server.Folder, "hr.csv");
        File.WriteAllText(HrFile, DemoWorld.HrFile(people));
        DemoWorld.ConfigureHr(Shell, HrFile);
        Shell.Do($"Set-JIMServiceSetting -Key Runs.MaxObjectsPerSecond -Value {ASecond}");
        Shell.Host.Clear();
    }

    public JimServer Server { get; }

    public Shell Shell { get; }

    public string HrFile { get; }

    /// <summary>Starts the import and gives the id of its activity.</summary>
    public Guid Start() => (Guid)Shell.Do("Start-JIMRunProfile HR 'Full Import' -PassThru")["ActivityId"]!;

    /// <summary>Has an alert rule pause the next import before it writes anything: its file has ten rows more, which are errors.</summary>
    public void PauseNextImport()
    {
        File.AppendAllLines(HrFile, DemoWorld.HrFile(0, bad: 10).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1));
        Shell.Do("New-JIMAlertRule -ConnectedSystemName HR -RunProfileName 'Full Import' -Name 'Many errors' -Condition ErrorRatio -Threshold 0.001 -MinimumObjects 1 -Action Pause");
    }

    /// <summary>Starts an import that pauses, and gives the id of its activity when it stands.</summary>
    public Guid StartPaused()
    {
        PauseNextImport();
        var id = Start();
        Recorder.Await(Server, id, shown => shown.GetProperty("state").GetString() == "paused");
        return id;
    }

    /// <summary>Does something once, when the run is shown as under way, on the pipeline's thread.</summary>
    public Task AtFirstProgress(Action? action = null)
    {
        var shown = new TaskCompletionSource();
        Shell.Host.OnProgress = record =>
        {
            if (shown.Task.IsCompleted || !IsUnderWay(record))
                return;
            action?.Invoke();
            shown.TrySetResult();
        };
        return shown.Task;
    }

    /// <summary>A queued run would simply be run after a restart.</summary>
    public static bool IsUnderWay(ProgressRecord record) => record.StatusDescription.Contains("| step ", StringComparison.Ordinal) &&
                                                            !record.StatusDescription.StartsWith("Queued", StringComparison.Ordinal);

    public void Dispose()
    {
        Shell.Dispose();
        Server.Dispose();
    }
}
