using System.Management.Automation;

namespace Jim.ConnectedSystems;

/// <summary>Gets the object types of a connected system with their attributes.</summary>
/// <remarks><para>They come with the schema: Import-JIMConnectedSystemSchema.</para></remarks>
/// <example>
/// <code>Get-JIMConnectedSystemObjectType -ConnectedSystemName HR</code>
/// <para>Lists the object types of HR.</para>
/// </example>
/// <example>
/// <code>(Get-JIMConnectedSystem -Name HR | Get-JIMConnectedSystemObjectType).Attributes | Where-Object Selected</code>
/// <para>Lists the attributes of HR that are imported.</para>
/// </example>
[Cmdlet(VerbsCommon.Get, "JIMConnectedSystemObjectType", DefaultParameterSetName = SystemScope.ById)]
[OutputType("JIM.ConnectedSystemObjectType")]
public sealed class GetJimConnectedSystemObjectTypeCommand : InSystemCommand
{
    /// <summary>Includes object types that the system keeps for itself.</summary>
    [Parameter]
    public SwitchParameter IncludeInternal { get; set; }

    private protected override void Execute() =>
        Write(Send(HttpMethod.Get, $"/synchronisation/connected-systems/{SystemId}/object-types"), "JIM.ConnectedSystemObjectType",
              one => IncludeInternal || one.Properties["IsInternal"]?.Value is not true);
}
