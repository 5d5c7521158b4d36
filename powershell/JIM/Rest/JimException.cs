using System.Management.Automation;
using System.Text.Json;
using Jim.Progress;

namespace Jim.Rest;

/// <summary>A request that was not done: what happened, to what, and what to do about it.</summary>
public sealed class JimException : Exception
{
    /// <summary>Makes one without a message of its own.</summary>
    public JimException() : this("The request to JIM failed.") { }

    /// <summary>Makes one with a message for administrators.</summary>
    public JimException(string message) : this(message, null) { }

    /// <summary>Makes one with a message for administrators, and its cause.</summary>
    public JimException(string message, Exception? cause) : base(Harmless(message), cause) { }

    /// <summary>The error code of the REST API, or one of the module's own, such as <c>NOT_CONNECTED</c>.</summary>
    public string Code { get; init; } = "ERROR";

    /// <summary>The HTTP status, 0 when the server did not answer.</summary>
    public int Status { get; init; }

    /// <summary>Where the server says that more is to be found, or null.</summary>
    public string? Details { get; init; }

    /// <summary>Whether the same request may well succeed in a moment: no answer, or a server that is not ready.</summary>
    public bool IsOutage { get; init; }

    /// <summary>The document that came with the refusal, or null.</summary>
    internal JsonElement? Answer { get; init; }

    internal static JimException NotConnected() =>
        new("There is no connection to JIM. Connect first: Connect-JIM -Url <address> -ApiKey <key>.")
        {
            Code = "NOT_CONNECTED",
        };

    internal static JimException Invalid(string message) => new(message) { Code = "INVALID_ARGUMENT" };

    /// <summary>An answer that has not the members that it should have.</summary>
    internal static JimException Strange(Exception cause) =>
        new("The answer of the server is not what it should be. Is this the address of a JIM server, and is the module not older than it?", cause)
        {
            Code = "STRANGE_ANSWER",
            Status = 500,
        };

    /// <summary>Whether reading a document failed because a member is missing or of another kind.</summary>
    internal static bool IsStrange(Exception error) => error is KeyNotFoundException or (InvalidOperationException and not PSInvalidOperationException);

    internal static JimException NotFound(string message) => new(message) { Code = "NOT_FOUND", Status = 404 };

    internal static JimException Outage(string message, Exception? cause = null) =>
        new(message, cause) { Code = "NO_ANSWER", IsOutage = true };

    /// <summary>Reads the error document of the REST API; what is not one is described by its status.</summary>
    internal static JimException FromAnswer(int status, JsonElement? body, string request)
    {
        string? Member(string name) =>
            body is { ValueKind: JsonValueKind.Object } document && document.TryGetProperty(name, out var value) &&
            value.ValueKind == JsonValueKind.String ? value.GetString() : null;

        var message = Member("message") ?? $"{request}: the server answered with status {status}.";
        if (status == 401)
            message += " Connect again with a key that is valid: Connect-JIM.";
        if (body is { ValueKind: JsonValueKind.Object } error &&
            error.TryGetProperty("validationErrors", out var fields) && fields.ValueKind == JsonValueKind.Object)
        {
            // The message quotes the first of them.
            foreach (var field in fields.EnumerateObject())
                foreach (var said in field.Value.EnumerateArray().Select(one => one.GetString() ?? "").Where(one => !message.Contains(one, StringComparison.Ordinal)))
                    message += $"\n{field.Name}: {said}";
        }
        return new JimException(message)
        {
            Code = Member("code") ?? $"HTTP_{status}",
            Status = status,
            Details = Member("details"),
            Answer = body,
            IsOutage = status is 502 or 503 or 504,
        };
    }

    // Servers quote names from files, which may hold anything; lines stay lines.
    private static string Harmless(string message) => string.Join('\n', message.Split('\n').Select(DisplayText.Neutral));

    internal ErrorCategory Category => Status switch
    {
        400 => ErrorCategory.InvalidArgument,
        401 => ErrorCategory.AuthenticationError,
        403 => ErrorCategory.PermissionDenied,
        404 => ErrorCategory.ObjectNotFound,
        409 => ErrorCategory.ResourceExists,
        429 => ErrorCategory.LimitsExceeded,
        0 when IsOutage => ErrorCategory.ConnectionError,
        0 when Code == "NOT_CONNECTED" => ErrorCategory.ConnectionError,
        0 => ErrorCategory.InvalidArgument,
        _ => ErrorCategory.InvalidResult,
    };
}
