using System.Management.Automation;
using Jim.Rest;

namespace Jim.MatchingRules;

/// <summary>Cmdlets that remove a matching rule.</summary>
public abstract class RemoveMatchingRuleCommand : ChangeCommand
{
    /// <summary>The id of the matching rule.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true)]
    public int Id { get; set; }

    /// <summary>Why, for the history.</summary>
    [Parameter, Query]
    public string? ChangeReason { get; set; }

    /// <summary>Skips the question.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected abstract MatchingRuleOwner Owner { get; }

    private protected override void Execute() => Change(Owner.WordsOf(Id), "Remove", HttpMethod.Delete, AndQuery(Owner.Rule(Id)), force: Force);
}
