using System.Management.Automation;

namespace Jim.SyncRuleMappings;

/// <summary>Cmdlets that change one attribute flow, which is named by ids or by an object from the pipeline.</summary>
public abstract class MappingChangeCommand : ChangeCommand
{
    /// <summary>The id of the synchronisation rule.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ById", ValueFromPipelineByPropertyName = true)]
    public int SyncRuleId { get; set; }

    /// <summary>The id of the mapping.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ById", ValueFromPipelineByPropertyName = true), Alias("Id")]
    public int MappingId { get; set; }

    /// <summary>A mapping from Get-JIMSyncRuleMapping.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ByInputObject", ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    private protected (int Rule, int Mapping) Target() =>
        InputObject is null ? (SyncRuleId, MappingId) : (Member<int>(InputObject, "SyncRuleId"), Member<int>(InputObject, "Id"));
}
