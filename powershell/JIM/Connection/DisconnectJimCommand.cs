using System.Management.Automation;
using Jim.Rest;

namespace Jim.Connection;

/// <summary>Ends the connection to a JIM server.</summary>
/// <remarks>
/// <para>Ends the connection in use; the one that was made before it, if there is one, is in use again. Runs go on.</para>
/// </remarks>
/// <example>
/// <code>Disconnect-JIM</code>
/// <para>Ends the connection in use.</para>
/// </example>
/// <example>
/// <code>Disconnect-JIM -All</code>
/// <para>Ends all connections of this session.</para>
/// </example>
[Cmdlet(VerbsCommunications.Disconnect, "JIM", DefaultParameterSetName = "Current")]
public sealed class DisconnectJimCommand : JimCommand
{
    /// <summary>The address of the server whose connection ends.</summary>
    [Parameter(ParameterSetName = "Current", Position = 0)]
    public string? Url { get; set; }

    /// <summary>Ends all connections.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "All")]
    public SwitchParameter All { get; set; }

    private protected override void Execute()
    {
        var sessions = JimSessions.Here;
        if (All)
        {
            foreach (var url in sessions.Open.Select(one => one.Url).ToList())
                sessions.Remove(url);
            return;
        }
        var chosen = Url is null ? sessions.Current?.Url : ServerAddress.Parse(Url);
        if (chosen is null)
            WriteVerbose("There is no connection.");
        else if (!sessions.Remove(chosen))
            throw JimException.NotFound($"There is no connection to {chosen}.");
    }
}
