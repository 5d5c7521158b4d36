using System.Management.Automation;
using System.Net;
using System.Security;

namespace Jim.Rest;

/// <summary>Secrets as administrators give them: as secure strings, credentials or plain text.</summary>
internal static class SecretText
{
    /// <summary>The plain text; null without one. Another kind of value is an error that names the parameter.</summary>
    public static string? Of(object? given, string parameter) => (given is PSObject wrapped ? wrapped.BaseObject : given) switch
    {
        null => null,
        SecureString secret => new NetworkCredential("", secret).Password,
        PSCredential credential => credential.GetNetworkCredential().Password,
        string text => text,
        _ => throw JimException.Invalid($"-{parameter} takes a secure string or a text."),
    };
}
