using System.Management.Automation;

namespace Jim.MatchingRules;

/// <summary>Cmdlets that remove a matching rule.</summary>
public abstract class RemoveMatchingRuleCommand : ChangeCommand
{
    /// <summary>The id of the matching rule.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true)]
    public int Id { get; set; }

    /// <summary>Skips the question.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected abstract MatchingRuleOwner Owner { get; }

    private protected override void Execute() => Change(Owner.WordsOf(Id), "Remove", HttpMethod.Delete, Owner.Rule(Id), force: Force);
}
