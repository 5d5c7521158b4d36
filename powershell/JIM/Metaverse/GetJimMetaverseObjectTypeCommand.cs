using System.Management.Automation;
using Jim.Rest;

namespace Jim.Metaverse;

/// <summary>Gets the kinds of metaverse objects.</summary>
/// <remarks><para>Lists them by name, or gets one with its attributes.</para></remarks>
/// <example>
/// <code>Get-JIMMetaverseObjectType</code>
/// <para>Lists the object types.</para>
/// </example>
/// <example>
/// <code>(Get-JIMMetaverseObjectType -Name User).Attributes | Where-Object Type -eq Reference</code>
/// <para>Lists the attributes of users that refer to other objects.</para>
/// </example>
[Cmdlet(VerbsCommon.Get, "JIMMetaverseObjectType", DefaultParameterSetName = "List")]
[OutputType("JIM.MetaverseObjectType")]
public sealed class GetJimMetaverseObjectTypeCommand : ListCommand
{
    /// <summary>The id of the object type.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "ById", ValueFromPipelineByPropertyName = true)]
    public int Id { get; set; }

    /// <summary>The name of the object type; with wildcards, a list.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ByName"), SupportsWildcards, ArgumentCompleter(typeof(MetaverseObjectTypeCompleter))]
    public string? Name { get; set; }

    /// <summary>Counts objects of kinds below this one too.</summary>
    [Parameter, Query]
    public SwitchParameter IncludeChildObjects { get; set; }

    private protected override void Execute()
    {
        if (ParameterSetName == "ById")
            WriteOne($"/metaverse/object-types/{Id}", "JIM.MetaverseObjectType");
        else if (Name is not null && !WildcardPattern.ContainsWildcardCharacters(Name))
            WriteOne($"/metaverse/object-types/{Lookup.MetaverseType(Name)}", "JIM.MetaverseObjectType");
        else
            WriteList($"/metaverse/object-types", "JIM.MetaverseObjectType", Named(Name));
    }
}
