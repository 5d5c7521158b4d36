using System.Text.Json;
using Jim.Rest;

namespace Jim.Progress;

/// <summary>How runs are followed.</summary>
internal sealed record FollowOptions
{
    /// <summary>Between two reads of a run where the server answers at once.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Ends after so many reads of each run; 0 for no limit.</summary>
    public int MaxPolls { get; init; }

    /// <summary>Ends after so long; null for no limit.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>How long the server may be away before a run is given up.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(1);
}

/// <summary>How following one run ended: with its final activity, at a limit (with its newest activity), or with an error.</summary>
internal sealed record FollowResult(Guid Id, JsonElement? Activity, JimException? Error = null, bool AtLimit = false)
{
    /// <summary>What was seen of the run last; null when nothing was.</summary>
    public Snapshot? Newest { get; init; }
}

/// <summary>
/// Follows runs to their end, several at once. Progress that has expired, a store that is away, a restart of the server and an outage
/// shorter than <see cref="FollowOptions.Patience"/> are got over: at the end stands the activity, which the database keeps. A run that is
/// started again after a lost worker is followed under its next activity.
/// </summary>
internal sealed class Follower(JimClient client, IProgressDisplay display, FollowOptions options, TimeProvider time)
{
    private static readonly TimeSpan Hold = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private const int RunsASecond = 3;
    private const int RunsAnInterval = 6;
    private static readonly TimeSpan OutagePause = TimeSpan.FromSeconds(1);

    private sealed class Track(Guid id, int place, long began)
    {
        public long Began { get; } = began;
        public Guid Id { get; set; } = id;
        public int Place { get; } = place;
        public Task<Reading>? Pending { get; set; }
        public long Due { get; set; }
        public long Asked { get; set; }
        public long? AwaySince { get; set; }
        public string? Tag { get; set; }
        public int Polls { get; set; }
        public Snapshot? Newest { get; set; }
        public FollowResult? Result { get; set; }
    }

    private sealed record Reading
    {
        public Snapshot? Snapshot { get; init; }
        public JsonElement? EndedActivity { get; init; }
        public JimException? Error { get; init; }
        public string? Tag { get; init; }
        public bool Held { get; init; }
    }

    /// <summary>Follows until every run has a result, in the order of the ids. Called on the pipeline's thread.</summary>
    /// <exception cref="OperationCanceledException">Somebody pressed Ctrl+C. The runs go on.</exception>
    public IReadOnlyList<FollowResult> Follow(IReadOnlyList<Guid> ids, CancellationToken stop)
    {
        var began = time.GetTimestamp();
        var tracks = ids.Select((id, place) => new Track(id, place, began) { Due = began }).ToList();
        try
        {
            while (tracks.Exists(track => track.Result is null))
            {
                var open = tracks.FindAll(track => track.Result is null);
                foreach (var track in open)
                    Ask(track, stop);
                Wait(open, began, stop);
                foreach (var track in open.FindAll(one => one.Pending is { IsCompleted: true }))
                    Take(track, open.Count);
                if (options.Timeout is { } limit && time.GetElapsedTime(began) >= limit)
                    foreach (var track in tracks.FindAll(one => one.Result is null))
                        EndAtLimit(track, stop);
            }
        }
        finally
        {
            display.EndAll();
        }
        return tracks.ConvertAll(track => track.Result!);
    }

    private void Ask(Track track, CancellationToken stop)
    {
        if (track.Pending is not null || time.GetTimestamp() < track.Due)
            return;
        if (options.MaxPolls > 0 && track.Polls >= options.MaxPolls)
        {
            EndAtLimit(track, stop);
            return;
        }
        ++track.Polls;
        track.Asked = time.GetTimestamp();
        track.Pending = ReadAsync(track, stop);
    }

    private void Wait(List<Track> open, long began, CancellationToken stop)
    {
        var pause = OutagePause;
        foreach (var track in open.Where(one => one.Pending is null && one.Result is null))
            pause = Shorter(pause, time.GetElapsedTime(time.GetTimestamp(), track.Due));
        if (options.Timeout is { } limit)
            pause = Shorter(pause, limit - time.GetElapsedTime(began));
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var waits = open.Where(one => one.Pending is not null).Select(one => (Task)one.Pending!)
            .Append(Task.Delay(pause, time, over.Token));
        Task.WhenAny(waits).GetAwaiter().GetResult();
        over.Cancel();
        stop.ThrowIfCancellationRequested();
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) =>
        other < TimeSpan.Zero ? TimeSpan.Zero : other < one ? other : one;

