using System.Management.Automation;
using Jim.Rest;

namespace Jim.MatchingRules;

/// <summary>Adds a matching rule to an object type of a connected system.</summary>
/// <remarks><para>An imported object joins the metaverse object whose attribute has the same value.</para></remarks>
/// <example>
/// <code>New-JIMMatchingRule -ConnectedSystemName HR -ObjectTypeName person -MetaverseObjectTypeName User -SourceAttributeName Email -TargetMetaverseAttributeName Email -CaseSensitive $false -PassThru</code>
/// <para>Has people join by their e-mail address where nothing better matches.</para>
/// </example>
/// <example>
/// <code>New-JIMMatchingRule -ConnectedSystemName Groups -ObjectTypeName group -MetaverseObjectTypeName Group -SourceAttributeName Name -TargetMetaverseAttributeName 'Display Name' -Order 5</code>
/// <para>Adds a rule for groups, after the others.</para>
/// </example>
[Cmdlet(VerbsCommon.New, "JIMMatchingRule", SupportsShouldProcess = true)]
[OutputType("JIM.MatchingRule")]
public sealed class NewJimMatchingRuleCommand : ChangeCommand
{
    /// <summary>The id of the connected system.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public int? ConnectedSystemId { get; set; }

    /// <summary>The name of the connected system, instead of its id.</summary>
    [Parameter, ArgumentCompleter(typeof(ConnectedSystemCompleter))]
    public string? ConnectedSystemName { get; set; }

    /// <summary>The id of the object type of the connected system.</summary>
    [Parameter]
    public int? ObjectTypeId { get; set; }

    /// <summary>The name of the object type, instead of its id.</summary>
    [Parameter, ArgumentCompleter(typeof(ObjectTypeCompleter))]
    public string? ObjectTypeName { get; set; }

    /// <summary>The id of the metaverse object type.</summary>
    [Parameter]
    public int? MetaverseObjectTypeId { get; set; }

    /// <summary>The name of the metaverse object type, instead of its id.</summary>
    [Parameter, ArgumentCompleter(typeof(MetaverseObjectTypeCompleter))]
    public string? MetaverseObjectTypeName { get; set; }

    /// <summary>The id of the attribute of the connected system that is compared.</summary>
    [Parameter]
    public int? SourceAttributeId { get; set; }

    /// <summary>The name of the attribute of the connected system, instead of its id.</summary>
    [Parameter, ArgumentCompleter(typeof(SystemAttributeCompleter))]
    public string? SourceAttributeName { get; set; }

    /// <summary>The id of the metaverse attribute that it is compared with.</summary>
    [Parameter]
    public int? TargetMetaverseAttributeId { get; set; }

    /// <summary>The name of the metaverse attribute, instead of its id.</summary>
    [Parameter, ArgumentCompleter(typeof(MetaverseAttributeCompleter))]
    public string? TargetMetaverseAttributeName { get; set; }

    /// <summary>The place among the rules; the last without it.</summary>
    [Parameter, Body]
    public int Order { get; set; }

    /// <summary>Whether upper and lower case count as different; they do without it.</summary>
    [Parameter, Body]
    public bool CaseSensitive { get; set; }

    /// <summary>Gives the new rule out.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void Execute()
    {
        var system = Lookup.Either(ConnectedSystemId, ConnectedSystemName, "ConnectedSystem", Lookup.System);
        var type = Lookup.Either(ObjectTypeId, ObjectTypeName, "ObjectType", name => Lookup.ObjectType(system, name));
        var body = Body();
        body["connectedSystemObjectTypeId"] = type;
        body["metaverseObjectTypeId"] = Lookup.Either(MetaverseObjectTypeId, MetaverseObjectTypeName, "MetaverseObjectType", Lookup.MetaverseType);
        body["targetMetaverseAttributeId"] = Lookup.Either(TargetMetaverseAttributeId, TargetMetaverseAttributeName, "TargetMetaverseAttribute", Lookup.MetaverseAttribute);
        body["sources"] = SourceBody.Of(Lookup.Either(SourceAttributeId, SourceAttributeName, "SourceAttribute", name => Lookup.Attribute(system, type, name)));
        WriteChanged(Change($"object type {ObjectTypeName ?? $"{type}"} of connected system {ConnectedSystemName ?? $"{system}"}", "Add a matching rule",
            HttpMethod.Post, $"/synchronisation/connected-systems/{system}/matching-rules", body), "JIM.MatchingRule", PassThru);
    }
}
