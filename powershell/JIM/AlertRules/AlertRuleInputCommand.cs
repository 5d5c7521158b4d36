using System.Management.Automation;
using System.Text.Json.Nodes;
using Jim.Rest;
using Jim.RunProfiles;

namespace Jim.AlertRules;

/// <summary>Cmdlets that make an alert rule or change one: how it measures, and what is done when a run reaches it.</summary>
public abstract class AlertRuleInputCommand : OfRunProfileCommand
{
    /// <summary>What the threshold counts in: a ratio, objects or seconds, which a new rule takes without it, or times what the last runs had.</summary>
    [Parameter, Body, ValidateSet("Absolute", "TimesUsual")]
    public string? Measure { get; set; }

    /// <summary>Says nothing before so many objects were processed (ErrorRatio, 20 by itself), or deleted (Deletes as TimesUsual, 10 by itself).</summary>
    [Parameter, Body, ValidateRange(0, long.MaxValue)]
    public long MinimumObjects { get; set; }

    /// <summary>What is done when a run reaches it: Pause stops the run and asks, Webhook tells a receiver, Log is done by every rule.</summary>
    [Parameter, Body("actions"), ValidateSet("Log", "Webhook", "Pause")]
    public string[]? Action { get; set; }

    /// <summary>The https address of the receiver that the action Webhook tells.</summary>
    [Parameter, Body]
    public string? WebhookUrl { get; set; }

    /// <summary>What the receiver checks signatures with, as a secure string or as plain text of 16 characters or more. It cannot be read again.</summary>
    [Parameter]
    public object? WebhookSecret { get; set; }

    /// <summary>Why, for the history.</summary>
    [Parameter, Body]
    public string? ChangeReason { get; set; }

    /// <summary>Gives the rule out.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected JsonObject RuleBody()
    {
        var body = Body();
        if (SecretText.Of(WebhookSecret, nameof(WebhookSecret)) is { } secret)
            body["webhookSecret"] = secret;
        return body;
    }
}
