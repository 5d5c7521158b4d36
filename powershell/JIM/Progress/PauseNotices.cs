namespace Jim.Progress;

/// <summary>Says once of each pause, beside what is shown, that the run waits for a person and how to answer.</summary>
internal sealed class PauseNotices(IProgressDisplay display, IReadOnlyList<Guid> ids, Action<string> warn) : IProgressDisplay
{
    private readonly bool[] said = new bool[ids.Count];

    public void Show(int place, Snapshot snapshot)
    {
        display.Show(place, snapshot);
        var isPaused = snapshot.PausedBy.Length > 0;
        if (isPaused && !said[place])
            warn(ProgressText.Question(snapshot, ids[place]));
        said[place] = isPaused;
    }

    public void ShowAway(int place, TimeSpan since) => display.ShowAway(place, since);

    public void End(int place) => display.End(place);

    public void EndAll() => display.EndAll();
}
