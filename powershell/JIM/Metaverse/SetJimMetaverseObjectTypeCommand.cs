using System.Management.Automation;
using Jim.Rest;

namespace Jim.Metaverse;

/// <summary>Changes a kind of metaverse objects, such as when its objects go.</summary>
/// <remarks><para>What is not given stays as it is.</para></remarks>
/// <example>
/// <code>Set-JIMMetaverseObjectType -Name User -DeletionRule WhenAuthoritativeSourceDisconnected -DeletionTriggerMode SpecificSourcesDisconnect -DeletionTriggerConnectedSystemIds (Get-JIMConnectedSystem -Name HR).Id</code>
/// <para>Has people go from everywhere when HR lets go of them.</para>
/// </example>
/// <example>
/// <code>Get-JIMMetaverseObjectType -Name Group | Set-JIMMetaverseObjectType -DeletionGracePeriod 3.00:00:00 -PassThru</code>
/// <para>Has groups stay for three days.</para>
/// </example>
[Cmdlet(VerbsCommon.Set, "JIMMetaverseObjectType", SupportsShouldProcess = true, DefaultParameterSetName = "ById")]
[OutputType("JIM.MetaverseObjectType")]
public sealed class SetJimMetaverseObjectTypeCommand : ObjectTypeChangeCommand
{
    /// <summary>The id of the object type.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "ById", ValueFromPipelineByPropertyName = true)]
    public int Id { get; set; }

    /// <summary>The name of the object type.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ByName"), ArgumentCompleter(typeof(MetaverseObjectTypeCompleter))]
    public string? Name { get; set; }

    /// <summary>An object type from Get-JIMMetaverseObjectType.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ByInputObject", ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>The new name.</summary>
    [Parameter, Body("name")]
    public string? NewName { get; set; }

    /// <summary>The activity of a preview that this change was decided on.</summary>
    [Parameter, Body]
    public Guid PreviewActivityId { get; set; }

    /// <summary>Gives the changed object type out.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void Execute()
    {
        var id = InputObject is not null ? Member<int>(InputObject, "Id") : Name is not null ? Lookup.MetaverseType(Name) : Id;
        var name = Name ?? Lookup.One($"/metaverse/object-types/{id}").GetProperty("name").GetString();
        WriteChanged(Change($"metaverse object type {name}", "Change", HttpMethod.Put, $"/metaverse/object-types/{id}", Body()), "JIM.MetaverseObjectType", PassThru);
    }
}
