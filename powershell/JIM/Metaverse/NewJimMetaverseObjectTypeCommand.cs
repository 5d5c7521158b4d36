using System.Management.Automation;
using Jim.Rest;

namespace Jim.Metaverse;

/// <summary>Makes a kind of metaverse objects.</summary>
/// <remarks><para>The new object type is given out.</para></remarks>
/// <example>
/// <code>New-JIMMetaverseObjectType -Name Device -PluralName Devices -AttributeIds (Get-JIMMetaverseAttribute -Name 'Display Name').Id</code>
/// <para>Makes an object type for devices, with a display name.</para>
/// </example>
/// <example>
/// <code>New-JIMMetaverseObjectType -Name Room -PluralName Rooms -DeletionRule WhenLastConnectorDisconnected -DeletionGracePeriod 7.00:00:00</code>
/// <para>Makes one whose objects go a week after the last system has let go of them.</para>
/// </example>
[Cmdlet(VerbsCommon.New, "JIMMetaverseObjectType", SupportsShouldProcess = true)]
[OutputType("JIM.MetaverseObjectType")]
public sealed class NewJimMetaverseObjectTypeCommand : ObjectTypeChangeCommand
{
    /// <summary>The name of the new object type.</summary>
    [Parameter(Mandatory = true, Position = 0), Body]
    public string Name { get; set; } = "";

    /// <summary>The ids of the attributes that it gets.</summary>
    [Parameter, Body]
    public int[]? AttributeIds { get; set; }

    private protected override void Execute() =>
        WriteChanged(Change($"metaverse object type {Name}", "Make", HttpMethod.Post, "/metaverse/object-types", Body()), "JIM.MetaverseObjectType");
}
