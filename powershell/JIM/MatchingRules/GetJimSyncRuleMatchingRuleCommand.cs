using System.Management.Automation;

namespace Jim.MatchingRules;

/// <summary>Gets the matching rules of a synchronisation rule.</summary>
/// <remarks><para>They are looked for where a connected system's matching mode is SyncRule: Switch-JIMMatchingMode.</para></remarks>
/// <example>
/// <code>Get-JIMSyncRuleMatchingRule -SyncRuleName 'HR: person to User'</code>
/// <para>Lists the matching rules of a synchronisation rule.</para>
/// </example>
/// <example>
/// <code>Get-JIMSyncRule | Get-JIMSyncRuleMatchingRule</code>
/// <para>Lists those of all synchronisation rules.</para>
/// </example>
[Cmdlet(VerbsCommon.Get, "JIMSyncRuleMatchingRule", DefaultParameterSetName = "ByInputObject")]
[OutputType("JIM.MatchingRule")]
public sealed class GetJimSyncRuleMatchingRuleCommand : JimCommand
{
    /// <summary>The id of the synchronisation rule.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "ById", ValueFromPipelineByPropertyName = true)]
    public int SyncRuleId { get; set; }

    /// <summary>The name of the synchronisation rule.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ByName"), ArgumentCompleter(typeof(SyncRuleCompleter))]
    public string? SyncRuleName { get; set; }

    /// <summary>A synchronisation rule from Get-JIMSyncRule.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ByInputObject", ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>The id of one matching rule.</summary>
    [Parameter]
    public int Id { get; set; }

    private protected override void Execute()
    {
        var rule = InputObject is not null ? RuleOf(InputObject) : SyncRuleName is not null ? Lookup.Rule(SyncRuleName) : SyncRuleId;
        Write(Send(HttpMethod.Get, $"/synchronisation/sync-rules/{rule}/matching-rules" + (IsGiven(nameof(Id)) ? $"/{Id}" : "")), "JIM.MatchingRule");
    }

    // A synchronisation rule, or something of one that names it.
    private static int RuleOf(PSObject input) => Member<int>(input, input.Properties["SyncRuleId"]?.Value is null ? "Id" : "SyncRuleId");
}
