using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Reflection;
using System.Text.Json.Nodes;

namespace Jim.Rest;

/// <summary>Marks a parameter that goes into the body of the request when it was given.</summary>
/// <param name="name">The member's name; without one it is the parameter's name.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class BodyAttribute(string? name = null) : Attribute
{
    public string? Name { get; } = name;
}

/// <summary>Marks a parameter that goes into the query of the request when it was given.</summary>
/// <param name="name">The query's name; without one it is the parameter's name.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class QueryAttribute(string? name = null) : Attribute
{
    public string? Name { get; } = name;
}

/// <summary>Builds bodies and queries from the parameters of a cmdlet that were given.</summary>
internal static class RequestValues
{
    /// <summary>The members of all given parameters that carry <see cref="BodyAttribute"/>.</summary>
    public static JsonObject BodyOf(PSCmdlet cmdlet)
    {
        var body = new JsonObject();
        foreach (var (name, value) in Given<BodyAttribute>(cmdlet, attribute => attribute.Name))
            body[name] = ToJson(value);
        return body;
    }

    /// <summary>The pairs of all given parameters that carry <see cref="QueryAttribute"/>; lists repeat their name.</summary>
    public static IEnumerable<KeyValuePair<string, string>> QueryOf(PSCmdlet cmdlet)
    {
        foreach (var (name, value) in Given<QueryAttribute>(cmdlet, attribute => attribute.Name))
            foreach (var one in value is IEnumerable list and not string ? list.Cast<object?>() : [value])
                yield return new(name, Written(one));
    }

    /// <summary>A value as JSON: switches are booleans, moments UTC, durations in their constant format.</summary>
    public static JsonNode? ToJson(object? value) => value switch
    {
        null => null,
        PSObject { BaseObject: PSCustomObject } custom =>
            new JsonObject(custom.Properties.Select(one => KeyValuePair.Create(one.Name, ToJson(one.Value)))),
        PSObject wrapped => ToJson(wrapped.BaseObject),
        SwitchParameter given => given.IsPresent,
        bool truth => truth,
        int number => number,
        long number => number,
        double number => number,
        decimal number => number,
        IDictionary map => new JsonObject(map.Keys.Cast<object>().Select(
            key => KeyValuePair.Create(Written(key), ToJson(map[key])))),
        IEnumerable list and not string => new JsonArray(list.Cast<object?>().Select(ToJson).ToArray()),
        _ => Written(value),
    };

    private static IEnumerable<(string Name, object? Value)> Given<T>(PSCmdlet cmdlet, Func<T, string?> nameOf) where T : Attribute
    {
        foreach (var property in cmdlet.GetType().GetProperties())
            if (property.GetCustomAttribute<T>() is { } attribute &&
                cmdlet.MyInvocation.BoundParameters.TryGetValue(property.Name, out var value))
                yield return (nameOf(attribute) ?? char.ToLowerInvariant(property.Name[0]) + property.Name[1..],
                              property.Name == "Type" ? DataType(value) : value);
    }

    /// <summary>The shell says Integer where the interface says Number.</summary>
    private static object? DataType(object? value) =>
        value is string text && text.Equals("Integer", StringComparison.OrdinalIgnoreCase) ? "Number" : value;

    private static string Written(object? value) => value switch
    {
        PSObject wrapped => Written(wrapped.BaseObject),
        SwitchParameter given => given.IsPresent ? "true" : "false",
        bool truth => truth ? "true" : "false",
        DateTime moment => moment.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture),
        TimeSpan duration => duration.ToString("c", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
