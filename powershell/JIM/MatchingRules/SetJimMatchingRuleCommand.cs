using System.Management.Automation;

namespace Jim.MatchingRules;

/// <summary>Changes a matching rule of an object type.</summary>
/// <remarks><para>What is not given stays as it is; the object type always does.</para></remarks>
/// <example>
/// <code>Get-JIMMatchingRule -ConnectedSystemName HR | Set-JIMMatchingRule -CaseSensitive $false</code>
/// <para>Has the matching rules of HR take upper and lower case as the same.</para>
/// </example>
/// <example>
/// <code>Get-JIMMatchingRule -ConnectedSystemName HR | Set-JIMMatchingRule -Order 3 -PassThru</code>
/// <para>Moves a rule.</para>
/// </example>
[Cmdlet(VerbsCommon.Set, "JIMMatchingRule", SupportsShouldProcess = true)]
[OutputType("JIM.MatchingRule")]
public sealed class SetJimMatchingRuleCommand : TypeMatchingRuleInputCommand
{
    /// <summary>The id of the connected system.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true)]
    public int ConnectedSystemId { get; set; }

    /// <summary>The id of the rule.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true)]
    public int Id { get; set; }

    private protected override void Execute() => Update(Id, MatchingRuleOwner.System(ConnectedSystemId), TypeRuleBody(SourceOf, isNew: false));

    private int SourceOf(string name) => Lookup.Attribute(
        ConnectedSystemId, Lookup.One(MatchingRuleOwner.System(ConnectedSystemId).Rule(Id)).GetProperty("connectedSystemObjectTypeId").GetInt32(), name);
}
