using System.Management.Automation;

namespace Jim.Metaverse;

/// <summary>Gets the attributes of the metaverse.</summary>
/// <remarks><para>Lists them by name, or gets one with the object types that have it.</para></remarks>
/// <example>
/// <code>Get-JIMMetaverseAttribute -Name *Name*</code>
/// <para>Lists the attributes whose name has the word Name in it.</para>
/// </example>
/// <example>
/// <code>(Get-JIMMetaverseAttribute -Name 'Employee ID').ObjectTypes</code>
/// <para>Lists the object types that have an employee id.</para>
/// </example>
[Cmdlet(VerbsCommon.Get, "JIMMetaverseAttribute", DefaultParameterSetName = "List")]
[OutputType("JIM.MetaverseAttribute")]
public sealed class GetJimMetaverseAttributeCommand : ListCommand
{
    /// <summary>The id of the attribute.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "ById", ValueFromPipelineByPropertyName = true)]
    public int Id { get; set; }

    /// <summary>The name of the attribute; with wildcards, a list.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ByName"), SupportsWildcards, ArgumentCompleter(typeof(MetaverseAttributeCompleter))]
    public string? Name { get; set; }

    private protected override void Execute()
    {
        if (ParameterSetName == "ById")
            WriteOne($"/metaverse/attributes/{Id}", "JIM.MetaverseAttribute");
        else if (Name is not null && !WildcardPattern.ContainsWildcardCharacters(Name))
            WriteOne($"/metaverse/attributes/{Lookup.MetaverseAttribute(Name)}", "JIM.MetaverseAttribute");
        else
            WriteList($"/metaverse/attributes", "JIM.MetaverseAttribute", Named(Name));
    }
}
