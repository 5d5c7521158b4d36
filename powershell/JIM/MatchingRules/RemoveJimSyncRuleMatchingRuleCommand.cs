using System.Management.Automation;

namespace Jim.MatchingRules;

/// <summary>Removes a matching rule of a synchronisation rule.</summary>
/// <remarks><para>Joins that it has made stay.</para></remarks>
/// <example>
/// <code>Get-JIMSyncRuleMatchingRule -SyncRuleName 'HR: person to User' | Remove-JIMSyncRuleMatchingRule -Force</code>
/// <para>Removes the matching rules of a synchronisation rule without asking.</para>
/// </example>
/// <example>
/// <code>Get-JIMSyncRule | Get-JIMSyncRuleMatchingRule | Remove-JIMSyncRuleMatchingRule -WhatIf</code>
/// <para>Shows which rules would go.</para>
/// </example>
[Cmdlet(VerbsCommon.Remove, "JIMSyncRuleMatchingRule", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
public sealed class RemoveJimSyncRuleMatchingRuleCommand : RemoveMatchingRuleCommand
{
    /// <summary>The id of the synchronisation rule.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true)]
    public int SyncRuleId { get; set; }

    private protected override MatchingRuleOwner Owner => MatchingRuleOwner.SyncRule(SyncRuleId);
}
