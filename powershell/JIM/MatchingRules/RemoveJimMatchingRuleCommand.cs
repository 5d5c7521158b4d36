using System.Management.Automation;

namespace Jim.MatchingRules;

/// <summary>Removes a matching rule of an object type.</summary>
/// <remarks><para>Joins that it has made stay.</para></remarks>
/// <example>
/// <code>Get-JIMMatchingRule -ConnectedSystemName Groups -ObjectTypeName group | Remove-JIMMatchingRule -Force</code>
/// <para>Removes the matching rules of groups without asking.</para>
/// </example>
/// <example>
/// <code>Get-JIMConnectedSystem | Get-JIMMatchingRule | Remove-JIMMatchingRule -WhatIf</code>
/// <para>Shows which rules would go.</para>
/// </example>
[Cmdlet(VerbsCommon.Remove, "JIMMatchingRule", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
public sealed class RemoveJimMatchingRuleCommand : RemoveMatchingRuleCommand
{
    /// <summary>The id of the connected system.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true)]
    public int ConnectedSystemId { get; set; }

    private protected override MatchingRuleOwner Owner => MatchingRuleOwner.System(ConnectedSystemId);
}
