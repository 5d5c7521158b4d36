using System.Management.Automation;
using Jim.Rest;

namespace Jim.MatchingRules;

/// <summary>Changes a matching rule of an object type.</summary>
/// <remarks><para>What is not given stays as it is.</para></remarks>
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
public sealed class SetJimMatchingRuleCommand : ChangeCommand
{
    /// <summary>The id of the connected system.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true)]
    public int ConnectedSystemId { get; set; }

    /// <summary>The id of the rule.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true)]
    public int Id { get; set; }

    /// <summary>The place among the rules.</summary>
    [Parameter, Body]
    public int Order { get; set; }

    /// <summary>The id of the metaverse object type.</summary>
    [Parameter, Body]
    public int MetaverseObjectTypeId { get; set; }

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
        WriteChanged(Change($"matching rule {Id} of connected system {ConnectedSystemId}", "Change", HttpMethod.Put,
            $"/synchronisation/connected-systems/{ConnectedSystemId}/matching-rules/{Id}", body), "JIM.MatchingRule", PassThru);
    }
}
