using System.Management.Automation;
using Jim.Rest;

namespace Jim.Metaverse;

/// <summary>Gets metaverse objects: people, groups and whatever else there is.</summary>
/// <remarks>
/// <para>Lists them in the order in which they were made, counts them, or gets one with every value, who contributed it, and the objects of
/// connected systems that are joined to it.</para>
/// </remarks>
/// <example>
/// <code>Get-JIMMetaverseObject -ObjectTypeName User -AttributeName 'Employee ID' -AttributeValue 'E0000001' -Attributes *</code>
/// <para>Finds a person by the employee id, with all attributes.</para>
/// </example>
/// <example>
/// <code>Get-JIMMetaverseObject -ObjectTypeName User -First 1 | Get-JIMMetaverseObject</code>
/// <para>Gets everything about one person.</para>
/// </example>
[Cmdlet(VerbsCommon.Get, "JIMMetaverseObject", DefaultParameterSetName = "List")]
[OutputType("JIM.MetaverseObject", "JIM.MetaverseObjectDetail"), OutputType(typeof(int))]
public sealed class GetJimMetaverseObjectCommand : ListCommand
{
    /// <summary>The id of one object.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "ById", ValueFromPipelineByPropertyName = true)]
    public Guid Id { get; set; }

    /// <summary>The id of an object type.</summary>
    [Parameter(ParameterSetName = "List"), Parameter(ParameterSetName = "Count"), Query]
    public int ObjectTypeId { get; set; }

    /// <summary>The name of an object type.</summary>
    [Parameter(ParameterSetName = "List"), Parameter(ParameterSetName = "Count"), ArgumentCompleter(typeof(MetaverseObjectTypeCompleter))]
    public string? ObjectTypeName { get; set; }

    /// <summary>Text in the display names.</summary>
    [Parameter(ParameterSetName = "List"), Parameter(ParameterSetName = "Count"), Query]
    public string? Search { get; set; }

    /// <summary>The name of an attribute that must have the value of -AttributeValue.</summary>
    [Parameter(ParameterSetName = "List"), Parameter(ParameterSetName = "Count"), Query("filterAttributeName"), ArgumentCompleter(typeof(MetaverseAttributeCompleter))]
    public string? AttributeName { get; set; }

    /// <summary>The value that the attribute must have.</summary>
    [Parameter(ParameterSetName = "List"), Parameter(ParameterSetName = "Count"), Query("filterAttributeValue")]
    public string? AttributeValue { get; set; }

    /// <summary>The names of attributes to list; * lists all.</summary>
    [Parameter(ParameterSetName = "List"), Query, ArgumentCompleter(typeof(MetaverseAttributeCompleter))]
    public string[]? Attributes { get; set; }

    /// <summary>Counts the objects.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Count")]
    public SwitchParameter Count { get; set; }

    private protected override void Execute()
    {
        if (ParameterSetName == "ById")
        {
            WriteOne($"/metaverse/objects/{Id}", "JIM.MetaverseObjectDetail");
            return;
        }
        var type = ObjectTypeName is null ? "" : $"?objectTypeId={Lookup.MetaverseType(ObjectTypeName)}";
        if (Count)
            Write(Send(HttpMethod.Get, Routes.WithQuery("/metaverse/objects/count" + type, RequestValues.QueryOf(this))), "JIM.Count");
        else if (type.Length > 0)
            WriteList($"/metaverse/objects?objectTypeId={Lookup.MetaverseType(ObjectTypeName!)}", "JIM.MetaverseObject");
        else
            WriteList($"/metaverse/objects", "JIM.MetaverseObject");
    }
}
