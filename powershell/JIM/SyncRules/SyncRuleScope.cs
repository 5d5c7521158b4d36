using System.Management.Automation;

namespace Jim.SyncRules;

/// <summary>Cmdlets about something in a synchronisation rule that read it.</summary>
public abstract class InSyncRuleCommand : JimCommand
{
    /// <summary>The id of the synchronisation rule.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "ById", ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    public int SyncRuleId { get; set; }

    /// <summary>The name of the synchronisation rule.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ByName")]
    [ArgumentCompleter(typeof(SyncRuleCompleter))]
    public string? SyncRuleName { get; set; }

    private protected int RuleId => SyncRuleName is null ? SyncRuleId : Lookup.Rule(SyncRuleName);
}

/// <summary>Cmdlets that change one synchronisation rule, which is named by its id, its name, or an object from the pipeline.</summary>
public abstract class SyncRuleChangeCommand : ChangeCommand
{
    /// <summary>The id of the synchronisation rule.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "ById", ValueFromPipelineByPropertyName = true)]
    public int Id { get; set; }

    /// <summary>The name of the synchronisation rule.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ByName")]
    [ArgumentCompleter(typeof(SyncRuleCompleter))]
    public string? SyncRuleName { get; set; }

    /// <summary>A synchronisation rule from Get-JIMSyncRule.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ByInputObject", ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    private protected int RuleId =>
        InputObject is not null ? Member<int>(InputObject, "Id") : SyncRuleName is not null ? Lookup.Rule(SyncRuleName) : Id;

    /// <summary>The rule in words; who is asked wants its name, so an id is looked up.</summary>
    private protected string Target(int id) => $"synchronisation rule {SyncRuleName ?? Lookup.One($"/synchronisation/sync-rules/{id}").GetProperty("name").GetString()}";
}
