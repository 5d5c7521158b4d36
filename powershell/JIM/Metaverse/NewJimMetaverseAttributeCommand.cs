using System.Management.Automation;
using Jim.Rest;

namespace Jim.Metaverse;

/// <summary>Makes an attribute of the metaverse, and gives it to object types.</summary>
/// <remarks><para>The new attribute is given out.</para></remarks>
/// <example>
/// <code>New-JIMMetaverseAttribute -Name 'Badge Number' -Type Text</code>
/// <para>Makes an attribute that no object type has yet.</para>
/// </example>
/// <example>
/// <code>New-JIMMetaverseAttribute -Name 'Skills' -Type Text -AttributePlurality MultiValued -ObjectTypeIds (Get-JIMMetaverseObjectType -Name User).Id</code>
/// <para>Makes one with many values, for users.</para>
/// </example>
[Cmdlet(VerbsCommon.New, "JIMMetaverseAttribute", SupportsShouldProcess = true)]
[OutputType("JIM.MetaverseAttribute")]
public sealed class NewJimMetaverseAttributeCommand : ChangeCommand
{
    /// <summary>The name of the new attribute.</summary>
    [Parameter(Mandatory = true, Position = 0), Body]
    public string Name { get; set; } = "";

    /// <summary>The type of its values.</summary>
    [Parameter(Mandatory = true), Body, ValidateSet("Text", "Integer", "Number", "LongNumber", "Decimal", "DateTime", "Boolean", "Reference", "Guid", "Binary")]
    public string Type { get; set; } = "";

    /// <summary>Whether it has one value or many; one without it.</summary>
    [Parameter, Body, ValidateSet("SingleValued", "MultiValued")]
    public string? AttributePlurality { get; set; }

    /// <summary>The ids of the object types that get it.</summary>
    [Parameter, Body]
    public int[]? ObjectTypeIds { get; set; }

    /// <summary>Why, for the history.</summary>
    [Parameter, Body]
    public string? ChangeReason { get; set; }

    private protected override void Execute() =>
        WriteChanged(Change($"metaverse attribute {Name}", "Make", HttpMethod.Post, "/metaverse/attributes", Body()), "JIM.MetaverseAttribute");
}
