using System.Management.Automation;
using Jim.Connection;
using Jim.Rest;

namespace Jim.Service;

/// <summary>Cmdlets that ask a server for what everybody may know, with or without a connection.</summary>
public abstract class AnonymousCommand : JimCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private JimClient? own;

    /// <summary>The address of a server. Without it the connected one is asked.</summary>
    [Parameter(Position = 0)]
    public string? Url { get; set; }

    private protected override JimClient Client =>
        Url is null ? base.Client : own ??= new JimClient(ServerAddress.Parse(Url), null, Patience);

    private protected override void Finish() => own?.Dispose();
}
