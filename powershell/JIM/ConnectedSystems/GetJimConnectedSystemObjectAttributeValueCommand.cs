using System.Management.Automation;
using Jim.Rest;

namespace Jim.ConnectedSystems;

/// <summary>Gets all values of one attribute of an object of a connector space.</summary>
/// <remarks><para>For attributes with many values, such as the members of a large group.</para></remarks>
/// <example>
/// <code>Get-JIMConnectedSystemObject -ConnectedSystemName HR -First 1 | ForEach-Object { Get-JIMConnectedSystemObjectAttributeValue -ConnectedSystemId $_.ConnectedSystemId -CsoId $_.Id -AttributeName EmployeeId }</code>
/// <para>Gets the employee id of one object of HR.</para>
/// </example>
/// <example>
/// <code>Get-JIMConnectedSystemObject -ConnectedSystemName Groups -JoinType Projected -First 1 | ForEach-Object { Get-JIMConnectedSystemObjectAttributeValue -ConnectedSystemId $_.ConnectedSystemId -CsoId $_.Id -AttributeName Members }</code>
/// <para>Gets the members of one group.</para>
/// </example>
[Cmdlet(VerbsCommon.Get, "JIMConnectedSystemObjectAttributeValue")]
[OutputType("JIM.AttributeValue")]
public sealed class GetJimConnectedSystemObjectAttributeValueCommand : ListCommand
{
    /// <summary>The id of the connected system.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public int ConnectedSystemId { get; set; }

    /// <summary>The id of the object.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    public Guid CsoId { get; set; }

    /// <summary>The name of the attribute.</summary>
    [Parameter(Mandatory = true, Position = 2)]
    [ArgumentCompleter(typeof(SystemAttributeCompleter))]
    public string AttributeName { get; set; } = "";

    /// <summary>Text in the values.</summary>
    [Parameter, Query]
    public string? Search { get; set; }

    private protected override void Execute() =>
        WriteList($"/synchronisation/connected-systems/{ConnectedSystemId}/connector-space/{CsoId}/attributes/{AttributeName}/values", "JIM.AttributeValue");
}
