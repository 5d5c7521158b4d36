using System.Text.Json;
using Jim.Rest;

namespace Jim;

/// <summary>Finds objects by the names that people use, without regard to case. An unknown or ambiguous name is an error.</summary>
internal sealed class Lookup(JimClient client, CancellationToken stop, Action<TimeSpan>? pausing = null)
{
    public int System(string name) => Listed("/synchronisation/connected-systems", name, "connected system");

    public int Rule(string name) => Listed("/synchronisation/sync-rules", name, "synchronisation rule");

    public int MetaverseType(string name) => Listed("/metaverse/object-types", name, "metaverse object type");

    public int MetaverseAttribute(string name) => Listed("/metaverse/attributes", name, "metaverse attribute");

    public int RunProfile(int system, string name) =>
        Id(Array($"/synchronisation/connected-systems/{system}/run-profiles"), name, "run profile");

    public IEnumerable<JsonElement> AlertRules(int system, int runProfile) =>
        Array($"/synchronisation/connected-systems/{system}/run-profiles/{runProfile}/alert-rules");

    public int AlertRule(int system, int runProfile, string name) => Id(AlertRules(system, runProfile), name, "alert rule");

    public int ObjectType(int system, string name) => Id(ObjectTypes(system), name, "object type");

    /// <summary>The id of an attribute of an object type of a connected system.</summary>
    public int Attribute(int system, int objectType, string name)
    {
        var type = One($"/synchronisation/connected-systems/{system}/object-types/{objectType}");
        return Id(type.GetProperty("attributes").EnumerateArray(), name, $"attribute of '{type.GetProperty("name")}'");
    }

    /// <summary>The id of an attribute of the object type of the connected system that a synchronisation rule is about.</summary>
    public int Attribute(JsonElement syncRule, string name) =>
        Attribute(syncRule.GetProperty("connectedSystemId").GetInt32(), syncRule.GetProperty("connectedSystemObjectTypeId").GetInt32(), name);

    public int Connector(string name) => Id(Array("/synchronisation/connector-definitions"), name, "connector");

    /// <summary>An API key as it is, without its secret.</summary>
    public JsonElement ApiKey(string name) => Found(Array("/apikeys"), name, "API key");

    public int Role(string name) => Id(Array("/security/roles"), name, "role");

    public IEnumerable<JsonElement> ObjectTypes(int system) => Array($"/synchronisation/connected-systems/{system}/object-types");

    public JsonElement One(string route) => client.Send(new JimRequest(HttpMethod.Get, route), stop, pausing).Body!.Value;

    public IEnumerable<JsonElement> Array(string route) => One(route).EnumerateArray();

    /// <summary>Everything in a paged list.</summary>
    public IEnumerable<JsonElement> Pages(string route)
    {
        for (var page = 1; ; ++page)
        {
            var answer = One(Routes.WithQuery(route, [new("page", $"{page}"), new("pageSize", "100")]));
            foreach (var item in answer.GetProperty("items").EnumerateArray())
                yield return item;
            if (!answer.GetProperty("hasNextPage").GetBoolean())
                yield break;
        }
    }

    /// <summary>The id that was given, or that of the name that was given; neither or both are an error.</summary>
    public static int Either(int? id, string? name, string what, Func<string, int> find)
    {
        if (id is not null && name is not null)
            throw JimException.Invalid($"Give either -{what}Id or -{what}Name, not both.");
        if (id is null && name is null)
            throw JimException.Invalid($"Give -{what}Id or -{what}Name.");
        return id ?? find(name!);
    }

    /// <summary>Asks for the name alone first: a list may be long. Where that finds nothing, the whole list says what there is.</summary>
    private int Listed(string route, string name, string kind)
    {
        var asked = Pages(Routes.WithQuery(route, [new("filter", "name:eq:" + name)])).Where(one => IsNamed(one, name)).ToList();
        return Id(asked.Count > 0 ? asked : Pages(route), name, kind);
    }

    private static bool IsNamed(JsonElement one, string name) =>
        string.Equals(one.GetProperty("name").GetString(), name, StringComparison.OrdinalIgnoreCase);

    private static int Id(IEnumerable<JsonElement> all, string name, string kind) => Found(all, name, kind).GetProperty("id").GetInt32();

    private static JsonElement Found(IEnumerable<JsonElement> all, string name, string kind)
    {
        var known = all.ToList();
        var found = known.FindAll(one => IsNamed(one, name));
        if (found.Count == 1)
            return found[0];
        if (found.Count > 1)
            throw JimException.Invalid($"There are {found.Count} of the kind {kind} with the name '{name}'. Use the id.");
        var names = string.Join(", ", known.Take(10).Select(one => one.GetProperty("name").GetString()));
        throw JimException.NotFound($"There is no {kind} '{name}'." + (names.Length > 0 ? $" There is: {names}{(known.Count > 10 ? $" and {known.Count - 10} more" : "")}." : ""));
    }
}
