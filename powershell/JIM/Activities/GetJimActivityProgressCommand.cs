using System.Management.Automation;

namespace Jim.Activities;

/// <summary>Gets the newest progress of runs, once.</summary>
/// <remarks>
/// <para>Without an id, that of all runs that are queued or under way. Progress is kept for an hour after its last change; after that
/// the server refers to the statistics: Get-JIMActivityStats. To watch a run: Get-JIMActivity -Follow.</para>
/// </remarks>
/// <example>
/// <code>Get-JIMActivityProgress</code>
/// <para>Shows every run that is queued or under way.</para>
/// </example>
/// <example>
/// <code>(Get-JIMActivity -RunProfile 'Full Import' -First 1 | Get-JIMActivityProgress).Summary</code>
/// <para>Gets the counts of the newest full import in one line.</para>
/// </example>
[Cmdlet(VerbsCommon.Get, "JIMActivityProgress", DefaultParameterSetName = "List")]
[OutputType("JIM.ActivityProgress")]
public sealed class GetJimActivityProgressCommand : ListCommand
{
    /// <summary>The id of the run's activity.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ById", Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("ActivityId")]
    public Guid Id { get; set; }

    private protected override void Execute()
    {
        if (ParameterSetName == "ById")
            WriteOne($"/activities/{Id}/progress", "JIM.ActivityProgress");
        else
            WriteList($"/progress", "JIM.ActivityProgress");
    }
}
