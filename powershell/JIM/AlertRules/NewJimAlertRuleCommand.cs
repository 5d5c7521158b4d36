using System.Management.Automation;
using Jim.ConnectedSystems;
using Jim.Rest;

namespace Jim.AlertRules;

/// <summary>Makes an alert rule: a threshold on the runs of a run profile, and what is done when one reaches it.</summary>
/// <remarks>
/// <para>It counts from the next run on, and fires at most once in a run. Every firing is in the log, in the live progress and on the activity;
/// -Action adds a webhook, or has the run stop and wait for a person: Resume-JIMActivity lets it go on, Stop-JIMActivity ends it.</para>
/// </remarks>
/// <example>
/// <code>New-JIMAlertRule -ConnectedSystemName HR -RunProfileName 'Full Import' -Name 'Too many deletes' -Condition Deletes -Threshold 50 -Action Pause -PassThru</code>
/// <para>Has the full import of HR stop and ask before it deletes 50 objects.</para>
/// </example>
/// <example>
/// <code>Get-JIMConnectedSystem | Get-JIMRunProfile | New-JIMAlertRule -Name 'Many errors' -Condition ErrorRatio -Threshold 0.1 -Action Webhook -WebhookUrl https://alerts.example.org/jim -WebhookSecret $secret</code>
/// <para>Has all runs tell a receiver when a tenth of their objects fail. The secret is a secure string.</para>
/// </example>
[Cmdlet(VerbsCommon.New, "JIMAlertRule", SupportsShouldProcess = true, DefaultParameterSetName = SystemScope.ById)]
[OutputType(AlertRuleAt.Type)]
public sealed class NewJimAlertRuleCommand : AlertRuleInputCommand
{
    /// <summary>A run profile from Get-JIMRunProfile.</summary>
    [Parameter(Mandatory = true, ParameterSetName = SystemScope.ByInputObject, ValueFromPipeline = true)]
    [PSTypeName("JIM.RunProfile")]
    public PSObject? InputObject { get; set; }

    /// <summary>The name of the new rule.</summary>
    [Parameter(Mandatory = true), Body]
    public string Name { get; set; } = "";

    /// <summary>What it looks at: how many objects fail, how many are deleted, how long nothing moves, or how long the run takes.</summary>
    [Parameter(Mandatory = true), Body, ValidateSet("ErrorRatio", "Deletes", "Stall", "Overrun")]
    public string Condition { get; set; } = "";

    /// <summary>When it fires: a ratio (0.1 is 10 %), a number of objects, seconds, or a multiple of the usual.</summary>
    [Parameter(Mandatory = true), Body]
    public double Threshold { get; set; }

    /// <summary>Whether the rule is in force, which it is without this.</summary>
    [Parameter, Body]
    public bool Enabled { get; set; }

    private protected override void Execute()
    {
        var profile = Profile(InputObject);
        WriteChanged(Change($"alert rule {Name} of {profile.Words}", "Make", HttpMethod.Post, profile.AlertRules, RuleBody()),
            AlertRuleAt.Type, PassThru, profile.System);
    }
}
