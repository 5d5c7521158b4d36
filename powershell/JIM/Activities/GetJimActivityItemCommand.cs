using System.Management.Automation;
using Jim.Rest;

namespace Jim.Activities;

/// <summary>Gets the objects that a run changed or could not process.</summary>
/// <remarks><para>With -ItemId, one of them in full: its error, its outcomes, and the old and new values of every attribute that changed.</para></remarks>
/// <example>
/// <code>Get-JIMActivity -ConnectedSystem HR -RunProfile 'Full Import' -First 1 | Get-JIMActivityItem -ErrorsOnly</code>
/// <para>Lists the rows that the newest full import of HR refused, with the reasons.</para>
/// </example>
/// <example>
/// <code>Get-JIMActivity -ConnectedSystem HR -RunProfile 'Full Import' -First 1 | Get-JIMActivityItem -ObjectChangeType Added -First 1 | Get-JIMActivityItem</code>
/// <para>Gets everything about the first object that the newest full import of HR added.</para>
/// </example>
[Cmdlet(VerbsCommon.Get, "JIMActivityItem", DefaultParameterSetName = "InputObject")]
[OutputType("JIM.ActivityItem", "JIM.ActivityItemDetail")]
public sealed class GetJimActivityItemCommand : ListCommand
{
    /// <summary>The id of the run's activity.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "List", ValueFromPipelineByPropertyName = true)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Item")]
    [Alias("ActivityId")]
    public Guid Id { get; set; }

    /// <summary>The id of one item.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = "Item")]
    public Guid ItemId { get; set; }

    /// <summary>An item from a list, to be read in full.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "InputObject", ValueFromPipeline = true)]
    [PSTypeName("JIM.ActivityItem")]
    public PSObject? InputObject { get; set; }

    /// <summary>What became of the objects.</summary>
    [Parameter(ParameterSetName = "List"), Query]
    [ValidateSet("Added", "Updated", "Deleted", "Projected", "Joined", "AttributeFlow", "Disconnected", "DisconnectedOutOfScope",
        "OutOfScopeRetainJoin", "DriftCorrection", "Exported", "Deprovisioned", "NoChange", "PendingExport", "PendingExportConfirmed", "Created")]
    public string[]? ObjectChangeType { get; set; }

    /// <summary>The kinds of errors, such as UnresolvedReference.</summary>
    [Parameter(ParameterSetName = "List"), Query]
    public string[]? ErrorType { get; set; }

    /// <summary>Only those that could not be processed.</summary>
    [Parameter(ParameterSetName = "List"), Query]
    public SwitchParameter ErrorsOnly { get; set; }

    /// <summary>Text in the names or external ids of the objects.</summary>
    [Parameter(ParameterSetName = "List"), Query]
    public string? Search { get; set; }

    private protected override void Execute()
    {
        if (ParameterSetName == "Item")
            WriteOne($"/activities/{Id}/items/{ItemId}", "JIM.ActivityItemDetail");
        else if (InputObject is { } item)
            WriteOne($"/activities/{Member<Guid>(item, "ActivityId")}/items/{Member<Guid>(item, "Id")}", "JIM.ActivityItemDetail");
        else
            WriteList($"/activities/{Id}/items", "JIM.ActivityItem", WithActivity);
    }

    // A header does not say which run it belongs to; a pipeline has to know.
    private bool WithActivity(PSObject item)
    {
        item.Properties.Add(new PSNoteProperty("ActivityId", Id));
        return true;
    }
}
