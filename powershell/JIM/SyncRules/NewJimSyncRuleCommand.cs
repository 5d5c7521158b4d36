using System.Management.Automation;
using Jim.Rest;

namespace Jim.SyncRules;

/// <summary>Makes a synchronisation rule between an object type of a connected system and one of the metaverse.</summary>
/// <remarks><para>What flows comes next: New-JIMSyncRuleMapping.</para></remarks>
/// <example>
/// <code>New-JIMSyncRule -Name 'HR: people once more' -ConnectedSystemName HR -ConnectedSystemObjectTypeName person -MetaverseObjectTypeName User -Direction Import -PassThru</code>
/// <para>Makes an import rule for the people of HR.</para>
/// </example>
/// <example>
/// <code>New-JIMSyncRule -Name 'More users to Directory' -ConnectedSystemName Directory -ConnectedSystemObjectTypeName user -MetaverseObjectTypeName User -Direction Export -ProvisionToConnectedSystem -OutboundDeprovisionAction Delete -Enabled $false</code>
/// <para>Makes an export rule that will make and delete users, not in force yet.</para>
/// </example>
[Cmdlet(VerbsCommon.New, "JIMSyncRule", SupportsShouldProcess = true, DefaultParameterSetName = "ById")]
[OutputType("JIM.SyncRule")]
public sealed class NewJimSyncRuleCommand : ChangeCommand
{
    /// <summary>The name of the new rule.</summary>
    [Parameter(Mandatory = true, Position = 0), Body]
    public string Name { get; set; } = "";

    /// <summary>What the rule is for.</summary>
    [Parameter, Body]
    public string? Description { get; set; }

    /// <summary>The id of the connected system.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ById")]
    public int ConnectedSystemId { get; set; }

    /// <summary>The name of the connected system.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ByName"), ArgumentCompleter(typeof(ConnectedSystemCompleter))]
    public string? ConnectedSystemName { get; set; }

    /// <summary>The id of the object type of the connected system.</summary>
    [Parameter]
    public int? ConnectedSystemObjectTypeId { get; set; }

    /// <summary>The name of the object type of the connected system, instead of its id.</summary>
    [Parameter, ArgumentCompleter(typeof(ObjectTypeCompleter))]
    public string? ConnectedSystemObjectTypeName { get; set; }

    /// <summary>The id of the metaverse object type.</summary>
    [Parameter]
    public int? MetaverseObjectTypeId { get; set; }

    /// <summary>The name of the metaverse object type, instead of its id.</summary>
    [Parameter, ArgumentCompleter(typeof(MetaverseObjectTypeCompleter))]
    public string? MetaverseObjectTypeName { get; set; }

    /// <summary>Whether values flow into the metaverse or out of it.</summary>
    [Parameter(Mandatory = true), Body, ValidateSet("Import", "Export")]
    public string Direction { get; set; } = "";

    /// <summary>Has an import rule make metaverse objects for objects that match none.</summary>
    [Parameter, Body]
    public SwitchParameter ProjectToMetaverse { get; set; }

    /// <summary>Has an export rule make objects in the connected system.</summary>
    [Parameter, Body]
    public SwitchParameter ProvisionToConnectedSystem { get; set; }

    /// <summary>Whether the rule is in force; it is without this parameter.</summary>
    [Parameter, Body]
    public bool Enabled { get; set; } = true;

    /// <summary>What an export rule does with an object whose metaverse object goes.</summary>
    [Parameter, Body, ValidateSet("Disconnect", "Delete")]
    public string? OutboundDeprovisionAction { get; set; }

    /// <summary>What becomes of the join of an object that leaves the scope of an import rule.</summary>
    [Parameter, Body, ValidateSet("Disconnect", "RemainJoined")]
    public string? InboundOutOfScopeAction { get; set; }

    /// <summary>Whether an export rule puts values right that were changed in the connected system; it does without this parameter.</summary>
    [Parameter, Body]
    public bool EnforceState { get; set; } = true;

    /// <summary>Why, for the history.</summary>
    [Parameter, Body]
    public string? ChangeReason { get; set; }

    /// <summary>Gives the new rule out.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void Execute()
    {
        var system = ConnectedSystemName is null ? ConnectedSystemId : Lookup.System(ConnectedSystemName);
        var body = Body();
        body["connectedSystemId"] = system;
        body["connectedSystemObjectTypeId"] = Lookup.Either(ConnectedSystemObjectTypeId, ConnectedSystemObjectTypeName, "ConnectedSystemObjectType",
                                                            name => Lookup.ObjectType(system, name));
        body["metaverseObjectTypeId"] = Lookup.Either(MetaverseObjectTypeId, MetaverseObjectTypeName, "MetaverseObjectType", Lookup.MetaverseType);
        WriteChanged(Change($"synchronisation rule {Name}", "Make", HttpMethod.Post, "/synchronisation/sync-rules", body), "JIM.SyncRule", PassThru);
    }
}
