using System.Management.Automation;

namespace Jim.ConnectedSystems;

/// <summary>Gets what the connector of a system can do.</summary>
/// <remarks><para>Such as full and delta imports, exports and partitions.</para></remarks>
/// <example>
/// <code>Get-JIMConnectedSystemCapability -ConnectedSystemName HR</code>
/// <para>Lists what the connector of HR can do.</para>
/// </example>
/// <example>
/// <code>Get-JIMConnectedSystem -Name HR | Get-JIMConnectedSystemCapability | Where-Object Value -eq 'true'</code>
/// <para>Lists only what it can do.</para>
/// </example>
[Cmdlet(VerbsCommon.Get, "JIMConnectedSystemCapability", DefaultParameterSetName = SystemScope.ById)]
[OutputType("JIM.Capability")]
public sealed class GetJimConnectedSystemCapabilityCommand : InSystemCommand
{
    private protected override void Execute() => WriteOne($"/synchronisation/connected-systems/{SystemId}/capabilities", "JIM.Capability");
}
