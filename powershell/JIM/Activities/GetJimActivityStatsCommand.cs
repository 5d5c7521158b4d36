using System.Management.Automation;

namespace Jim.Activities;

/// <summary>Gets what a run did, in numbers.</summary>
/// <remarks><para>The numbers come from the items that the run has stored; while it is under way they are those so far.</para></remarks>
/// <example>
/// <code>Get-JIMActivity -RunProfile 'Full Import' -First 1 | Get-JIMActivityStats</code>
/// <para>Shows the numbers of the newest full import.</para>
/// </example>
/// <example>
/// <code>(Get-JIMActivity -ConnectedSystem HR -Operation Execute -First 1 | Get-JIMActivityStats).TotalObjectErrors</code>
/// <para>Gets how many objects the newest run of HR could not process.</para>
/// </example>
[Cmdlet(VerbsCommon.Get, "JIMActivityStats")]
[OutputType("JIM.ActivityStats")]
public sealed class GetJimActivityStatsCommand : JimCommand
{
    /// <summary>The id of the run's activity.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("ActivityId")]
    public Guid Id { get; set; }

    private protected override void Execute() => WriteOne($"/activities/{Id}/stats", "JIM.ActivityStats");
}
