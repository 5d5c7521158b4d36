namespace Jim.Progress;

/// <summary>Where followed runs are shown. All calls come from the pipeline's thread.</summary>
internal interface IProgressDisplay
{
    /// <summary>Shows the newest snapshot of a run; <paramref name="place"/> is its number among those that are followed.</summary>
    void Show(int place, Snapshot snapshot);

    /// <summary>Says that the server has not answered for so long and is asked again.</summary>
    void ShowAway(int place, TimeSpan since);

    /// <summary>The run's worker was lost; from now on it is another activity that is shown.</summary>
    void GoOn(int place, Guid next);

    /// <summary>Ends what is shown of one run.</summary>
    void End(int place);

    /// <summary>Ends everything that is still shown; also after Ctrl+C, when streams are closed already.</summary>
    void EndAll();
}
