using System.Management.Automation;
using Jim.ConnectedSystems;

namespace Jim.RunProfiles;

/// <summary>Gets the run profiles of a connected system.</summary>
/// <remarks><para>A run profile is one kind of run of its system that can be started: Start-JIMRunProfile.</para></remarks>
/// <example>
/// <code>Get-JIMRunProfile -ConnectedSystemName HR</code>
/// <para>Lists the run profiles of HR.</para>
/// </example>
/// <example>
/// <code>Get-JIMConnectedSystem | Get-JIMRunProfile -Name *Import*</code>
/// <para>Lists the imports of all systems.</para>
/// </example>
[Cmdlet(VerbsCommon.Get, "JIMRunProfile", DefaultParameterSetName = SystemScope.ById)]
[OutputType("JIM.RunProfile")]
public sealed class GetJimRunProfileCommand : InSystemCommand
{
    /// <summary>The name; wildcards are allowed.</summary>
    [Parameter, SupportsWildcards, ArgumentCompleter(typeof(RunProfileCompleter))]
    public string? Name { get; set; }

    private protected override void Execute() =>
        Write(Send(HttpMethod.Get, $"/synchronisation/connected-systems/{SystemId}/run-profiles"), "JIM.RunProfile", Named(Name));
}
