using System.Management.Automation;

namespace Jim.MatchingRules;

/// <summary>Changes a matching rule of a synchronisation rule.</summary>
/// <remarks><para>What is not given stays as it is.</para></remarks>
/// <example>
/// <code>Get-JIMSyncRule | Get-JIMSyncRuleMatchingRule | Set-JIMSyncRuleMatchingRule -CaseSensitive $false</code>
/// <para>Has the matching rules of all synchronisation rules take upper and lower case as the same.</para>
/// </example>
/// <example>
/// <code>Get-JIMSyncRuleMatchingRule -SyncRuleName 'HR: person to User' | Set-JIMSyncRuleMatchingRule -Order 3 -PassThru</code>
/// <para>Moves the rules of one.</para>
/// </example>
[Cmdlet(VerbsCommon.Set, "JIMSyncRuleMatchingRule", SupportsShouldProcess = true)]
[OutputType("JIM.MatchingRule")]
public sealed class SetJimSyncRuleMatchingRuleCommand : MatchingRuleInputCommand
{
    /// <summary>The id of the synchronisation rule.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true)]
    public int SyncRuleId { get; set; }

    /// <summary>The id of the matching rule.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true)]
    public int Id { get; set; }

    private protected override void Execute()
    {
        var owner = MatchingRuleOwner.SyncRule(SyncRuleId);
        Update(Id, owner, RuleBody(name => Lookup.Attribute(Lookup.One(owner.Route), name), isNew: false));
    }
}
