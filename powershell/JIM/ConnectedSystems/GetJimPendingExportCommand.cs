using System.Management.Automation;
using Jim.Rest;

namespace Jim.ConnectedSystems;

/// <summary>Gets what is to be exported to a connected system.</summary>
/// <remarks>
/// <para>Lists pending exports, newest first, counts them, gets one with its changes (at most 100 of each attribute), or all changes of one
/// attribute.</para>
/// </remarks>
/// <example>
/// <code>Get-JIMPendingExport -ConnectedSystemName Directory -ChangeType Create -First 5</code>
/// <para>Lists five objects that the next export makes in Directory.</para>
/// </example>
/// <example>
/// <code>Get-JIMPendingExport -ConnectedSystemName Directory -Count -Status Pending</code>
/// <para>Counts what the next export takes to Directory.</para>
/// </example>
[Cmdlet(VerbsCommon.Get, "JIMPendingExport", DefaultParameterSetName = "List")]
[OutputType("JIM.PendingExport", "JIM.PendingExportDetail", "JIM.PendingExportChange"), OutputType(typeof(int))]
public sealed class GetJimPendingExportCommand : ListCommand
{
    /// <summary>The id of the connected system.</summary>
    [Parameter(Position = 0, ParameterSetName = "List", ValueFromPipelineByPropertyName = true)]
    [Parameter(Position = 0, ParameterSetName = "Count", ValueFromPipelineByPropertyName = true)]
    public int? ConnectedSystemId { get; set; }

    /// <summary>The name of the connected system, instead of its id.</summary>
    [Parameter(ParameterSetName = "List"), Parameter(ParameterSetName = "Count"), ArgumentCompleter(typeof(ConnectedSystemCompleter))]
    public string? ConnectedSystemName { get; set; }

    /// <summary>The id of one pending export.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ById", ValueFromPipelineByPropertyName = true)]
    [Parameter(Mandatory = true, ParameterSetName = "Values")]
    public Guid Id { get; set; }

    /// <summary>The attribute of the pending export whose changes are wanted.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Values")]
    public string? AttributeName { get; set; }

    /// <summary>Text in the names of the objects, or in the values of the attribute.</summary>
    [Parameter(ParameterSetName = "List"), Parameter(ParameterSetName = "Values"), Query]
    public string? Search { get; set; }

    /// <summary>Counts the pending exports.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Count")]
    public SwitchParameter Count { get; set; }

    /// <summary>What is done to the object.</summary>
    [Parameter(ParameterSetName = "List"), Parameter(ParameterSetName = "Count"), Query, ValidateSet("Create", "Update", "Delete")]
    public string? ChangeType { get; set; }

    /// <summary>How the pending export stands.</summary>
    [Parameter(ParameterSetName = "List"), Parameter(ParameterSetName = "Count"), Query]
    [ValidateSet("Pending", "ExportNotConfirmed", "Executing", "Failed", "Exported")]
    public string? Status { get; set; }

    private protected override void Execute()
    {
        if (ParameterSetName == "ById")
            WriteOne($"/synchronisation/pending-exports/{Id}", "JIM.PendingExportDetail");
        else if (ParameterSetName == "Values")
            WriteList($"/synchronisation/pending-exports/{Id}/attribute-changes/{AttributeName}/values", "JIM.PendingExportChange");
        else if (Count)
            WriteOne($"/synchronisation/connected-systems/{SystemId}/pending-exports/count", "JIM.Count");
        else
            WriteList($"/synchronisation/connected-systems/{SystemId}/pending-exports", "JIM.PendingExport");
    }

    private int SystemId => Lookup.Either(ConnectedSystemId, ConnectedSystemName, "ConnectedSystem", Lookup.System);
}
