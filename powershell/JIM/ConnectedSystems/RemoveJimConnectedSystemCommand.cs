using System.Management.Automation;
using Jim.Rest;

namespace Jim.ConnectedSystems;

/// <summary>Deletes a connected system with its connector space, rules and run profiles.</summary>
/// <remarks>
/// <para>A large system is deleted by a worker: with -PassThru the answer has the id of the activity to wait for.
/// Get-JIMConnectedSystemDeletionPreview says beforehand what would go.</para>
/// </remarks>
/// <example>
/// <code>Remove-JIMConnectedSystem -ConnectedSystemName Groups -Force</code>
/// <para>Deletes the connected system Groups without asking.</para>
/// </example>
/// <example>
/// <code>Get-JIMConnectedSystem -Name H* | Remove-JIMConnectedSystem -WhatIf</code>
/// <para>Shows which systems would be deleted.</para>
/// </example>
[Cmdlet(VerbsCommon.Remove, "JIMConnectedSystem", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, DefaultParameterSetName = SystemScope.ById)]
[OutputType("JIM.DeletionResult")]
public sealed class RemoveJimConnectedSystemCommand : ConnectedSystemChangeCommand
{
    /// <summary>Why, for the history.</summary>
    [Parameter, Query]
    public string? ChangeReason { get; set; }

    /// <summary>Skips the question.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Gives out how the deletion went or where it is queued.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void Execute()
    {
        var id = SystemId;
        WriteChanged(Change(Target(id), "Delete with everything in it", HttpMethod.Delete,
            WithQuery($"/synchronisation/connected-systems/{id}"), force: Force), "JIM.DeletionResult", PassThru);
    }
}
