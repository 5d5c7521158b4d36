using System.Management.Automation;
using Jim.Rest;

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
public sealed class NewJimSyncRuleMatchingRuleCommand : ChangeCommand
{
    /// <summary>The id of the synchronisation rule.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "ById", ValueFromPipelineByPropertyName = true)]
    public int SyncRuleId { get; set; }

    /// <summary>The name of the synchronisation rule.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ByName"), ArgumentCompleter(typeof(SyncRuleCompleter))]
    public string? SyncRuleName { get; set; }

    /// <summary>The id of the attribute of the connected system that is compared.</summary>
    [Parameter]
    public int? SourceAttributeId { get; set; }

    /// <summary>The name of the attribute of the connected system, instead of its id.</summary>
    [Parameter]
    public string? SourceAttributeName { get; set; }

    /// <summary>The id of the metaverse attribute that it is compared with.</summary>
    [Parameter]
    public int? TargetMetaverseAttributeId { get; set; }

    /// <summary>The name of the metaverse attribute, instead of its id.</summary>
    [Parameter, ArgumentCompleter(typeof(MetaverseAttributeCompleter))]
    public string? TargetMetaverseAttributeName { get; set; }

    /// <summary>The place among the rules; the last without it.</summary>
    [Parameter, Body]
    public int Order { get; set; }

    /// <summary>Whether upper and lower case count as different; they do without it.</summary>
    [Parameter, Body]
    public bool CaseSensitive { get; set; }

    /// <summary>Gives the new rule out.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void Execute()
    {
        var id = SyncRuleName is null ? SyncRuleId : Lookup.Rule(SyncRuleName);
        var rule = Lookup.One($"/synchronisation/sync-rules/{id}");
        var body = Body();
        body["targetMetaverseAttributeId"] = Lookup.Either(TargetMetaverseAttributeId, TargetMetaverseAttributeName, "TargetMetaverseAttribute", Lookup.MetaverseAttribute);
        body["sources"] = SourceBody.Of(Lookup.Either(SourceAttributeId, SourceAttributeName, "SourceAttribute", name => Lookup.Attribute(
            rule.GetProperty("connectedSystemId").GetInt32(), rule.GetProperty("connectedSystemObjectTypeId").GetInt32(), name)));
        WriteChanged(Change($"synchronisation rule {rule.GetProperty("name")}", "Add a matching rule", HttpMethod.Post,
            $"/synchronisation/sync-rules/{id}/matching-rules", body), "JIM.MatchingRule", PassThru);
    }
}
