using System.Management.Automation;
using Jim.Rest;

namespace Jim.Connection;

/// <summary>Tests whether the connection to JIM works and the key is valid.</summary>
/// <remarks>
/// <para>Asks the server who the key belongs to. The answer says whether it worked, and if not, why: this cmdlet does not fail.</para>
/// </remarks>
/// <example>
/// <code>Test-JIMConnection</code>
/// <para>Shows the server, its version, and the roles of the key.</para>
/// </example>
/// <example>
/// <code>if (-not (Test-JIMConnection -Quiet)) { Connect-JIM }</code>
/// <para>Connects when there is no working connection.</para>
/// </example>
[Cmdlet(VerbsDiagnostic.Test, "JIMConnection")]
[OutputType("JIM.Connection"), OutputType(typeof(bool))]
public sealed class TestJimConnectionCommand : JimCommand
{
    /// <summary>Gives true or false only.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    private protected override void Execute()
    {
        var session = JimSessions.Here.Current;
        try
        {
            var user = (session ?? throw JimException.NotConnected()).Client.Send(new JimRequest(HttpMethod.Get, "/userinfo"), Stop).Body!.Value;
            WriteObject(Quiet ? true : ConnectionObject.Of(session, user));
        }
        catch (JimException error)
        {
            WriteObject(Quiet ? false : ConnectionObject.Failed(session?.Url.ToString() ?? "", error.Message));
        }
    }
}
