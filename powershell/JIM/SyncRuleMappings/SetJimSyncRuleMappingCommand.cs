using System.Management.Automation;
using System.Text.Json;
using Jim.Rest;

namespace Jim.SyncRuleMappings;

/// <summary>Changes an attribute flow of a synchronisation rule.</summary>
/// <remarks><para>What is not given stays as it is. Source and target stay always: remove the mapping and make another.</para></remarks>
/// <example>
/// <code>Get-JIMSyncRuleMapping -SyncRuleName 'HR: person to User' | Where-Object TargetMetaverseAttributeName -eq 'Display Name' | Set-JIMSyncRuleMapping -CaseNormalisation Title -PassThru</code>
/// <para>Has display names begin with capitals.</para>
/// </example>
/// <example>
/// <code>Get-JIMSyncRuleMapping -SyncRuleName 'HR: person to User' | Where-Object SourceType -eq ExpressionMapping | Set-JIMSyncRuleMapping -Expression 'Upper(cs["Email"])' -Enabled $true</code>
/// <para>Changes an expression.</para>
/// </example>
[Cmdlet(VerbsCommon.Set, "JIMSyncRuleMapping", SupportsShouldProcess = true, DefaultParameterSetName = "ById")]
[OutputType("JIM.SyncRuleMapping")]
public sealed class SetJimSyncRuleMappingCommand : MappingChangeCommand
{
    /// <summary>The new expression.</summary>
    [Parameter, Body]
    public string? Expression { get; set; }

    /// <summary>What the expression does when an attribute that it uses has no value.</summary>
    [Parameter, Body, ValidateSet("EvaluateAnyway", "ContributeNoValue", "FailMapping", "FailObject")]
    public string? MissingInputBehaviour { get; set; }

    /// <summary>Whether no value wins over the values of other rules.</summary>
    [Parameter, Body]
    public bool NullIsValue { get; set; }

    /// <summary>What is done to values: TreatWhitespaceAsNoValue, TrimWhitespace and CollapseInternalWhitespace, with commas between, or None.</summary>
    [Parameter, Body]
    public string? InboundValueProcessing { get; set; }

    /// <summary>Changes the case of values.</summary>
    [Parameter, Body, ValidateSet("None", "Upper", "Lower", "Title")]
    public string? CaseNormalisation { get; set; }

    /// <summary>Whether the value flows only when the object is made.</summary>
    [Parameter, Body]
    public bool InitialExportOnly { get; set; }

    /// <summary>Whether the flow is in force.</summary>
    [Parameter, Body]
    public bool Enabled { get; set; }

    /// <summary>Why, for the history.</summary>
    [Parameter, Body]
    public string? ChangeReason { get; set; }

    /// <summary>Gives the changed mapping out.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void Execute()
    {
        var (rule, mapping) = Target();
        var answer = Change($"mapping {mapping} of synchronisation rule {rule}", "Change", HttpMethod.Patch, $"/synchronisation/sync-rules/{rule}/mappings/{mapping}", Body());
        if (PassThru && answer is { ValueKind: JsonValueKind.Object } changed)
            WriteObject(MappingObject.Of(changed, rule));
    }
}
