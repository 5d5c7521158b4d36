namespace Jim.Progress;

/// <summary>
/// Says what a person has to know beside what is shown: once of each pause that the run waits for somebody and how to answer, that a run
/// was handed back and begins again, and that it goes on under another activity. Its ids are then those.
/// </summary>
internal sealed class RunNotices(IProgressDisplay display, Guid[] ids, Action<string> warn) : IProgressDisplay
{
    private readonly bool[] said = new bool[ids.Length];
    private readonly string[] names = new string[ids.Length];
    private readonly int?[] timesHandedBack = new int?[ids.Length];

    public void Show(int place, Snapshot snapshot)
    {
        display.Show(place, snapshot);
        names[place] = snapshot.Run;
        var isPaused = snapshot.PausedBy.Length > 0;
        if (isPaused && !said[place])
            warn(ProgressText.Question(snapshot, ids[place]));
        said[place] = isPaused;
        if (!snapshot.Terminal && snapshot.TimesHandedBack > timesHandedBack[place])
            warn($"{Name(place)} was handed back by its worker and begins again. What it has stored stays.");
        timesHandedBack[place] = Math.Max(timesHandedBack[place] ?? 0, snapshot.TimesHandedBack);
    }

    public void ShowAway(int place, TimeSpan since) => display.ShowAway(place, since);

    public void GoOn(int place, Guid next)
    {
        display.GoOn(place, next);
        warn($"{Name(place)}: its worker was lost (activity {ids[place]}). It was started again, as activity {next}.");
        ids[place] = next;
        timesHandedBack[place] = null;
    }

    public void End(int place) => display.End(place);

    public void EndAll() => display.EndAll();

    private string Name(int place) => string.IsNullOrEmpty(names[place]) ? "The run" : names[place];
}
