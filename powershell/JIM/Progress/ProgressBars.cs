using System.Management.Automation;
using System.Management.Automation.Host;

namespace Jim.Progress;

/// <summary>A bar for each run; of several, below one that says how many have ended.</summary>
internal sealed class ProgressBars : IProgressDisplay
{
    private static int newestId = 7000;

    private readonly ICommandRuntime runtime;
    private readonly PSHost host;
    private readonly Func<bool> isStopping;
    private readonly int parent;
    private readonly int first;
    private readonly string[] names;
    private readonly bool[] shown;
    private readonly bool[] ended;
    private readonly long source = Random.Shared.NextInt64(1, long.MaxValue);

    public ProgressBars(ICommandRuntime runtime, PSHost host, Func<bool> isStopping, int runs)
    {
        (this.runtime, this.host, this.isStopping) = (runtime, host, isStopping);
        var last = Interlocked.Add(ref newestId, runs + 1);
        first = last - runs + 1;
        parent = runs > 1 ? last - runs : -1;
        names = Enumerable.Repeat("Run", runs).ToArray();
        shown = new bool[runs];
        ended = new bool[runs];
    }

    public void Show(int place, Snapshot snapshot)
    {
        names[place] = snapshot.Run.Length > 0 ? snapshot.Run : "Run";
        var record = Record(place, ProgressText.Status(snapshot));
        record.PercentComplete = ProgressText.Bar(snapshot);
        record.SecondsRemaining = snapshot.Remaining is { } seconds && !snapshot.Terminal ? (int)Math.Min(seconds, int.MaxValue) : -1;
        ShowParent();
        Write(record);
    }

    public void ShowAway(int place, TimeSpan since)
    {
        ShowParent();
        Write(Record(place, $"The server does not answer ({since.TotalSeconds:0} s); asking again. The run goes on."));
    }

    public void GoOn(int place, Guid next) { }

    public void End(int place)
    {
        ended[place] = true;
        if (!shown[place])
            return;
        shown[place] = false;
        var record = Record(place, "Ended");
        shown[place] = false;
        record.RecordType = ProgressRecordType.Completed;
        Write(record);
        ShowParent();
    }

    public void EndAll()
    {
        for (var place = 0; place < shown.Length; ++place)
            End(place);
        if (parent >= 0)
            Write(new ProgressRecord(parent, Title, "Ended") { RecordType = ProgressRecordType.Completed });
    }

    private string Title => $"Following {ended.Length} runs";

    private ProgressRecord Record(int place, string status)
    {
        shown[place] = true;
        return new ProgressRecord(first + place, names[place], status.Length > 0 ? status : "...") { ParentActivityId = parent, PercentComplete = -1 };
    }

    private void ShowParent()
    {
        if (parent < 0)
            return;
        var done = ended.Count(one => one);
        Write(new ProgressRecord(parent, Title, $"{done} of {ended.Length} have ended") { PercentComplete = done * 100 / ended.Length });
    }

    // After Ctrl+C the pipeline refuses records; the host still takes them.
    private void Write(ProgressRecord record)
    {
        if (isStopping())
            host.UI?.WriteProgress(source, record);
        else
            runtime.WriteProgress(source, record);
    }
}
