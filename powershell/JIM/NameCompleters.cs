using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Text.Json;
using Jim.Connection;
using Jim.Rest;

namespace Jim;

/// <summary>Offers names from the server for completion; nothing without a connection or when it takes too long.</summary>
public abstract class NameCompleter : IArgumentCompleter
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete,
                                                          CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var client = JimSessions.Here.Current?.Client;
        if (client is null)
            return [];
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            var word = (wordToComplete ?? "").Trim('\'', '"');
            var pattern = new WildcardPattern(word + "*", WildcardOptions.IgnoreCase);
            return Names(new Lookup(client, limit.Token), fakeBoundParameters)
                .Where(pattern.IsMatch).Distinct().Order(StringComparer.OrdinalIgnoreCase).Select(Offer).ToList();
        }
        catch (Exception error) when (error is JimException or OperationCanceledException)
        {
            return [];
        }
    }

    /// <summary>The names that there are.</summary>
    private protected abstract IEnumerable<string> Names(Lookup lookup, IDictionary given);

    private protected static IEnumerable<string> NamesOf(IEnumerable<JsonElement> all, string member = "name") =>
        all.Select(one => one.GetProperty(member).GetString()!);

    /// <summary>The connected system that the command line names so far, or null.</summary>
    private protected static int? SystemOf(Lookup lookup, IDictionary given)
    {
        if (given["ConnectedSystemId"] is { } id && LanguagePrimitives.TryConvertTo<int>(id, out var number))
            return number;
        return given["ConnectedSystemName"] is string name ? lookup.System(name) : null;
    }

    private static CompletionResult Offer(string name)
    {
        var quoted = name.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.')
            ? name
            : "'" + CodeGeneration.EscapeSingleQuotedStringContent(name) + "'";
        return new CompletionResult(quoted, name, CompletionResultType.ParameterValue, name);
    }
}

/// <summary>Names of connected systems.</summary>
public sealed class ConnectedSystemCompleter : NameCompleter
{
    private protected override IEnumerable<string> Names(Lookup lookup, IDictionary given) =>
        NamesOf(lookup.Pages("/synchronisation/connected-systems"));
}

/// <summary>Names of the run profiles of the connected system on the command line.</summary>
public sealed class RunProfileCompleter : NameCompleter
{
    private protected override IEnumerable<string> Names(Lookup lookup, IDictionary given) =>
        SystemOf(lookup, given) is { } system ? NamesOf(lookup.Array($"/synchronisation/connected-systems/{system}/run-profiles")) : [];
}

/// <summary>Names of the alert rules of the run profile on the command line.</summary>
public sealed class AlertRuleCompleter : NameCompleter
{
    private protected override IEnumerable<string> Names(Lookup lookup, IDictionary given) =>
        SystemOf(lookup, given) is { } system && ProfileOf(lookup, given, system) is { } profile ? NamesOf(lookup.AlertRules(system, profile)) : [];

    private static int? ProfileOf(Lookup lookup, IDictionary given, int system)
    {
        if (given["RunProfileId"] is { } id && LanguagePrimitives.TryConvertTo<int>(id, out var number))
            return number;
        return given["RunProfileName"] is string name ? lookup.RunProfile(system, name) : null;
    }
}

/// <summary>Names of the object types of the connected system on the command line.</summary>
public sealed class ObjectTypeCompleter : NameCompleter
{
    private protected override IEnumerable<string> Names(Lookup lookup, IDictionary given) =>
        SystemOf(lookup, given) is { } system ? NamesOf(lookup.ObjectTypes(system)) : [];
}

/// <summary>
/// Names of the attributes of the connected system on the command line, of its object type where that is named; or of those that the
/// synchronisation rule on the command line is about.
/// </summary>
public sealed class SystemAttributeCompleter : NameCompleter
{
    private protected override IEnumerable<string> Names(Lookup lookup, IDictionary given)
    {
        if (RuleOf(lookup, given) is { } rule)
            return AttributesOf(lookup, rule.GetProperty("connectedSystemId").GetInt32(), rule.GetProperty("connectedSystemObjectTypeName").GetString());
        return SystemOf(lookup, given) is { } system ? AttributesOf(lookup, system, given["ObjectTypeName"] as string) : [];
    }

    private static JsonElement? RuleOf(Lookup lookup, IDictionary given)
    {
        if (given["SyncRuleId"] is { } id && LanguagePrimitives.TryConvertTo<int>(id, out var number))
            return lookup.One($"/synchronisation/sync-rules/{number}");
        return given["SyncRuleName"] is string name ? lookup.One($"/synchronisation/sync-rules/{lookup.Rule(name)}") : null;
    }

    private static IEnumerable<string> AttributesOf(Lookup lookup, int system, string? type) => lookup.ObjectTypes(system)
        .Where(one => type is null || string.Equals(one.GetProperty("name").GetString(), type, StringComparison.OrdinalIgnoreCase))
        .SelectMany(one => NamesOf(one.GetProperty("attributes").EnumerateArray()));
}

/// <summary>Names of synchronisation rules.</summary>
public sealed class SyncRuleCompleter : NameCompleter
{
    private protected override IEnumerable<string> Names(Lookup lookup, IDictionary given) =>
        NamesOf(lookup.Pages("/synchronisation/sync-rules"));
}

/// <summary>Names of metaverse object types.</summary>
public sealed class MetaverseObjectTypeCompleter : NameCompleter
{
    private protected override IEnumerable<string> Names(Lookup lookup, IDictionary given) =>
        NamesOf(lookup.Pages("/metaverse/object-types"));
}

/// <summary>Names of metaverse attributes.</summary>
public sealed class MetaverseAttributeCompleter : NameCompleter
{
    private protected override IEnumerable<string> Names(Lookup lookup, IDictionary given) =>
        NamesOf(lookup.Pages("/metaverse/attributes"));
}

/// <summary>Names of connectors.</summary>
public sealed class ConnectorCompleter : NameCompleter
{
    private protected override IEnumerable<string> Names(Lookup lookup, IDictionary given) =>
        NamesOf(lookup.Array("/synchronisation/connector-definitions"));
}

/// <summary>Names of API keys.</summary>
public sealed class ApiKeyCompleter : NameCompleter
{
    private protected override IEnumerable<string> Names(Lookup lookup, IDictionary given) => NamesOf(lookup.Array("/apikeys"));
}

/// <summary>Names of roles.</summary>
public sealed class RoleCompleter : NameCompleter
{
    private protected override IEnumerable<string> Names(Lookup lookup, IDictionary given) => NamesOf(lookup.Array("/security/roles"));
}

/// <summary>Keys of service settings.</summary>
public sealed class ServiceSettingCompleter : NameCompleter
{
    private protected override IEnumerable<string> Names(Lookup lookup, IDictionary given) =>
        NamesOf(lookup.Array("/service-settings"), "key");
}