    private void Take(Track track, int runs)
    {
        var reading = track.Pending!.GetAwaiter().GetResult();
        track.Pending = null;
        track.Tag = reading.Tag;
        if (reading.Error is { } error)
        {
            TakeError(track, error);
            return;
        }
        track.AwaySince = null;
        if (reading.Snapshot is not null)
        {
            track.Newest = reading.Snapshot;
            display.Show(track.Place, reading.Snapshot);
        }
        if (reading.EndedActivity is { } ended && Next(ended) is { } next && next != track.Id)
        {
            (track.Id, track.Tag) = (next, null);
            display.GoOn(track.Place, next);
        }
        else if (reading.EndedActivity is not null)
        {
            track.Result = new FollowResult(track.Id, reading.EndedActivity);
            display.End(track.Place);
        }
        track.Due = After(time.GetTimestamp(), Pause(track, reading.Held, runs));
    }

    /// <summary>The activity under which a run whose worker was lost was started again.</summary>
    private static Guid? Next(JsonElement activity) =>
        activity.TryGetProperty("continuedByActivityId", out var id) && id.ValueKind == JsonValueKind.String && id.TryGetGuid(out var next) ? next : null;

    /// <summary>
    /// Short runs end soon and long ones do not, so the pause grows with the time that a run is followed. A server that holds its
    /// answers is asked again sooner, since it says by itself that something has changed. Many runs are asked about less often each, so
    /// that one who follows them stays within the requests that a server allows.
    /// </summary>
    private TimeSpan Pause(Track track, bool held, int runs)
    {
        var longest = held ? Shorter(options.Interval, OutagePause * Math.Max(1, runs / RunsASecond)) : options.Interval * Math.Max(1, runs / RunsAnInterval);
        var grown = time.GetElapsedTime(track.Began) / 2;
        return Shorter(longest, grown < FirstPause ? FirstPause : grown);
    }

    private void TakeError(Track track, JimException error)
    {
        if (error.IsOutage)
        {
            track.AwaySince ??= track.Asked;
            var since = time.GetElapsedTime(track.AwaySince.Value);
            if (since < options.Patience)
            {
                display.ShowAway(track.Place, since);
                track.Due = After(time.GetTimestamp(), OutagePause);
                return;
            }
        }
        track.Result = new FollowResult(track.Id, null, error);
        display.End(track.Place);
    }

    /// <summary>Reads a run once more, to give out what it is now.</summary>
    private void EndAtLimit(Track track, CancellationToken stop)
    {
        try
        {
            track.Result = new FollowResult(track.Id, ReadActivityAsync(track.Id, stop).GetAwaiter().GetResult(), AtLimit: true) { Newest = track.Newest };
        }
        catch (JimException error)
        {
            track.Result = new FollowResult(track.Id, null, error);
        }
        display.End(track.Place);
    }

    private long After(long stamp, TimeSpan pause) => stamp + (long)(pause.TotalSeconds * time.TimestampFrequency);

    private async Task<Reading> ReadAsync(Track track, CancellationToken stop)
    {
        try
        {
            return await ReadProgressAsync(track, stop).ConfigureAwait(false) ?? await ReadWithoutProgressAsync(track, stop).ConfigureAwait(false);
        }
        catch (JimException error)
        {
            return new Reading { Error = error };
        }
    }

    /// <summary>The newest snapshot, or null when there is none, which only the activity can explain.</summary>
    private async Task<Reading?> ReadProgressAsync(Track track, CancellationToken stop)
    {
        try
        {
            var answer = await client.SendAsync(new JimRequest(HttpMethod.Get, $"/activities/{track.Id}/progress")
            {
                KnownTag = track.Tag,
                Hold = track.Tag is null ? TimeSpan.Zero : Hold,
            }, stop).ConfigureAwait(false);
            if (answer.Body is not { } document)
                return new Reading { Tag = answer.Tag ?? track.Tag, Held = answer.Held };
            var snapshot = Snapshot.Read(document);
            return new Reading
            {
                Snapshot = snapshot,
                Tag = answer.Tag,
                Held = answer.Held,
                EndedActivity = snapshot.Terminal ? await ReadActivityAsync(track.Id, stop).ConfigureAwait(false) : null,
            };
        }
        catch (JimException error) when (error.Status == 404)
        {
            return null;
        }
    }

    private async Task<Reading> ReadWithoutProgressAsync(Track track, CancellationToken stop)
    {
        var activity = await ReadActivityAsync(track.Id, stop).ConfigureAwait(false);
        var snapshot = Snapshot.OfActivity(activity);
        return new Reading { Snapshot = snapshot.Terminal ? null : snapshot, EndedActivity = snapshot.Terminal ? activity : null };
    }

    private async Task<JsonElement> ReadActivityAsync(Guid id, CancellationToken stop) =>
        (await client.SendAsync(new JimRequest(HttpMethod.Get, $"/activities/{id}"), stop).ConfigureAwait(false)).Body!.Value;
}
