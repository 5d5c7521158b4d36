using System.Globalization;

namespace Jim.Rest;

/// <summary>Routes below <c>/api/v1</c>.</summary>
internal static class Routes
{
    /// <summary>The text of an interpolated route with each value escaped, so that a name cannot become a path.</summary>
    public static string Of(FormattableString route) =>
        string.Format(CultureInfo.InvariantCulture, route.Format, route.GetArguments().Select(Escaped).ToArray());

    /// <summary>The route with a query of names and values in their order; an empty one changes nothing.</summary>
    public static string WithQuery(string route, IEnumerable<KeyValuePair<string, string>> query)
    {
        var text = string.Join('&', query.Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}"));
        if (text.Length == 0)
            return route;
        return route + (route.Contains('?', StringComparison.Ordinal) ? '&' : '?') + text;
    }

    private static object Escaped(object? value) =>
        Uri.EscapeDataString(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "");
}
