using System.Management.Automation;
using Jim.Rest;

namespace Jim.ConnectedSystems;

/// <summary>Reads the schema of the source into a connected system.</summary>
/// <remarks>
/// <para>What was made of the schema before is kept. With -Preview nothing changes, and the answer says what would. Where something that
/// rules use has gone from the source, say what becomes of them: -DisableDependents or -RemoveDependents.</para>
/// </remarks>
/// <example>
/// <code>Import-JIMConnectedSystemSchema -ConnectedSystemName HR -PassThru</code>
/// <para>Imports the schema of HR and shows the system with it.</para>
/// </example>
/// <example>
/// <code>Get-JIMConnectedSystem -Name HR | Import-JIMConnectedSystemSchema -Preview</code>
/// <para>Shows what an import of the schema would change.</para>
/// </example>
[Cmdlet(VerbsData.Import, "JIMConnectedSystemSchema", SupportsShouldProcess = true, DefaultParameterSetName = SystemScope.ById)]
[OutputType("JIM.ConnectedSystem", "JIM.SchemaRefreshResult")]
public sealed class ImportJimConnectedSystemSchemaCommand : ConnectedSystemChangeCommand
{
    /// <summary>Only says what would change.</summary>
    [Parameter]
    public SwitchParameter Preview { get; set; }

    /// <summary>Disables the rules that use what has gone.</summary>
    [Parameter, Body]
    public SwitchParameter DisableDependents { get; set; }

    /// <summary>Removes the rules that use what has gone.</summary>
    [Parameter, Body]
    public SwitchParameter RemoveDependents { get; set; }

    /// <summary>Gives the system with its new schema out.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void Execute()
    {
        var id = SystemId;
        if (Preview)
        {
            Write(Send(HttpMethod.Post, $"/synchronisation/connected-systems/{id}/import-schema/preview"), "JIM.SchemaRefreshResult");
            return;
        }
        var body = Body();
        WriteChanged(Change(Target(id), "Import the schema", HttpMethod.Post,
            Routes.Of($"/synchronisation/connected-systems/{id}/import-schema"), body.Count > 0 ? body : null), "JIM.ConnectedSystem", PassThru);
    }
}
