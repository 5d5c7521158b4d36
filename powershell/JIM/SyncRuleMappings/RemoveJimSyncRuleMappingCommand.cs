using System.Management.Automation;
using Jim.Rest;

namespace Jim.SyncRuleMappings;

/// <summary>Removes an attribute flow from a synchronisation rule.</summary>
/// <remarks><para>Values that it contributed go at the next synchronisation.</para></remarks>
/// <example>
/// <code>Get-JIMSyncRuleMapping -SyncRuleName 'HR: person to User' | Where-Object TargetMetaverseAttributeName -eq 'Job Title' | Remove-JIMSyncRuleMapping -Force</code>
/// <para>Removes a flow without asking.</para>
/// </example>
/// <example>
/// <code>Get-JIMSyncRule | Get-JIMSyncRuleMapping | Where-Object Enabled -eq $false | Remove-JIMSyncRuleMapping -WhatIf</code>
/// <para>Shows which flows that are out of force would go.</para>
/// </example>
[Cmdlet(VerbsCommon.Remove, "JIMSyncRuleMapping", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, DefaultParameterSetName = "ById")]
public sealed class RemoveJimSyncRuleMappingCommand : MappingChangeCommand
{
    /// <summary>Why, for the history.</summary>
    [Parameter, Query]
    public string? ChangeReason { get; set; }

    /// <summary>Skips the question.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override void Execute()
    {
        var (rule, mapping) = Target();
        Change($"mapping {mapping} of synchronisation rule {rule}", "Remove", HttpMethod.Delete, WithQuery($"/synchronisation/sync-rules/{rule}/mappings/{mapping}"), force: Force);
    }
}
