using System.Management.Automation;

namespace Jim.WorkerTasks;

/// <summary>Gets the tasks that wait for a worker or are with one.</summary>
/// <remarks><para>Newest first. A task goes when it has ended; what it did is in its activity.</para></remarks>
/// <example>
/// <code>Get-JIMWorkerTask</code>
/// <para>Lists what is queued and under way.</para>
/// </example>
/// <example>
/// <code>Get-JIMWorkerTask | Where-Object Status -eq Processing | Get-JIMWorkerTask</code>
/// <para>Gets each task that is under way.</para>
/// </example>
[Cmdlet(VerbsCommon.Get, "JIMWorkerTask", DefaultParameterSetName = "List")]
[OutputType("JIM.WorkerTask")]
public sealed class GetJimWorkerTaskCommand : ListCommand
{
    /// <summary>The id of the task.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "ById", ValueFromPipelineByPropertyName = true)]
    public Guid Id { get; set; }

    private protected override void Execute()
    {
        if (ParameterSetName == "ById")
            WriteOne($"/worker-tasks/{Id}", "JIM.WorkerTask");
        else
            WriteList($"/worker-tasks", "JIM.WorkerTask");
    }
}
