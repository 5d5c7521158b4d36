using System.Globalization;
using System.Management.Automation;
using System.Text.Json;

namespace Jim.Rest;

/// <summary>
/// Turns documents of the REST API into objects for the pipeline: members begin with a capital, ids are GUIDs,
/// moments are UTC, durations are time spans, and each object carries the name of its type for views.
/// </summary>
internal static class JsonObjects
{
    /// <summary>Objects whose keys are data, such as attribute names: they stay as they are.</summary>
    private static readonly HashSet<string> Maps =
    [
        "attributes", "operationCounts", "byType", "addedAttributes", "removedAttributes", "changedAttributes",
        "attributesInUse", "blockedCredentialAttributes", "entriesDiscardedByExcludedContainer",
    ];

    private static readonly HashSet<string> Moments =
    [
        "created", "lastUpdated", "executed", "started", "ended", "at", "timestamp", "asOf", "retrievedAt", "expiresAt", "createdAt",
        "resumedAt", "lastUsedAt", "lastAttemptedAt", "nextRetryAt", "dateJoined", "dateTimeValue", "stalledSince", "deletionEligibleDate",
        "lastConnectorDisconnectedDate", "lastFullSynchronisation", "mostRecentChange",
    ];

    private static readonly HashSet<string> Durations =
    [
        "executionTime", "totalActivityTime", "deletionGracePeriod", "initialPasswordTimeToLive", "estimatedDeletionTime",
    ];

    private static readonly Dictionary<string, string> NestedTypes = new()
    {
        ["objectTypes"] = "JIM.ConnectedSystemObjectType",
        ["phases"] = "JIM.ActivityPhase",
        ["currentPhase"] = "JIM.ActivityPhase",
        ["executionStats"] = "JIM.ActivityStats",
        ["progress"] = "JIM.ActivityProgress",
        ["settings"] = "JIM.ConnectorSetting",
        ["roles"] = "JIM.Role",
        ["attributeValues"] = "JIM.AttributeValue",
        ["attributeChanges"] = "JIM.PendingExportChange",
        ["alerts"] = "JIM.Alert",
        ["sources"] = "JIM.Source",
        ["containers"] = "JIM.Container",
        ["childContainers"] = "JIM.Container",
    };

    private const string Detail = "Detail";

    /// <summary>
    /// An object of the type <paramref name="type"/>, such as <c>JIM.Activity</c>. What was read in full, such as <c>JIM.ActivityDetail</c>,
    /// is of the plain type too.
    /// </summary>
    public static PSObject ToObject(JsonElement document, string type)
    {
        var result = new PSObject();
        if (type.EndsWith(Detail, StringComparison.Ordinal))
            result.TypeNames.Insert(0, type[..^Detail.Length]);
        result.TypeNames.Insert(0, type);
        foreach (var member in document.EnumerateObject())
            Add(result, Capitalised(member.Name), ToValue(member.Value, member.Name, type));
        return result;
    }

    /// <summary>The value of a member; null stays null.</summary>
    public static object? ToValue(JsonElement value, string member, string ownerType) => value.ValueKind switch
    {
        JsonValueKind.String => Text(value.GetString()!, member),
        JsonValueKind.Number => Number(value),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Array => value.EnumerateArray().Select(one =>
            one.ValueKind == JsonValueKind.Object ? ToObject(one, NestedType(member, ownerType)) : ToValue(one, member, ownerType)).ToArray(),
        JsonValueKind.Object when Maps.Contains(member) => Map(value),
        JsonValueKind.Object => ToObject(value, NestedType(member, ownerType)),
        _ => null,
    };

    private static PSObject Map(JsonElement value)
    {
        var result = new PSObject();
        foreach (var member in value.EnumerateObject())
            Add(result, member.Name, ToValue(member.Value, "", "JIM.Value"));
        return result;
    }

    private static void Add(PSObject target, string name, object? value)
    {
        // Names that differ in case only are one name here: the first one stays.
        if (name.Length > 0 && target.Properties[name] is null)
            target.Properties.Add(new PSNoteProperty(name, value));
    }

    private static string NestedType(string member, string ownerType) =>
        member == "attributes"
            ? ownerType == "JIM.MetaverseObjectType" ? "JIM.MetaverseAttribute" : "JIM.ConnectedSystemAttribute"
            : member == "objectTypes" && ownerType == "JIM.MetaverseAttribute"
                ? "JIM.MetaverseObjectType"
                : NestedTypes.GetValueOrDefault(member, "JIM.Value");

    private static object Text(string text, string member)
    {
        if ((member == "id" || member.EndsWith("Id", StringComparison.Ordinal)) && Guid.TryParseExact(text, "D", out var id))
            return id;
        if (Moments.Contains(member) && DateTime.TryParse(text, CultureInfo.InvariantCulture,
                DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var moment))
            return moment;
        if (Durations.Contains(member) && TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out var duration))
            return duration;
        return text;
    }

    private static object Number(JsonElement value)
    {
        if (value.TryGetInt32(out var small))
            return small;
        if (value.TryGetInt64(out var large))
            return large;
        return value.GetDouble();
    }

    private static string Capitalised(string name) =>
        name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name[1..];
}
