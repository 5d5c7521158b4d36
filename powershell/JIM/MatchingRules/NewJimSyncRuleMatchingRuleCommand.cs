using System.Management.Automation;

namespace Jim.MatchingRules;

/// <summary>Adds a matching rule to a synchronisation rule.</summary>
/// <remarks><para>For connected systems whose matching mode is SyncRule: Switch-JIMMatchingMode.</para></remarks>
/// <example>
/// <code>Switch-JIMMatchingMode -ConnectedSystemName HR -Mode SyncRule -Confirm:$false; New-JIMSyncRuleMatchingRule -SyncRuleName 'HR: person to User' -SourceAttributeName Email -TargetMetaverseAttributeName Email -PassThru</code>
/// <para>Has a rule match by the e-mail address.</para>
/// </example>
/// <example>
/// <code>Switch-JIMMatchingMode -ConnectedSystemName HR -Mode SyncRule -Confirm:$false; New-JIMSyncRuleMatchingRule -SyncRuleName 'HR: person to User' -SourceAttributeName EmployeeId -TargetMetaverseAttributeName 'Employee ID' -Order 0 -CaseSensitive $true</code>
/// <para>Has it match by the employee id first.</para>
/// </example>
[Cmdlet(VerbsCommon.New, "JIMSyncRuleMatchingRule", SupportsShouldProcess = true, DefaultParameterSetName = "ById")]
[OutputType("JIM.MatchingRule")]
public sealed class NewJimSyncRuleMatchingRuleCommand : MatchingRuleInputCommand
{
    /// <summary>The id of the synchronisation rule.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "ById", ValueFromPipelineByPropertyName = true)]
    public int SyncRuleId { get; set; }

    /// <summary>The name of the synchronisation rule.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ByName"), ArgumentCompleter(typeof(SyncRuleCompleter))]
    public string? SyncRuleName { get; set; }

    private protected override void Execute()
    {
        var id = SyncRuleName is null ? SyncRuleId : Lookup.Rule(SyncRuleName);
        var rule = Lookup.One($"/synchronisation/sync-rules/{id}");
        Add($"synchronisation rule {rule.GetProperty("name")}", MatchingRuleOwner.SyncRule(id), RuleBody(name => Lookup.Attribute(rule, name), isNew: true));
    }
}
