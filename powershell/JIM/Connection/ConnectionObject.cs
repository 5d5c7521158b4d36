using System.Management.Automation;
using System.Text.Json;

namespace Jim.Connection;

/// <summary>What the cmdlets say about a connection.</summary>
internal static class ConnectionObject
{
    public static PSObject Of(JimSession session, JsonElement user)
    {
        var result = new PSObject();
        result.TypeNames.Insert(0, "JIM.Connection");
        result.Properties.Add(new PSNoteProperty("Url", session.Url.ToString()));
        result.Properties.Add(new PSNoteProperty("Version", session.Version));
        result.Properties.Add(new PSNoteProperty("Name", session.Name));
        result.Properties.Add(new PSNoteProperty("AuthMethod", user.GetProperty("authMethod").GetString()));
        result.Properties.Add(new PSNoteProperty("Roles", user.GetProperty("roles").EnumerateArray().Select(one => one.GetString()).ToArray()));
        result.Properties.Add(new PSNoteProperty("Connected", true));
        return result;
    }

    /// <summary>A server that cannot be used, and why.</summary>
    public static PSObject Failed(string url, string reason)
    {
        var result = new PSObject();
        result.TypeNames.Insert(0, "JIM.Connection");
        result.Properties.Add(new PSNoteProperty("Url", url));
        result.Properties.Add(new PSNoteProperty("Connected", false));
        result.Properties.Add(new PSNoteProperty("Reason", reason));
        return result;
    }
}
