using System.Management.Automation;
using Jim.Rest;

namespace Jim.Activities;

/// <summary>Cancels a run.</summary>
/// <remarks>
/// <para>A queued run ends at once; one that is under way is asked to stop and ends after the batch at hand. What it has done until then
/// stays. The cmdlet does not wait for the end: Wait-JIMActivity does.</para>
/// </remarks>
/// <example>
/// <code>Get-JIMActivity -Status InProgress | Stop-JIMActivity -Force</code>
/// <para>Cancels every run that is queued or under way, without asking.</para>
/// </example>
/// <example>
/// <code>Get-JIMActivity -Status InProgress -ConnectedSystem HR | Stop-JIMActivity -WhatIf</code>
/// <para>Shows which runs of HR would be cancelled.</para>
/// </example>
[Cmdlet(VerbsLifecycle.Stop, "JIMActivity", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
public sealed class StopJimActivityCommand : ChangeCommand
{
    /// <summary>The id of the run's activity.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("ActivityId")]
    public Guid Id { get; set; }

    /// <summary>Skips the question.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override void Execute() =>
        Change($"run {Id}", "Cancel", HttpMethod.Post, Routes.Of($"/activities/{Id}/cancel"), force: Force);
}
