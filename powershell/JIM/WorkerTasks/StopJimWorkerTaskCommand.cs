using System.Management.Automation;

namespace Jim.WorkerTasks;

/// <summary>Cancels a task.</summary>
/// <remarks><para>A queued task goes at once; the run of one that is under way is asked to stop.</para></remarks>
/// <example>
/// <code>Get-JIMWorkerTask | Stop-JIMWorkerTask -Force</code>
/// <para>Cancels everything that is queued or under way, without asking.</para>
/// </example>
/// <example>
/// <code>Get-JIMWorkerTask | Where-Object Status -eq Queued | Stop-JIMWorkerTask -WhatIf</code>
/// <para>Shows which queued tasks would be cancelled.</para>
/// </example>
[Cmdlet(VerbsLifecycle.Stop, "JIMWorkerTask", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
public sealed class StopJimWorkerTaskCommand : ChangeCommand
{
    /// <summary>The id of the task.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    public Guid Id { get; set; }

    /// <summary>Skips the question.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override void Execute() => Change($"task {Id}", "Cancel", HttpMethod.Post, $"/worker-tasks/{Id}/cancel", force: Force);
}
