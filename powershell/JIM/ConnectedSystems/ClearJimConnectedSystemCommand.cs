using System.Management.Automation;
using Jim.Rest;

namespace Jim.ConnectedSystems;

/// <summary>Empties the connector space of a connected system.</summary>
/// <remarks><para>Metaverse objects stay; the next import and synchronisation find them again.</para></remarks>
/// <example>
/// <code>Clear-JIMConnectedSystem -ConnectedSystemName Groups -Force</code>
/// <para>Empties the connector space of Groups without asking.</para>
/// </example>
/// <example>
/// <code>Get-JIMConnectedSystem -Name Groups | Clear-JIMConnectedSystem -KeepChangeHistory -Force</code>
/// <para>Does the same and keeps the history of its objects.</para>
/// </example>
[Cmdlet(VerbsCommon.Clear, "JIMConnectedSystem", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, DefaultParameterSetName = SystemScope.ById)]
public sealed class ClearJimConnectedSystemCommand : ConnectedSystemChangeCommand
{
    /// <summary>Keeps the change history of the objects.</summary>
    [Parameter]
    public SwitchParameter KeepChangeHistory { get; set; }

    /// <summary>Skips the question.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override void Execute()
    {
        var id = SystemId;
        Change(Target(id), "Empty the connector space", HttpMethod.Post,
            Routes.Of($"/synchronisation/connected-systems/{id}/clear?deleteChangeHistory={(KeepChangeHistory ? "false" : "true")}"), force: Force);
    }
}
