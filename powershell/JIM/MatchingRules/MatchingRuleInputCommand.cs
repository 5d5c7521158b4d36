using System.Management.Automation;
using System.Text.Json.Nodes;
using Jim.Rest;

namespace Jim.MatchingRules;

/// <summary>Cmdlets that make a matching rule or change one: what is compared, in which order, and how.</summary>
public abstract class MatchingRuleInputCommand : ChangeCommand
{
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

    /// <summary>The place among the rules; a new rule is the last without it.</summary>
    [Parameter, Body]
    public int Order { get; set; }

    /// <summary>Whether upper and lower case count as different; of a new rule they do without it.</summary>
    [Parameter, Body]
    public bool CaseSensitive { get; set; }

    /// <summary>Why, for the history.</summary>
    [Parameter, Body]
    public string? ChangeReason { get; set; }

    /// <summary>Gives the rule out.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>The body of the request. <paramref name="sourceOf"/> finds a source attribute by its name.</summary>
    private protected JsonObject RuleBody(Func<string, int> sourceOf, bool isNew)
    {
        var body = Body();
        if (isNew || TargetMetaverseAttributeId is not null || TargetMetaverseAttributeName is not null)
            body["targetMetaverseAttributeId"] =
                Lookup.Either(TargetMetaverseAttributeId, TargetMetaverseAttributeName, "TargetMetaverseAttribute", Lookup.MetaverseAttribute);
        if (isNew || SourceAttributeId is not null || SourceAttributeName is not null)
            body["sources"] = new JsonArray(new JsonObject
            {
                ["order"] = 0,
                ["connectedSystemAttributeId"] = Lookup.Either(SourceAttributeId, SourceAttributeName, "SourceAttribute", sourceOf),
            });
        return body;
    }

    private protected void Add(string target, MatchingRuleOwner owner, JsonObject body) =>
        WriteChanged(Change(target, "Add a matching rule", HttpMethod.Post, owner.Rules, body), Type, PassThru, owner.ConnectedSystem);

    private protected void Update(int id, MatchingRuleOwner owner, JsonObject body) =>
        WriteChanged(Change(owner.WordsOf(id), "Change", HttpMethod.Put, owner.Rule(id), body), Type, PassThru, owner.ConnectedSystem);

    private const string Type = "JIM.MatchingRule";
}

/// <summary>Cmdlets that make a matching rule of an object type or change one: its metaverse object type belongs to it.</summary>
public abstract class TypeMatchingRuleInputCommand : MatchingRuleInputCommand
{
    /// <summary>The id of the metaverse object type.</summary>
    [Parameter]
    public int? MetaverseObjectTypeId { get; set; }

    /// <summary>The name of the metaverse object type, instead of its id.</summary>
    [Parameter, ArgumentCompleter(typeof(MetaverseObjectTypeCompleter))]
    public string? MetaverseObjectTypeName { get; set; }

    /// <inheritdoc cref="MatchingRuleInputCommand.RuleBody"/>
    private protected JsonObject TypeRuleBody(Func<string, int> sourceOf, bool isNew)
    {
        var body = RuleBody(sourceOf, isNew);
        if (isNew || MetaverseObjectTypeId is not null || MetaverseObjectTypeName is not null)
            body["metaverseObjectTypeId"] = Lookup.Either(MetaverseObjectTypeId, MetaverseObjectTypeName, "MetaverseObjectType", Lookup.MetaverseType);
        return body;
    }
}
