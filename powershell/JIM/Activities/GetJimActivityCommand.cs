using System.Management.Automation;
using Jim.Progress;
using Jim.Rest;

namespace Jim.Activities;

/// <summary>Gets activities: what was done, by whom, and how it went. Follows runs live.</summary>
/// <remarks>
/// <para>Lists activities, newest first, or gets one with its phases and statistics. With -Follow a run is shown with a progress bar
/// until it ends; the final activity is given out. Ctrl+C ends the following, not the run. An outage of the server of up to a minute is
/// waited for.</para>
/// </remarks>
/// <example>
/// <code>Get-JIMActivity -Status CompleteWithError, FailedWithError -First 10</code>
/// <para>Lists the ten newest activities that went wrong.</para>
/// </example>
/// <example>
/// <code>Get-JIMActivity -RunProfile 'Full Import' -First 1 | Get-JIMActivity -Follow</code>
/// <para>Follows the newest full import to its end.</para>
/// </example>
[Cmdlet(VerbsCommon.Get, "JIMActivity", DefaultParameterSetName = "List")]
[OutputType("JIM.Activity", "JIM.ActivityDetail", "JIM.ActivityItem")]
public sealed class GetJimActivityCommand : ListCommand
{
    private readonly List<Guid> followed = [];

    /// <summary>The id of the activity.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ById", Position = 0, ValueFromPipelineByPropertyName = true)]
    [Parameter(Mandatory = true, ParameterSetName = "Follow", Position = 0, ValueFromPipelineByPropertyName = true)]
    [Parameter(Mandatory = true, ParameterSetName = "Items", Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("ActivityId")]
    public Guid Id { get; set; }

    /// <summary>Text in the names of the target, its system or whoever began it.</summary>
    [Parameter(ParameterSetName = "List"), Query]
    public string? Search { get; set; }

    /// <summary>What kind of thing it was done to.</summary>
    [Parameter(ParameterSetName = "List"), Query]
    [ValidateSet("ConnectedSystem", "ConnectedSystemRunProfile", "SynchronisationRule", "ObjectMatchingRule", "MetaverseObject", "MetaverseObjectType",
        "MetaverseAttribute", "ServiceSetting", "ApiKey", "Authentication", "System")]
    public string[]? TargetType { get; set; }

    /// <summary>What was done.</summary>
    [Parameter(ParameterSetName = "List"), Query]
    [ValidateSet("Create", "Read", "Update", "Delete", "Clear", "Execute", "ImportHierarchy", "ImportSchema", "Revert", "Reset", "Authenticate", "Preview")]
    public string[]? Operation { get; set; }

    /// <summary>What runs brought about.</summary>
    [Parameter(ParameterSetName = "List"), Query]
    [ValidateSet("Added", "Updated", "Deleted", "Projected", "Joined", "AttributeFlows", "Disconnected", "DriftCorrections", "Provisioned",
        "Exported", "Deprovisioned", "Created", "PendingExports", "Errors")]
    public string[]? Outcome { get; set; }

    /// <summary>How the activities stand or ended.</summary>
    [Parameter(ParameterSetName = "List"), Query]
    [ValidateSet("InProgress", "Complete", "CompleteWithWarning", "CompleteWithError", "FailedWithError", "Cancelled")]
    public string[]? Status { get; set; }

    /// <summary>What kind of initiator began them.</summary>
    [Parameter(ParameterSetName = "List"), Query, ValidateSet("User", "ApiKey", "System", "Anonymous")]
    public string[]? InitiatorType { get; set; }

    /// <summary>The id of the key or user that began them.</summary>
    [Parameter(ParameterSetName = "List"), Query]
    public Guid InitiatedById { get; set; }

    /// <summary>Text in the name of whoever began them.</summary>
    [Parameter(ParameterSetName = "List"), Query]
    public string? InitiatedBy { get; set; }

    /// <summary>Whether they consist of other activities.</summary>
    [Parameter(ParameterSetName = "List"), Query]
    public bool HasChildActivities { get; set; }

    /// <summary>Those made at this moment or later.</summary>
    [Parameter(ParameterSetName = "List"), Query]
    public DateTime CreatedFrom { get; set; }

    /// <summary>Those made at this moment or before.</summary>
    [Parameter(ParameterSetName = "List"), Query]
    public DateTime CreatedTo { get; set; }

    /// <summary>The exact names of connected systems.</summary>
    [Parameter(ParameterSetName = "List"), Query]
    [ArgumentCompleter(typeof(ConnectedSystemCompleter))]
    public string[]? ConnectedSystem { get; set; }

    /// <summary>The exact names of run profiles.</summary>
    [Parameter(ParameterSetName = "List"), Query]
    public string[]? RunProfile { get; set; }

    /// <summary>True for those that a schedule began, false for the others.</summary>
    [Parameter(ParameterSetName = "List"), Query]
    public bool ScheduledOnly { get; set; }

    /// <summary>The ids of the schedules that began them.</summary>
    [Parameter(ParameterSetName = "List"), Query]
    public Guid[]? ScheduleId { get; set; }

    /// <summary>Gets the objects that the run changed or could not process, as Get-JIMActivityItem does.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Items")]
    public SwitchParameter ExecutionItems { get; set; }

    /// <summary>Follows the run with live progress to its end.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Follow")]
    public SwitchParameter Follow { get; set; }

    /// <summary>Seconds between two looks, where the server does not say by itself that something has changed.</summary>
    [Parameter(ParameterSetName = "Follow"), ValidateRange(1, 3600)]
    public int IntervalSeconds { get; set; } = 2;

    /// <summary>Ends the following after so many looks; 0 for no limit.</summary>
    [Parameter(ParameterSetName = "Follow"), ValidateRange(0, int.MaxValue)]
    public int MaxPolls { get; set; }

    private protected override void Execute()
    {
        if (Follow)
            followed.Add(Id);
        else if (ExecutionItems)
            WriteList($"/activities/{Id}/items", "JIM.ActivityItem");
        else if (ParameterSetName == "ById")
            WriteOne($"/activities/{Id}", "JIM.ActivityDetail");
        else
            WriteList($"/activities", "JIM.Activity");
    }

    private protected override void Finish() =>
        new RunWatcher(this, Client, Stop).Follow(
            followed, new FollowOptions { Interval = TimeSpan.FromSeconds(IntervalSeconds), MaxPolls = MaxPolls }, passThru: true);
}
