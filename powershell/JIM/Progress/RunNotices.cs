namespace Jim.Progress;

/// <summary>
/// Says what a person has to know beside what is shown: once of each pause that the run waits for somebody and how to answer, and that a
/// run goes on under another activity. Its ids are then those.
/// </summary>
internal sealed class RunNotices(IProgressDisplay display, Guid[] ids, Action<string> warn) : IProgressDisplay
{
    private readonly bool[] said = new bool[ids.Length];
    private readonly string[] names = new string[ids.Length];

    public void Show(int place, Snapshot snapshot)
    {
        display.Show(place, snapshot);
        names[place] = snapshot.Run;
        var isPaused = snapshot.PausedBy.Length > 0;
        if (isPaused && !said[place])
            warn(ProgressText.Question(snapshot, ids[place]));
        said[place] = isPaused;
    }

    public void ShowAway(int place, TimeSpan since) => display.ShowAway(place, since);

    public void GoOn(int place, Guid next)
    {
        display.GoOn(place, next);
        var name = string.IsNullOrEmpty(names[place]) ? "The run" : names[place];
        warn($"{name}: its worker was lost (activity {ids[place]}). It was started again, as activity {next}.");
        ids[place] = next;
    }

    public void End(int place) => display.End(place);

    public void EndAll() => display.EndAll();
}
