using System.Management.Automation;
using Jim.Rest;

namespace Jim.SyncRules;

/// <summary>Removes a synchronisation rule with its mappings and matching rules.</summary>
/// <remarks><para>Values that it contributed go at the next synchronisation.</para></remarks>
/// <example>
/// <code>Remove-JIMSyncRule -SyncRuleName 'HR: person to User' -Force</code>
/// <para>Removes a rule without asking.</para>
/// </example>
/// <example>
/// <code>Get-JIMSyncRule -Status Disabled | Remove-JIMSyncRule -WhatIf</code>
/// <para>Shows which rules would go.</para>
/// </example>
[Cmdlet(VerbsCommon.Remove, "JIMSyncRule", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, DefaultParameterSetName = "ById")]
[OutputType("JIM.SyncRule")]
public sealed class RemoveJimSyncRuleCommand : SyncRuleChangeCommand
{
    /// <summary>Why, for the history.</summary>
    [Parameter, Query]
    public string? ChangeReason { get; set; }

    /// <summary>Skips the question.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Gives the rule out as it was.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void Execute()
    {
        var id = RuleId;
        var before = Lookup.One($"/synchronisation/sync-rules/{id}");
        var answer = Change(Target(id), "Remove", HttpMethod.Delete, WithQuery($"/synchronisation/sync-rules/{id}"), force: Force);
        WriteChanged(answer is null ? null : before, "JIM.SyncRule", PassThru);
    }
}
