using System.Management.Automation;

namespace Jim.Service;

/// <summary>Gets the version of a JIM server.</summary>
/// <remarks><para>Needs no key: with -Url no connection either.</para></remarks>
/// <example>
/// <code>Get-JIMVersion</code>
/// <para>Shows the version of the connected server.</para>
/// </example>
/// <example>
/// <code>(Get-JIMVersion -Url $env:JIM_URL).Version</code>
/// <para>Gets the version of a server without connecting to it.</para>
/// </example>
[Cmdlet(VerbsCommon.Get, "JIMVersion")]
[OutputType("JIM.Version")]
public sealed class GetJimVersionCommand : AnonymousCommand
{
    private protected override void Execute() => WriteOne($"/health/version", "JIM.Version");
}
