using System.Management.Automation;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jim.Rest;

namespace Jim.Metaverse;

/// <summary>Changes an attribute of the metaverse.</summary>
/// <remarks><para>What is not given stays as it is. Type and plurality can change as long as nothing uses the attribute.</para></remarks>
/// <example>
/// <code>Get-JIMMetaverseAttribute -Name 'Emails' | Set-JIMMetaverseAttribute -RenderingHint List</code>
/// <para>Has an attribute shown as a list.</para>
/// </example>
/// <example>
/// <code>New-JIMMetaverseAttribute -Name 'Badge' -Type Text | Set-JIMMetaverseAttribute -Name 'Badge Number' -Type Integer -PassThru</code>
/// <para>Renames a new attribute and changes its type.</para>
/// </example>
[Cmdlet(VerbsCommon.Set, "JIMMetaverseAttribute", SupportsShouldProcess = true, DefaultParameterSetName = "ById")]
[OutputType("JIM.MetaverseAttribute")]
public sealed class SetJimMetaverseAttributeCommand : ChangeCommand
{
    /// <summary>The id of the attribute.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "ById", ValueFromPipelineByPropertyName = true)]
    public int Id { get; set; }

    /// <summary>An attribute from Get-JIMMetaverseAttribute.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ByInputObject", ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>The new name.</summary>
    [Parameter, Body]
    public string? Name { get; set; }

    /// <summary>How values are shown.</summary>
    [Parameter, Body, ValidateSet("Default", "Table", "ChipSet", "List")]
    public string? RenderingHint { get; set; }

    /// <summary>The new type of its values.</summary>
    [Parameter, ValidateSet("Text", "Integer", "Number", "LongNumber", "Decimal", "DateTime", "Boolean", "Reference", "Guid", "Binary")]
    public string? Type { get; set; }

    /// <summary>Whether it has one value or many.</summary>
    [Parameter, ValidateSet("SingleValued", "MultiValued")]
    public string? AttributePlurality { get; set; }

    /// <summary>What the attribute is called in standards: hashtables of Standard, CounterpartName and Notes.</summary>
    [Parameter, Body]
    public object[]? StandardMappings { get; set; }

    /// <summary>Why, for the history.</summary>
    [Parameter, Body]
    public string? ChangeReason { get; set; }

    /// <summary>Gives the changed attribute out.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void Execute()
    {
        var id = InputObject is null ? Id : Member<int>(InputObject, "Id");
        var now = Lookup.One($"/metaverse/attributes/{id}");
        if (!Agreed($"metaverse attribute {now.GetProperty("name")}", "Change"))
            return;
        JsonElement? answer = null;
        if (Type is not null || AttributePlurality is not null)
            answer = Send(HttpMethod.Patch, $"/metaverse/attributes/{id}/schema", Schema(now));
        var body = Body();
        if (body.Count > 0 || answer is null)
            answer = Send(HttpMethod.Patch, $"/metaverse/attributes/{id}", body);
        WriteChanged(answer, "JIM.MetaverseAttribute", PassThru);
    }

    // The request names both; what is not given stays.
    private JsonObject Schema(JsonElement now)
    {
        var schema = new JsonObject
        {
            ["type"] = Type is null ? now.GetProperty("type").GetString() : Type == "Integer" ? "Number" : Type,
            ["attributePlurality"] = AttributePlurality ?? now.GetProperty("attributePlurality").GetString(),
        };
        if (ChangeReason is not null)
            schema["changeReason"] = ChangeReason;
        return schema;
    }
}
