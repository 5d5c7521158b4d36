using System.Management.Automation;
using Jim.ConnectedSystems;
using Jim.Rest;

namespace Jim.AlertRules;

/// <summary>Changes an alert rule, or takes it out of force for a while.</summary>
/// <remarks>
/// <para>What is not given stays as it is, the secret of a webhook too. A run that is under way keeps the rules that it began with. A rule
/// whose -Action has no Webhook any more forgets its address and its secret.</para>
/// </remarks>
/// <example>
/// <code>Set-JIMAlertRule -ConnectedSystemName HR -RunProfileName 'Full Import' -AlertRuleName 'Too many leavers' -Threshold 100</code>
/// <para>Has a rule fire later.</para>
/// </example>
/// <example>
/// <code>Get-JIMConnectedSystem | Get-JIMRunProfile | Get-JIMAlertRule | Set-JIMAlertRule -Disable -ChangeReason 'The great move' -PassThru</code>
/// <para>Takes all rules out of force.</para>
/// </example>
[Cmdlet(VerbsCommon.Set, "JIMAlertRule", SupportsShouldProcess = true, DefaultParameterSetName = SystemScope.ById)]
[OutputType(AlertRuleAt.Type)]
public sealed class SetJimAlertRuleCommand : AlertRuleInputCommand
{
    /// <summary>The id of the rule.</summary>
    [Parameter(ParameterSetName = SystemScope.ById), Parameter(ParameterSetName = SystemScope.ByName), Alias("Id")]
    public int? AlertRuleId { get; set; }

    /// <summary>The name of the rule, instead of its id.</summary>
    [Parameter(ParameterSetName = SystemScope.ById), Parameter(ParameterSetName = SystemScope.ByName)]
    [ArgumentCompleter(typeof(AlertRuleCompleter))]
    public string? AlertRuleName { get; set; }

    /// <summary>A rule from Get-JIMAlertRule.</summary>
    [Parameter(Mandatory = true, ParameterSetName = SystemScope.ByInputObject, ValueFromPipeline = true)]
    [PSTypeName(AlertRuleAt.Type)]
    public PSObject? InputObject { get; set; }

    /// <summary>The new name.</summary>
    [Parameter, Body]
    public string? Name { get; set; }

    /// <summary>What it looks at: how many objects fail, how many are deleted, how long nothing moves, or how long the run takes.</summary>
    [Parameter, Body, ValidateSet("ErrorRatio", "Deletes", "Stall", "Overrun")]
    public string? Condition { get; set; }

    /// <summary>When it fires: a ratio (0.1 is 10 %), a number of objects, seconds, or a multiple of the usual.</summary>
    [Parameter, Body]
    public double Threshold { get; set; }

    /// <summary>Puts the rule in force.</summary>
    [Parameter]
    public SwitchParameter Enable { get; set; }

    /// <summary>Takes the rule out of force.</summary>
    [Parameter]
    public SwitchParameter Disable { get; set; }

    private protected override void Execute()
    {
        var body = RuleBody();
        if (Switched(Enable, Disable) is { } enabled)
            body["enabled"] = enabled;
        var rule = AlertRule(InputObject, AlertRuleId, AlertRuleName);
        WriteChanged(Change(rule.Words, "Change", HttpMethod.Put, rule.Route, body), AlertRuleAt.Type, PassThru, rule.Profile.System);
    }
}
