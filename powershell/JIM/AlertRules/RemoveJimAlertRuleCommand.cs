using System.Management.Automation;
using Jim.ConnectedSystems;
using Jim.Rest;
using Jim.RunProfiles;

namespace Jim.AlertRules;

/// <summary>Deletes an alert rule.</summary>
/// <remarks><para>Where it has fired stays on the activities. To have it back later: Set-JIMAlertRule -Disable.</para></remarks>
/// <example>
/// <code>Get-JIMRunProfile -ConnectedSystemName HR | Get-JIMAlertRule | Remove-JIMAlertRule -WhatIf</code>
/// <para>Shows which alert rules of HR would be deleted.</para>
/// </example>
/// <example>
/// <code>Remove-JIMAlertRule -ConnectedSystemName HR -RunProfileName 'Full Import' -AlertRuleName 'Too many leavers' -Force</code>
/// <para>Deletes one without asking.</para>
/// </example>
[Cmdlet(VerbsCommon.Remove, "JIMAlertRule", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, DefaultParameterSetName = SystemScope.ById)]
public sealed class RemoveJimAlertRuleCommand : OfRunProfileCommand
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

    /// <summary>Why, for the history.</summary>
    [Parameter, Query]
    public string? ChangeReason { get; set; }

    /// <summary>Skips the question.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override void Execute()
    {
        var rule = AlertRule(InputObject, AlertRuleId, AlertRuleName);
        Change(rule.Words, "Delete", HttpMethod.Delete, AndQuery(rule.Route), force: Force);
    }
}
