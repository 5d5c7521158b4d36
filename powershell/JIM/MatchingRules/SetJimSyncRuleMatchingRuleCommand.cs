using System.Management.Automation;
using Jim.Rest;

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
public sealed class SetJimSyncRuleMatchingRuleCommand : ChangeCommand
{
    /// <summary>The id of the synchronisation rule.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true)]
    public int SyncRuleId { get; set; }

    /// <summary>The id of the matching rule.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true)]
    public int Id { get; set; }

    /// <summary>The place among the rules.</summary>
    [Parameter, Body]
    public int Order { get; set; }

    /// <summary>The id of the metaverse attribute that is compared.</summary>
    [Parameter, Body]
    public int TargetMetaverseAttributeId { get; set; }

    /// <summary>The id of the attribute of the connected system that is compared.</summary>
    [Parameter]
    public int SourceAttributeId { get; set; }

    /// <summary>Whether upper and lower case count as different.</summary>
    [Parameter, Body]
    public bool CaseSensitive { get; set; }

    /// <summary>Gives the changed rule out.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void Execute()
    {
        var body = Body();
        if (IsGiven(nameof(SourceAttributeId)))
            body["sources"] = SourceBody.Of(SourceAttributeId);
        WriteChanged(Change($"matching rule {Id} of synchronisation rule {SyncRuleId}", "Change", HttpMethod.Put,
            $"/synchronisation/sync-rules/{SyncRuleId}/matching-rules/{Id}", body), "JIM.MatchingRule", PassThru);
    }
}
