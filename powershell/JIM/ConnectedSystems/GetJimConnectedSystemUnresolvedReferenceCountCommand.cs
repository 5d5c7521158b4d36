using System.Management.Automation;

namespace Jim.ConnectedSystems;

/// <summary>Gets how many references of a connector space point to objects that are not in it.</summary>
/// <remarks><para>They are resolved when their objects are imported.</para></remarks>
/// <example>
/// <code>Get-JIMConnectedSystemUnresolvedReferenceCount -ConnectedSystemName HR</code>
/// <para>Counts them in HR.</para>
/// </example>
/// <example>
/// <code>Get-JIMConnectedSystem | Get-JIMConnectedSystemUnresolvedReferenceCount</code>
/// <para>Counts them in each system.</para>
/// </example>
[Cmdlet(VerbsCommon.Get, "JIMConnectedSystemUnresolvedReferenceCount", DefaultParameterSetName = SystemScope.ById)]
[OutputType(typeof(int))]
public sealed class GetJimConnectedSystemUnresolvedReferenceCountCommand : InSystemCommand
{
    private protected override void Execute() => WriteOne($"/synchronisation/connected-systems/{SystemId}/connector-space/unresolved-references/count", "JIM.Count");
}
