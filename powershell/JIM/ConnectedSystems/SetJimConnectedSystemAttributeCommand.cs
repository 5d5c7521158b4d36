using System.Collections;
using System.Management.Automation;
using System.Text.Json.Nodes;
using Jim.Rest;

namespace Jim.ConnectedSystems;

/// <summary>Selects attributes of a connected system, makes one the external id, or sets a type.</summary>
/// <remarks>
/// <para>One attribute at a time by its id or name, or many at once with -AttributeUpdates: a hashtable of ids or names, each with a
/// hashtable of Selected, IsExternalId and IsSecondaryExternalId. Of many, what is refused does not stop the rest and is an error of its
/// own.</para>
/// </remarks>
/// <example>
/// <code>Set-JIMConnectedSystemAttribute -ConnectedSystemName HR -ObjectTypeName person -AttributeName EmployeeId -IsExternalId $true</code>
/// <para>Has the people of HR known by their employee id.</para>
/// </example>
/// <example>
/// <code>Set-JIMConnectedSystemAttribute -ConnectedSystemName HR -ObjectTypeName person -AttributeUpdates @{ Email = @{ Selected = $true }; JobTitle = @{ Selected = $true } } -PassThru</code>
/// <para>Selects two attributes in one request.</para>
/// </example>
[Cmdlet(VerbsCommon.Set, "JIMConnectedSystemAttribute", SupportsShouldProcess = true, DefaultParameterSetName = SystemScope.ById)]
[OutputType("JIM.ConnectedSystemAttribute", "JIM.AttributesUpdated")]
public sealed class SetJimConnectedSystemAttributeCommand : InSystemChangeCommand
{
    /// <summary>The id of the object type.</summary>
    [Parameter]
    public int? ObjectTypeId { get; set; }

    /// <summary>The name of the object type, instead of its id.</summary>
    [Parameter, ArgumentCompleter(typeof(ObjectTypeCompleter))]
    public string? ObjectTypeName { get; set; }

    /// <summary>The id of the attribute.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("Id")]
    public int? AttributeId { get; set; }

    /// <summary>The name of the attribute, instead of its id.</summary>
    [Parameter, ArgumentCompleter(typeof(SystemAttributeCompleter))]
    public string? AttributeName { get; set; }

    /// <summary>Many attributes at once, by id or name.</summary>
    [Parameter]
    public Hashtable? AttributeUpdates { get; set; }

    /// <summary>Whether the attribute is imported.</summary>
    [Parameter, Body]
    public bool Selected { get; set; }

    /// <summary>Whether the attribute is what objects are known by.</summary>
    [Parameter, Body]
    public bool IsExternalId { get; set; }

    /// <summary>Whether the attribute is a second one that objects are known by.</summary>
    [Parameter, Body]
    public bool IsSecondaryExternalId { get; set; }

    /// <summary>The type of its values, where the connector leaves that to the administrator.</summary>
    [Parameter, Body, ValidateSet("Text", "Integer", "Number", "LongNumber", "Decimal", "DateTime", "Boolean", "Reference", "Guid", "Binary")]
    public string? Type { get; set; }

    /// <summary>Gives out what has changed.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void Execute()
    {
        var system = SystemId;
        var type = Lookup.Either(ObjectTypeId, ObjectTypeName, "ObjectType", name => Lookup.ObjectType(system, name));
        var route = $"/synchronisation/connected-systems/{system}/object-types/{type}/attributes";
        if (AttributeUpdates is not null)
        {
            SetMany(system, type, route, AttributeUpdates);
            return;
        }
        var attribute = Lookup.Either(AttributeId, AttributeName, "Attribute", name => Lookup.Attribute(system, type, name));
        WriteChanged(Change($"attribute {AttributeName ?? $"{attribute}"} of object type {ObjectTypeName ?? $"{type}"}", "Change", HttpMethod.Put,
            $"{route}/{attribute}", Body()), "JIM.ConnectedSystemAttribute", PassThru);
    }

    private void SetMany(int system, int type, string route, Hashtable updates)
    {
        var attributes = new JsonObject();
        foreach (DictionaryEntry update in updates)
        {
            var key = update.Key.ToString()!;
            var id = int.TryParse(key, out var number) ? number : Lookup.Attribute(system, type, key);
            attributes[$"{id}"] = RequestValues.ToJson(update.Value);
        }
        var answer = Change($"{updates.Count} attributes of object type {ObjectTypeName ?? $"{type}"}", "Change", HttpMethod.Put, route,
                            new JsonObject { ["attributes"] = attributes });
        if (answer is { ValueKind: System.Text.Json.JsonValueKind.Object } bulk && bulk.GetProperty("errors") is { ValueKind: System.Text.Json.JsonValueKind.Array } errors)
            foreach (var error in errors.EnumerateArray())
                Report(JimException.Invalid($"Attribute {error.GetProperty("attributeId")}: {error.GetProperty("errorMessage")}"), error.GetProperty("attributeId").GetInt32());
        WriteChanged(answer, "JIM.AttributesUpdated", PassThru);
    }
}
