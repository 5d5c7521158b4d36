using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using Jim.Rest;

namespace Jim.Connection;

/// <summary>A connection to one server.</summary>
internal sealed record JimSession(JimClient Client, string Version, string Name) : IDisposable
{
    public Uri Url => Client.Url;

    public void Dispose() => Client.Dispose();
}

/// <summary>
/// The connections of one runspace, the newest of which is in use. Keys live in memory only and go with the
/// runspace. Used by the runspace's own thread.
/// </summary>
internal sealed class JimSessions
{
    private static readonly ConditionalWeakTable<Runspace, JimSessions> All = [];

    private readonly List<JimSession> sessions = [];

    /// <summary>Those of the runspace whose thread this is.</summary>
    public static JimSessions Here => All.GetOrCreateValue(Runspace.DefaultRunspace);

    public JimSession? Current => sessions.LastOrDefault();

    public IReadOnlyList<JimSession> Open => sessions;

    /// <summary>Makes this the connection in use; it takes the place of an older one to the same server.</summary>
    public void Add(JimSession session)
    {
        Remove(session.Url);
        sessions.Add(session);
    }

    /// <summary>Ends the connection to a server; false when there was none.</summary>
    public bool Remove(Uri url)
    {
        var found = sessions.Find(one => one.Url == url);
        if (found is null)
            return false;
        sessions.Remove(found);
        found.Dispose();
        return true;
    }
}
