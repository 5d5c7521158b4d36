using System.Management.Automation;

namespace Jim.ConnectedSystems;

/// <summary>Gets what deleting a connected system would take with it.</summary>
/// <remarks><para>Nothing is deleted.</para></remarks>
/// <example>
/// <code>Get-JIMConnectedSystemDeletionPreview -ConnectedSystemName HR</code>
/// <para>Shows what would go with HR.</para>
/// </example>
/// <example>
/// <code>(Get-JIMConnectedSystem -Name HR | Get-JIMConnectedSystemDeletionPreview).JoinedMvoCount</code>
/// <para>Gets how many metaverse objects are joined to it.</para>
/// </example>
[Cmdlet(VerbsCommon.Get, "JIMConnectedSystemDeletionPreview", DefaultParameterSetName = SystemScope.ById)]
[OutputType("JIM.DeletionPreview")]
public sealed class GetJimConnectedSystemDeletionPreviewCommand : InSystemCommand
{
    private protected override void Execute() => WriteOne($"/synchronisation/connected-systems/{SystemId}/deletion-preview", "JIM.DeletionPreview");
}
