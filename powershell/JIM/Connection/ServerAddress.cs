using Jim.Rest;

namespace Jim.Connection;

/// <summary>Addresses of servers as administrators write them.</summary>
internal static class ServerAddress
{
    /// <summary>
    /// The server's root: <c>jim.example:5200</c> is taken as HTTPS, loopback names as HTTP, and a path below
    /// <c>/api</c> is left out.
    /// </summary>
    /// <exception cref="JimException">It is no address of an HTTP server.</exception>
    public static Uri Parse(string text)
    {
        var full = text.Contains("://", StringComparison.Ordinal) ? text : SchemeOf(text) + "://" + text;
        if (!Uri.TryCreate(full.Trim(), UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") ||
            url.Host.Length == 0 || url.UserInfo.Length > 0)
            throw JimException.Invalid($"'{text}' is not the address of a server. Write it as https://jim.example.org or http://localhost:5200.");
        var path = url.AbsolutePath;
        var api = path.IndexOf("/api", StringComparison.OrdinalIgnoreCase);
        return new Uri(url, (api >= 0 ? path[..api] : path).TrimEnd('/') + "/");
    }

    private static string SchemeOf(string text) =>
        text.StartsWith("localhost", StringComparison.OrdinalIgnoreCase) || text.StartsWith("127.", StringComparison.Ordinal) ||
        text.StartsWith("[::1]", StringComparison.Ordinal)
            ? "http"
            : "https";
}
