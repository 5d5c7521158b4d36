using System.Management.Automation;

namespace Jim.MatchingRules;

/// <summary>Gets the matching rules of the object types of a connected system.</summary>
/// <remarks><para>They say which metaverse object an imported object belongs to. Without an object type, those of all of them.</para></remarks>
/// <example>
/// <code>Get-JIMMatchingRule -ConnectedSystemName HR -ObjectTypeName person</code>
/// <para>Lists the matching rules of the people of HR.</para>
/// </example>
/// <example>
/// <code>Get-JIMConnectedSystem | Get-JIMMatchingRule</code>
/// <para>Lists the matching rules of all systems.</para>
/// </example>
[Cmdlet(VerbsCommon.Get, "JIMMatchingRule", DefaultParameterSetName = "List")]
[OutputType("JIM.MatchingRule")]
public sealed class GetJimMatchingRuleCommand : JimCommand
{
    /// <summary>The id of the connected system.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    public int? ConnectedSystemId { get; set; }

    /// <summary>The name of the connected system, instead of its id.</summary>
    [Parameter, ArgumentCompleter(typeof(ConnectedSystemCompleter))]
    public string? ConnectedSystemName { get; set; }

    /// <summary>A connected system from Get-JIMConnectedSystem.</summary>
    [Parameter(ParameterSetName = "List", ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>The id of the object type.</summary>
    [Parameter(ParameterSetName = "List", ValueFromPipelineByPropertyName = true)]
    public int? ObjectTypeId { get; set; }

    /// <summary>The name of the object type, instead of its id.</summary>
    [Parameter(ParameterSetName = "List"), ArgumentCompleter(typeof(ObjectTypeCompleter))]
    public string? ObjectTypeName { get; set; }

    /// <summary>The id of one matching rule.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ById")]
    public int Id { get; set; }

    private protected override void Execute()
    {
        var system = ConnectedSystemId is null && ConnectedSystemName is null && InputObject is not null
            ? Member<int>(InputObject, "Id")
            : Lookup.Either(ConnectedSystemId, ConnectedSystemName, "ConnectedSystem", Lookup.System);
        if (ParameterSetName == "ById")
        {
            WriteOf(system, Send(HttpMethod.Get, $"/synchronisation/connected-systems/{system}/matching-rules/{Id}"), Type);
            return;
        }
        var types = ObjectTypeId is not null || ObjectTypeName is not null
            ? [Lookup.Either(ObjectTypeId, ObjectTypeName, "ObjectType", name => Lookup.ObjectType(system, name))]
            : Lookup.ObjectTypes(system).Select(one => one.GetProperty("id").GetInt32());
        foreach (var rule in types.SelectMany(type => Lookup.Array($"/synchronisation/connected-systems/{system}/object-types/{type}/matching-rules")))
            WriteOf(system, rule, Type);
    }

    private const string Type = "JIM.MatchingRule";
}
