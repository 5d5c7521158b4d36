namespace Jim.Progress;

/// <summary>A line for each phase and each tenth of it, for logs and wherever bars are not drawn.</summary>
internal sealed class ProgressLines(Action<string> write, int runs) : IProgressDisplay
{
    private sealed class Shown
    {
        public bool Started;
        public bool Away;
        public bool Ended;
        public string State = "";
        public string Phase = "";
        public string Health = "";
        public int Tenths;
    }

    private readonly Shown[] all = Enumerable.Range(0, runs).Select(_ => new Shown()).ToArray();

    public void Show(int place, Snapshot snapshot)
    {
        var shown = all[place];
        if (shown.Ended)
            return;
        var name = snapshot.Run.Length > 0 ? snapshot.Run + ": " : "";
        if (shown.Away)
            write(name + "the server answers again.");
        if (snapshot.Phase != shown.Phase)
            shown.Tenths = 0;
        var tenths = (int)((snapshot.Percent ?? 0) / 10);
        if (!shown.Started || snapshot.State != shown.State || snapshot.Phase != shown.Phase || tenths > shown.Tenths || snapshot.Terminal)
            write(name + ProgressText.Line(snapshot));
        var health = ProgressText.Health(snapshot);
        var kind = snapshot.WaitsForDatabase.Length > 0 ? "waits" : snapshot.Health;
        if (kind != shown.Health && health.Length > 0)
            write(name + health);
        if (health.Length > 0 || kind == "healthy")
            shown.Health = kind;
        (shown.Started, shown.Away, shown.State, shown.Phase) = (true, false, snapshot.State, snapshot.Phase);
        shown.Tenths = Math.Max(shown.Tenths, tenths);
        shown.Ended = snapshot.Terminal;
    }

    public void ShowAway(int place, TimeSpan since)
    {
        if (!all[place].Away)
            write("The server does not answer; asking again. The run goes on.");
        all[place].Away = true;
    }

    public void GoOn(int place, Guid next) => all[place] = new Shown();

    public void End(int place) { }

    public void EndAll() { }
}
