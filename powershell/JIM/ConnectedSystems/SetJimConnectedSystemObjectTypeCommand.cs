using System.Management.Automation;
using Jim.Rest;

namespace Jim.ConnectedSystems;

/// <summary>Selects an object type of a connected system, or changes what obsoletion does with its values.</summary>
/// <remarks><para>Only objects of selected types are imported.</para></remarks>
/// <example>
/// <code>Set-JIMConnectedSystemObjectType -ConnectedSystemName HR -ObjectTypeName person -Selected $true</code>
/// <para>Selects the object type person of HR.</para>
/// </example>
/// <example>
/// <code>Set-JIMConnectedSystemObjectType -ConnectedSystemName HR -ObjectTypeName person -RemoveContributedAttributesOnObsoletion $true -PassThru</code>
/// <para>Has the values of people go from the metaverse when they go from HR.</para>
/// </example>
[Cmdlet(VerbsCommon.Set, "JIMConnectedSystemObjectType", SupportsShouldProcess = true, DefaultParameterSetName = SystemScope.ById)]
[OutputType("JIM.ConnectedSystemObjectType")]
public sealed class SetJimConnectedSystemObjectTypeCommand : InSystemChangeCommand
{
    /// <summary>The id of the object type.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("Id")]
    public int? ObjectTypeId { get; set; }

    /// <summary>The name of the object type, instead of its id.</summary>
    [Parameter, ArgumentCompleter(typeof(ObjectTypeCompleter))]
    public string? ObjectTypeName { get; set; }

    /// <summary>Whether objects of this type are imported.</summary>
    [Parameter, Body]
    public bool Selected { get; set; }

    /// <summary>Whether the values that objects contributed go when the objects are obsolete.</summary>
    [Parameter, Body]
    public bool RemoveContributedAttributesOnObsoletion { get; set; }

    /// <summary>Gives the changed object type out.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void Execute()
    {
        var system = SystemId;
        var type = Lookup.Either(ObjectTypeId, ObjectTypeName, "ObjectType", name => Lookup.ObjectType(system, name));
        WriteChanged(Change($"object type {ObjectTypeName ?? $"{type}"} of connected system {ConnectedSystemName ?? $"{system}"}", "Change", HttpMethod.Put,
            $"/synchronisation/connected-systems/{system}/object-types/{type}", Body()), "JIM.ConnectedSystemObjectType", PassThru);
    }
}
