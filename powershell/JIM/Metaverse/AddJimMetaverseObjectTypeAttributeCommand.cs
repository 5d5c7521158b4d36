using System.Management.Automation;
using Jim.Rest;

namespace Jim.Metaverse;

/// <summary>Gives a kind of metaverse objects an attribute.</summary>
/// <remarks><para>It may have it already.</para></remarks>
/// <example>
/// <code>Get-JIMMetaverseAttribute -Name 'Job Title' | Add-JIMMetaverseObjectTypeAttribute -ObjectTypeName Group</code>
/// <para>Gives groups a job title.</para>
/// </example>
/// <example>
/// <code>New-JIMMetaverseAttribute -Name 'Badge Number' -Type Text | Add-JIMMetaverseObjectTypeAttribute -ObjectTypeName User -PassThru</code>
/// <para>Makes an attribute and gives it to users.</para>
/// </example>
[Cmdlet(VerbsCommon.Add, "JIMMetaverseObjectTypeAttribute", SupportsShouldProcess = true)]
[OutputType("JIM.MetaverseAttribute")]
public sealed class AddJimMetaverseObjectTypeAttributeCommand : ChangeCommand
{
    /// <summary>The id of the attribute.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true), Alias("Id")]
    public int AttributeId { get; set; }

    /// <summary>The id of the object type.</summary>
    [Parameter]
    public int? ObjectTypeId { get; set; }

    /// <summary>The name of the object type, instead of its id.</summary>
    [Parameter, ArgumentCompleter(typeof(MetaverseObjectTypeCompleter))]
    public string? ObjectTypeName { get; set; }

    /// <summary>Why, for the history.</summary>
    [Parameter, Query]
    public string? ChangeReason { get; set; }

    /// <summary>Gives the attribute out, with its object types.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void Execute()
    {
        var type = Lookup.Either(ObjectTypeId, ObjectTypeName, "ObjectType", Lookup.MetaverseType);
        WriteChanged(Change($"metaverse object type {ObjectTypeName ?? $"{type}"}", $"Add the attribute {AttributeId}", HttpMethod.Post,
            WithQuery($"/metaverse/attributes/{AttributeId}/object-types/{type}")), "JIM.MetaverseAttribute", PassThru);
    }
}
