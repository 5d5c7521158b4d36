using System.Collections;
using System.Management.Automation;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jim.Rest;

namespace Jim.ConnectedSystems;

/// <summary>Changes a connected system: its name, its settings, what it does about missing references.</summary>
/// <remarks>
/// <para>What is not given stays as it is. Settings are named as the connector names them (Get-JIMConnectorDefinition shows them), or by
/// the id of their definition; a value is a text, a number or true and false.</para>
/// </remarks>
/// <example>
/// <code>Set-JIMConnectedSystem -ConnectedSystemName HR -SettingValues @{ 'Delimiter' = ',' }</code>
/// <para>Sets one setting of HR by its name.</para>
/// </example>
/// <example>
/// <code>Get-JIMConnectedSystem -Name HR | Set-JIMConnectedSystem -UnresolvedReferenceHandling Warn -ChangeReason 'Managers come later' -PassThru</code>
/// <para>Has HR warn about references to people that are not there yet.</para>
/// </example>
[Cmdlet(VerbsCommon.Set, "JIMConnectedSystem", SupportsShouldProcess = true, DefaultParameterSetName = SystemScope.ById)]
[OutputType("JIM.ConnectedSystem")]
public sealed class SetJimConnectedSystemCommand : ConnectedSystemChangeCommand
{
    /// <summary>The new name.</summary>
    [Parameter, Body]
    public string? Name { get; set; }

    /// <summary>The new description.</summary>
    [Parameter, Body]
    public string? Description { get; set; }

    /// <summary>Settings by the name, or the id, of their definition.</summary>
    [Parameter]
    public Hashtable? SettingValues { get; set; }

    /// <summary>How many exports may go on at the same time.</summary>
    [Parameter, Body, ValidateRange(1, 16)]
    public int MaxExportParallelism { get; set; }

    /// <summary>Whether only protected transports are used.</summary>
    [Parameter, Body]
    public SwitchParameter RequireSecureTransport { get; set; }

    /// <summary>How long initial passwords are kept.</summary>
    [Parameter, Body]
    public TimeSpan InitialPasswordTimeToLive { get; set; }

    /// <summary>What a reference to an object that is not there is: an error, a warning, or nothing.</summary>
    [Parameter, Body, ValidateSet("Error", "Warn", "Ignore")]
    public string? UnresolvedReferenceHandling { get; set; }

    /// <summary>Why, for the history.</summary>
    [Parameter, Body]
    public string? ChangeReason { get; set; }

    /// <summary>Gives the changed system out.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void Execute()
    {
        var id = SystemId;
        var body = Body();
        if (SettingValues is not null)
            body["settingValues"] = Settings(id, SettingValues);
        WriteChanged(Change(Target(id), "Change", HttpMethod.Put, Routes.Of($"/synchronisation/connected-systems/{id}"), body), "JIM.ConnectedSystem", PassThru);
    }

    private JsonObject Settings(int system, Hashtable given)
    {
        var connector = Lookup.One($"/synchronisation/connected-systems/{system}").GetProperty("connector").GetProperty("id").GetInt32();
        var known = Lookup.One($"/synchronisation/connector-definitions/{connector}").GetProperty("settings").EnumerateArray().ToList();
        var values = new JsonObject();
        foreach (DictionaryEntry entry in given)
            values[$"{SettingId(known, entry.Key.ToString()!)}"] = Value(entry.Value is PSObject wrapped ? wrapped.BaseObject : entry.Value);
        return values;
    }

    private static int SettingId(List<JsonElement> known, string key)
    {
        var found = known.Find(one => string.Equals(one.GetProperty("name").GetString(), key, StringComparison.OrdinalIgnoreCase) ||
                                      one.GetProperty("id").ToString() == key);
        return found.ValueKind == JsonValueKind.Object
            ? found.GetProperty("id").GetInt32()
            : throw JimException.NotFound($"The connector has no setting '{key}'. It has: " +
                                          string.Join(", ", known.Select(one => one.GetProperty("name").GetString())) + ".");
    }

    private static JsonNode? Value(object? given) => given switch
    {
        Hashtable parts => RequestValues.ToJson(parts),  // As the interface has it: stringValue, intValue, checkboxValue.
        bool truth => new JsonObject { ["checkboxValue"] = truth },
        SwitchParameter truth => new JsonObject { ["checkboxValue"] = truth.IsPresent },
        int number => new JsonObject { ["intValue"] = number },
        _ => new JsonObject { ["stringValue"] = given?.ToString() },
    };
}
