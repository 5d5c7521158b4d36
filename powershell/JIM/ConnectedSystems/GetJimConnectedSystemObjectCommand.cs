using System.Management.Automation;
using Jim.Rest;

namespace Jim.ConnectedSystems;

/// <summary>Gets the objects of a connector space.</summary>
/// <remarks>
/// <para>Lists them, counts them, gets one with its values (at most 100 of each attribute), or all values of one attribute.</para>
/// </remarks>
/// <example>
/// <code>Get-JIMConnectedSystemObject -ConnectedSystemName HR -JoinType NotJoined</code>
/// <para>Lists the people of HR that are joined to nobody.</para>
/// </example>
/// <example>
/// <code>Get-JIMConnectedSystemObject -ConnectedSystemName HR -First 1 | Get-JIMConnectedSystemObject</code>
/// <para>Gets one object of HR with its values.</para>
/// </example>
[Cmdlet(VerbsCommon.Get, "JIMConnectedSystemObject", DefaultParameterSetName = "List")]
[OutputType("JIM.ConnectedSystemObject", "JIM.ConnectedSystemObjectDetail", "JIM.AttributeValue"), OutputType(typeof(int))]
public sealed class GetJimConnectedSystemObjectCommand : ListCommand
{
    /// <summary>The id of the connected system.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    public int? ConnectedSystemId { get; set; }

    /// <summary>The name of the connected system, instead of its id.</summary>
    [Parameter, ArgumentCompleter(typeof(ConnectedSystemCompleter))]
    public string? ConnectedSystemName { get; set; }

    /// <summary>The id of one object.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = "ById", ValueFromPipelineByPropertyName = true)]
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = "Values")]
    public Guid Id { get; set; }

    /// <summary>The attribute of the object whose values are wanted.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Values")]
    [ArgumentCompleter(typeof(SystemAttributeCompleter))]
    public string? AttributeName { get; set; }

    /// <summary>Text in the names or external ids of the objects, or in the values of the attribute.</summary>
    [Parameter(ParameterSetName = "List"), Parameter(ParameterSetName = "Values"), Query]
    public string? Search { get; set; }

    /// <summary>Counts the objects.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Count")]
    public SwitchParameter Count { get; set; }

    /// <summary>The id of an object type.</summary>
    [Parameter(ParameterSetName = "List"), Parameter(ParameterSetName = "Count"), Query]
    public int ObjectTypeId { get; set; }

    /// <summary>The id of a partition.</summary>
    [Parameter(ParameterSetName = "Count"), Query]
    public int PartitionId { get; set; }

    /// <summary>How the objects stand.</summary>
    [Parameter(ParameterSetName = "List"), Query, ValidateSet("Normal", "Obsolete", "PendingProvisioning")]
    public string[]? Status { get; set; }

    /// <summary>How the objects came to be joined.</summary>
    [Parameter(ParameterSetName = "List"), Query, ValidateSet("NotJoined", "Projected", "Provisioned", "Joined")]
    public string[]? JoinType { get; set; }

    /// <summary>What the list is ordered by; the newest come first without it.</summary>
    [Parameter(ParameterSetName = "List"), Query]
    public string? SortBy { get; set; }

    /// <summary>Turns the order round.</summary>
    [Parameter(ParameterSetName = "List")]
    public SwitchParameter Ascending { get; set; }

    private protected override void Execute()
    {
        var system = Lookup.Either(ConnectedSystemId, ConnectedSystemName, "ConnectedSystem", Lookup.System);
        if (ParameterSetName == "ById")
            WriteOne($"/synchronisation/connected-systems/{system}/connector-space/{Id}", "JIM.ConnectedSystemObjectDetail");
        else if (ParameterSetName == "Values")
            WriteList($"/synchronisation/connected-systems/{system}/connector-space/{Id}/attributes/{AttributeName}/values", "JIM.AttributeValue");
        else if (Count)
            WriteOne($"/synchronisation/connected-systems/{system}/connector-space/count", "JIM.Count");
        else
            WriteList($"/synchronisation/connected-systems/{system}/connector-space?sortDescending={(Ascending ? "false" : "true")}", "JIM.ConnectedSystemObject");
    }
}
