using System.Management.Automation;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jim.Progress;
using Jim.Rest;

namespace Jim;

/// <summary>Cmdlets that change something: they ask as PowerShell does, and give the object out on request.</summary>
public abstract class ChangeCommand : JimCommand
{
    /// <summary>Sends the request when <c>-WhatIf</c> and <c>-Confirm</c> let it; null when they do not.</summary>
    /// <param name="target">What is changed, in words.</param>
    /// <param name="action">What is done to it, in words.</param>
    /// <param name="method">The HTTP method.</param>
    /// <param name="route">The route, ready to send.</param>
    /// <param name="body">The body, or null.</param>
    /// <param name="force">Whether the question is skipped.</param>
    private protected JsonElement? Change(string target, string action, HttpMethod method, string route,
                                          JsonNode? body = null, bool force = false)
    {
        if (!Agreed(target, action, force))
            return null;
        return Send(method, route, body) ?? EmptyAnswer;
    }

    /// <summary>Whether the change is to be made.</summary>
    private protected bool Agreed(string target, string action, bool force = false) =>
        (force && !IsWhatIf) || ShouldProcess(DisplayText.Neutral(target), DisplayText.Neutral(action));

    /// <summary>
    /// Writes the object that a change answered with, with its connected system where the document does not say it; nothing when the
    /// change was not made or had no answer.
    /// </summary>
    private protected void WriteChanged(JsonElement? answer, string type, bool wanted = true, int? system = null)
    {
        if (!wanted || answer is not { ValueKind: not JsonValueKind.Undefined and not JsonValueKind.Null })
            return;
        if (system is { } its)
            WriteOf(its, answer, type);
        else
            Write(answer, type);
    }

    /// <summary>Whether something is to be in force; null, to leave it as it is, when neither switch was given.</summary>
    private protected static bool? Switched(SwitchParameter enable, SwitchParameter disable)
    {
        if (enable && disable)
            throw JimException.Invalid("Give either -Enable or -Disable.");
        return enable || disable ? enable.IsPresent : null;
    }

    private static JsonElement EmptyAnswer { get; } = JsonDocument.Parse("null").RootElement;

    private bool IsWhatIf => MyInvocation.BoundParameters.TryGetValue("WhatIf", out var given)
        ? given is SwitchParameter { IsPresent: true }
        : LanguagePrimitives.IsTrue(GetVariableValue("WhatIfPreference"));
}
