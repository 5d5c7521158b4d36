using System.Management.Automation;
using Jim.Rest;

namespace Jim.SyncRules;

/// <summary>Changes a synchronisation rule.</summary>
/// <remarks><para>What is not given stays as it is.</para></remarks>
/// <example>
/// <code>Set-JIMSyncRule -SyncRuleName 'HR: person to User' -Disable -ChangeReason 'HR is being moved'</code>
/// <para>Takes a rule out of force.</para>
/// </example>
/// <example>
/// <code>Get-JIMSyncRule -Direction Export | Set-JIMSyncRule -OutboundDeprovisionAction Disconnect -PassThru</code>
/// <para>Has no export rule delete anything.</para>
/// </example>
[Cmdlet(VerbsCommon.Set, "JIMSyncRule", SupportsShouldProcess = true, DefaultParameterSetName = "ById")]
[OutputType("JIM.SyncRule")]
public sealed class SetJimSyncRuleCommand : SyncRuleChangeCommand
{
    /// <summary>The new name.</summary>
    [Parameter, Body]
    public string? Name { get; set; }

    /// <summary>What the rule is for.</summary>
    [Parameter, Body]
    public string? Description { get; set; }

    /// <summary>Puts the rule in force.</summary>
    [Parameter]
    public SwitchParameter Enable { get; set; }

    /// <summary>Takes the rule out of force.</summary>
    [Parameter]
    public SwitchParameter Disable { get; set; }

    /// <summary>Whether an import rule makes metaverse objects for objects that match none.</summary>
    [Parameter, Body]
    public bool ProjectToMetaverse { get; set; }

    /// <summary>Whether an export rule makes objects in the connected system.</summary>
    [Parameter, Body]
    public bool ProvisionToConnectedSystem { get; set; }

    /// <summary>What becomes of the join of an object that leaves the scope of the rule.</summary>
    [Parameter, Body, ValidateSet("Disconnect", "RemainJoined")]
    public string? InboundOutOfScopeAction { get; set; }

    /// <summary>What an export rule does with an object whose metaverse object goes.</summary>
    [Parameter, Body, ValidateSet("Disconnect", "Delete")]
    public string? OutboundDeprovisionAction { get; set; }

    /// <summary>Whether an export rule puts values right that were changed in the connected system.</summary>
    [Parameter, Body]
    public bool EnforceState { get; set; }

    /// <summary>The activity of a preview that this change was decided on.</summary>
    [Parameter, Body]
    public Guid PreviewActivityId { get; set; }

    /// <summary>Why, for the history.</summary>
    [Parameter, Body]
    public string? ChangeReason { get; set; }

    /// <summary>Gives the changed rule out.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void Execute()
    {
        var body = Body();
        if (Switched(Enable, Disable) is { } enabled)
            body["enabled"] = enabled;
        var id = RuleId;
        WriteChanged(Change(Target(id), "Change", HttpMethod.Put, $"/synchronisation/sync-rules/{id}", body), "JIM.SyncRule", PassThru);
    }
}
