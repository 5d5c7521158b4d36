using System.Management.Automation;

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
public sealed class NewJimMatchingRuleCommand : TypeMatchingRuleInputCommand
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

    private protected override void Execute()
    {
        var system = Lookup.Either(ConnectedSystemId, ConnectedSystemName, "ConnectedSystem", Lookup.System);
        var type = Lookup.Either(ObjectTypeId, ObjectTypeName, "ObjectType", name => Lookup.ObjectType(system, name));
        var body = TypeRuleBody(name => Lookup.Attribute(system, type, name), isNew: true);
        body["connectedSystemObjectTypeId"] = type;
        var owner = MatchingRuleOwner.System(system, ConnectedSystemName);
        Add($"object type {ObjectTypeName ?? $"{type}"} of {owner.Words}", owner, body);
    }
}
