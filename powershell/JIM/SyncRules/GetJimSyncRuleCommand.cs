using System.Management.Automation;
using Jim.Rest;

namespace Jim.SyncRules;

/// <summary>Gets synchronisation rules.</summary>
/// <remarks><para>Lists them by name, those of one connected system if one is given, or gets one by its id.</para></remarks>
/// <example>
/// <code>Get-JIMSyncRule -ConnectedSystemName HR -Direction Import</code>
/// <para>Lists the import rules of HR.</para>
/// </example>
/// <example>
/// <code>Get-JIMConnectedSystem | Get-JIMSyncRule -Status Enabled</code>
/// <para>Lists the enabled rules of all systems.</para>
/// </example>
[Cmdlet(VerbsCommon.Get, "JIMSyncRule", DefaultParameterSetName = "List")]
[OutputType("JIM.SyncRule")]
public sealed class GetJimSyncRuleCommand : ListCommand
{
    /// <summary>The id of the rule.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "ById")]
    public int Id { get; set; }

    /// <summary>The id of a connected system.</summary>
    [Parameter(ParameterSetName = "List", ValueFromPipelineByPropertyName = true), Query("connectedSystemIds")]
    public int ConnectedSystemId { get; set; }

    /// <summary>The name of a connected system.</summary>
    [Parameter(ParameterSetName = "List"), ArgumentCompleter(typeof(ConnectedSystemCompleter))]
    public string? ConnectedSystemName { get; set; }

    /// <summary>A connected system from Get-JIMConnectedSystem.</summary>
    [Parameter(ParameterSetName = "List", ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>The name; wildcards are allowed.</summary>
    [Parameter(ParameterSetName = "List"), SupportsWildcards, ArgumentCompleter(typeof(SyncRuleCompleter))]
    public string? Name { get; set; }

    /// <summary>Whether values flow into the metaverse or out of it.</summary>
    [Parameter(ParameterSetName = "List"), Query("directions"), ValidateSet("Import", "Export")]
    public string[]? Direction { get; set; }

    /// <summary>What the rules do beside letting values flow.</summary>
    [Parameter(ParameterSetName = "List"), Query("actionTypes"), ValidateSet("Projects", "Provisions", "FlowOnly")]
    public string[]? ActionType { get; set; }

    /// <summary>Whether the rules are in force.</summary>
    [Parameter(ParameterSetName = "List"), Query("statuses"), ValidateSet("Enabled", "Disabled")]
    public string[]? Status { get; set; }

    private protected override void Execute()
    {
        if (ParameterSetName == "ById")
            WriteOne($"/synchronisation/sync-rules/{Id}", "JIM.SyncRule");
        else if (!IsGiven(nameof(ConnectedSystemId)) && System() is { } system)
            WriteList($"/synchronisation/sync-rules?connectedSystemIds={system}", "JIM.SyncRule", Named(Name));
        else
            WriteList($"/synchronisation/sync-rules", "JIM.SyncRule", Named(Name));
    }

    private int? System() =>
        ConnectedSystemName is not null ? Lookup.System(ConnectedSystemName) : InputObject is not null ? Member<int>(InputObject, "Id") : null;
}
