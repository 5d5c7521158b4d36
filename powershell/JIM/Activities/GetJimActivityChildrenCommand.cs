using System.Management.Automation;

namespace Jim.Activities;

/// <summary>Gets the activities that an activity consists of.</summary>
/// <remarks><para>Oldest first; most activities have none.</para></remarks>
/// <example>
/// <code>Get-JIMActivity -HasChildActivities $true | Get-JIMActivityChildren</code>
/// <para>Lists the parts of all activities that have some.</para>
/// </example>
/// <example>
/// <code>Get-JIMActivity -First 1 | Get-JIMActivityChildren -All</code>
/// <para>Lists the parts of the newest activity.</para>
/// </example>
[Cmdlet(VerbsCommon.Get, "JIMActivityChildren")]
[OutputType("JIM.Activity")]
public sealed class GetJimActivityChildrenCommand : ListCommand
{
    /// <summary>The id of the activity.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("ActivityId")]
    public Guid Id { get; set; }

    private protected override void Execute() => WriteList($"/activities/{Id}/children", "JIM.Activity");
}
