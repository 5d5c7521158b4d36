using System.Management.Automation;
using System.Text.Json;
using Jim.SyncRules;

namespace Jim.SyncRuleMappings;

/// <summary>Gets the attribute flows of a synchronisation rule.</summary>
/// <remarks><para>Each says which attribute gets its value from which attributes, or from which expression.</para></remarks>
/// <example>
/// <code>Get-JIMSyncRuleMapping -SyncRuleName 'HR: person to User'</code>
/// <para>Lists the flows of a rule.</para>
/// </example>
/// <example>
/// <code>Get-JIMSyncRule | Get-JIMSyncRuleMapping | Where-Object SourceType -eq ExpressionMapping</code>
/// <para>Lists the flows of all rules that use an expression.</para>
/// </example>
[Cmdlet(VerbsCommon.Get, "JIMSyncRuleMapping", DefaultParameterSetName = "ById")]
[OutputType("JIM.SyncRuleMapping")]
public sealed class GetJimSyncRuleMappingCommand : InSyncRuleCommand
{
    /// <summary>The id of one mapping.</summary>
    [Parameter]
    public int MappingId { get; set; }

    private protected override void Execute()
    {
        var rule = RuleId;
        var answer = Send(HttpMethod.Get, $"/synchronisation/sync-rules/{rule}/mappings" + (IsGiven(nameof(MappingId)) ? $"/{MappingId}" : ""));
        foreach (var one in answer is { ValueKind: JsonValueKind.Array } all ? all.EnumerateArray().ToList() : [answer!.Value])
            WriteObject(MappingObject.Of(one, rule));
    }
}
