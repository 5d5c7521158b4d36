using System.Management.Automation;
using Jim.Rest;

namespace Jim.Metaverse;

/// <summary>What can be said of a kind of metaverse objects when it is made and when it is changed.</summary>
public abstract class ObjectTypeChangeCommand : ChangeCommand
{
    /// <summary>The name of many of them, such as Users.</summary>
    [Parameter, Body]
    public string? PluralName { get; set; }

    /// <summary>The name of an icon.</summary>
    [Parameter, Body]
    public string? Icon { get; set; }

    /// <summary>When an object goes by itself.</summary>
    [Parameter, Body, ValidateSet("Manual", "WhenLastConnectorDisconnected", "WhenAuthoritativeSourceDisconnected")]
    public string? DeletionRule { get; set; }

    /// <summary>How long an object stays after that; zero for not at all.</summary>
    [Parameter, Body]
    public TimeSpan DeletionGracePeriod { get; set; }

    /// <summary>The ids of the connected systems that are authoritative.</summary>
    [Parameter, Body]
    public int[]? DeletionTriggerConnectedSystemIds { get; set; }

    /// <summary>Whether all sources have to let go of an object, or one of the given systems.</summary>
    [Parameter, Body, ValidateSet("AllSourcesDisconnect", "SpecificSourcesDisconnect")]
    public string? DeletionTriggerMode { get; set; }

    /// <summary>Why, for the history.</summary>
    [Parameter, Body]
    public string? ChangeReason { get; set; }
}
