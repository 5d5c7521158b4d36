using System.Management.Automation;
using Jim.Rest;

namespace Jim.Service;

/// <summary>Gets the health of a JIM server.</summary>
/// <remarks><para>Needs no key: with -Url no connection either. A server that is not ready is an answer, not an error.</para></remarks>
/// <example>
/// <code>Get-JIMHealth</code>
/// <para>Shows whether the connected server answers.</para>
/// </example>
/// <example>
/// <code>Get-JIMHealth -Url $env:JIM_URL -Ready</code>
/// <para>Shows whether a server can do its work, its database included.</para>
/// </example>
[Cmdlet(VerbsCommon.Get, "JIMHealth", DefaultParameterSetName = "Health")]
[OutputType("JIM.Health")]
public sealed class GetJimHealthCommand : AnonymousCommand
{
    /// <summary>Asks whether the server can do its work.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Ready")]
    public SwitchParameter Ready { get; set; }

    /// <summary>Asks whether the server's process lives.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Live")]
    public SwitchParameter Live { get; set; }

    private protected override void Execute()
    {
        try
        {
            Write(Send(HttpMethod.Get, "/health" + (Ready ? "/ready" : Live ? "/live" : "")), "JIM.Health");
        }
        catch (JimException error) when (Ready && error is { Status: 503, Answer: not null })
        {
            Write(error.Answer, "JIM.Health");
        }
    }
}
