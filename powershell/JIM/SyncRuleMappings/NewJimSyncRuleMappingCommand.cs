using System.Management.Automation;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jim.Rest;

namespace Jim.SyncRuleMappings;

/// <summary>Adds an attribute flow to a synchronisation rule.</summary>
/// <remarks>
/// <para>An import rule takes values of the connected system to a metaverse attribute, an export rule the other way: name a target, and a
/// source of the other side or an expression. The expression is checked at once. The new mapping is given out.</para>
/// </remarks>
/// <example>
/// <code>New-JIMSyncRuleMapping -SyncRuleName 'HR: person to User' -TargetMetaverseAttributeName 'Description' -SourceConnectedSystemAttributeName JobTitle -TrimWhitespace</code>
/// <para>Has the job title of HR flow into the description.</para>
/// </example>
/// <example>
/// <code>New-JIMSyncRuleMapping -SyncRuleName 'HR: person to User' -TargetMetaverseAttributeName 'Mail Nickname' -Expression 'Lower(cs["EmployeeId"])' -MissingInputBehaviour ContributeNoValue</code>
/// <para>Has an expression make the nickname, and nothing where there is no employee id.</para>
/// </example>
[Cmdlet(VerbsCommon.New, "JIMSyncRuleMapping", SupportsShouldProcess = true, DefaultParameterSetName = "ById")]
[OutputType("JIM.SyncRuleMapping")]
public sealed class NewJimSyncRuleMappingCommand : ChangeCommand
{
    /// <summary>The id of the synchronisation rule.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "ById", ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    public int SyncRuleId { get; set; }

    /// <summary>The name of the synchronisation rule.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ByName"), ArgumentCompleter(typeof(SyncRuleCompleter))]
    public string? SyncRuleName { get; set; }

    /// <summary>Of an import rule: the id of the metaverse attribute that gets the value.</summary>
    [Parameter, Body]
    public int TargetMetaverseAttributeId { get; set; }

    /// <summary>Of an import rule: the name of the metaverse attribute that gets the value.</summary>
    [Parameter, ArgumentCompleter(typeof(MetaverseAttributeCompleter))]
    public string? TargetMetaverseAttributeName { get; set; }

    /// <summary>Of an export rule: the id of the attribute of the connected system that gets the value.</summary>
    [Parameter, Body]
    public int TargetConnectedSystemAttributeId { get; set; }

    /// <summary>Of an export rule: the name of the attribute of the connected system that gets the value.</summary>
    [Parameter, ArgumentCompleter(typeof(SystemAttributeCompleter))]
    public string? TargetConnectedSystemAttributeName { get; set; }

    /// <summary>Of an import rule: the ids of the attributes of the connected system that the value comes from.</summary>
    [Parameter]
    public int[]? SourceConnectedSystemAttributeId { get; set; }

    /// <summary>Of an import rule: the names of the attributes of the connected system that the value comes from.</summary>
    [Parameter, ArgumentCompleter(typeof(SystemAttributeCompleter))]
    public string[]? SourceConnectedSystemAttributeName { get; set; }

    /// <summary>Of an export rule: the ids of the metaverse attributes that the value comes from.</summary>
    [Parameter]
    public int[]? SourceMetaverseAttributeId { get; set; }

    /// <summary>Of an export rule: the names of the metaverse attributes that the value comes from.</summary>
    [Parameter, ArgumentCompleter(typeof(MetaverseAttributeCompleter))]
    public string[]? SourceMetaverseAttributeName { get; set; }

    /// <summary>An expression that makes the value.</summary>
    [Parameter]
    public string? Expression { get; set; }

    /// <summary>What an expression does when an attribute that it uses has no value.</summary>
    [Parameter, ValidateSet("EvaluateAnyway", "ContributeNoValue", "FailMapping", "FailObject")]
    public string? MissingInputBehaviour { get; set; }

    /// <summary>Keeps values that consist of blanks only; without it they count as no value.</summary>
    [Parameter]
    public SwitchParameter PreserveWhitespace { get; set; }

    /// <summary>Removes blanks around values.</summary>
    [Parameter]
    public SwitchParameter TrimWhitespace { get; set; }

    /// <summary>Makes one blank of several inside values.</summary>
    [Parameter]
    public SwitchParameter CollapseInternalWhitespace { get; set; }

    /// <summary>Changes the case of values.</summary>
    [Parameter, Body, ValidateSet("None", "Upper", "Lower", "Title")]
    public string? CaseNormalisation { get; set; }

    /// <summary>Of an import rule: has no value win over the values of other rules.</summary>
    [Parameter, Body]
    public SwitchParameter NullIsValue { get; set; }

    /// <summary>Of an export rule: lets the value flow only when the object is made.</summary>
    [Parameter, Body]
    public SwitchParameter InitialExportOnly { get; set; }

    /// <summary>Why, for the history.</summary>
    [Parameter, Body]
    public string? ChangeReason { get; set; }

    private protected override void Execute()
    {
        var id = SyncRuleName is null ? SyncRuleId : Lookup.Rule(SyncRuleName);
        var rule = Lookup.One($"/synchronisation/sync-rules/{id}");
        var body = Body();
        if (TargetMetaverseAttributeName is not null)
            body["targetMetaverseAttributeId"] = Lookup.MetaverseAttribute(TargetMetaverseAttributeName);
        if (TargetConnectedSystemAttributeName is not null)
            body["targetConnectedSystemAttributeId"] = Lookup.Attribute(rule, TargetConnectedSystemAttributeName);
        if (ValueProcessing() is { } processing)
            body["inboundValueProcessing"] = processing;
        body["sources"] = Sources(rule);
        var answer = Change($"synchronisation rule {rule.GetProperty("name")}", "Add a mapping", HttpMethod.Post, $"/synchronisation/sync-rules/{id}/mappings", body);
        if (answer is { ValueKind: JsonValueKind.Object } mapping)
            WriteObject(MappingObject.Of(mapping, id));
    }

    private JsonArray Sources(JsonElement rule)
    {
        var sources = new JsonArray();
        foreach (var id in (SourceConnectedSystemAttributeId ?? []).Concat((SourceConnectedSystemAttributeName ?? []).Select(name => Lookup.Attribute(rule, name))))
            sources.Add(Source(sources.Count, "connectedSystemAttributeId", id));
        foreach (var id in (SourceMetaverseAttributeId ?? []).Concat((SourceMetaverseAttributeName ?? []).Select(Lookup.MetaverseAttribute)))
            sources.Add(Source(sources.Count, "metaverseAttributeId", id));
        if (Expression is not null)
            sources.Add(Source(sources.Count, "expression", Expression));
        if (sources.Count == 0)
            throw JimException.Invalid("Say where the value comes from: name a source attribute, or give an -Expression.");
        return sources;
    }

    private JsonObject Source(int order, string member, JsonNode value)
    {
        var source = new JsonObject { ["order"] = order, [member] = value };
        if (MissingInputBehaviour is not null)
            source["missingInputBehaviour"] = MissingInputBehaviour;
        return source;
    }

    /// <summary>Null, for the server's default, unless one of the three switches was given.</summary>
    private string? ValueProcessing()
    {
        if (!PreserveWhitespace && !TrimWhitespace && !CollapseInternalWhitespace)
            return null;
        var parts = new List<string>();
        if (!PreserveWhitespace)
            parts.Add("TreatWhitespaceAsNoValue");
        if (TrimWhitespace)
            parts.Add("TrimWhitespace");
        if (CollapseInternalWhitespace)
            parts.Add("CollapseInternalWhitespace");
        return parts.Count > 0 ? string.Join(", ", parts) : "None";
    }
}
