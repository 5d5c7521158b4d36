using System.Management.Automation;

namespace Jim.Synchronisation;

/// <summary>Gets the kinds of connectors, with their settings and what they can do.</summary>
/// <remarks><para>One that is named or numbered comes with its settings; the names of the settings are what Set-JIMConnectedSystem takes.</para></remarks>
/// <example>
/// <code>Get-JIMConnectorDefinition</code>
/// <para>Lists the connectors.</para>
/// </example>
/// <example>
/// <code>(Get-JIMConnectorDefinition -Name 'JIM File Connector').Settings</code>
/// <para>Lists the settings of the file connector.</para>
/// </example>
[Cmdlet(VerbsCommon.Get, "JIMConnectorDefinition", DefaultParameterSetName = "List")]
[OutputType("JIM.ConnectorDefinition")]
public sealed class GetJimConnectorDefinitionCommand : JimCommand
{
    /// <summary>The id of the connector.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "ById", ValueFromPipelineByPropertyName = true)]
    public int Id { get; set; }

    /// <summary>The exact name of the connector.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ByName"), ArgumentCompleter(typeof(ConnectorCompleter))]
    public string? Name { get; set; }

    private protected override void Execute()
    {
        if (ParameterSetName == "ById")
            WriteOne($"/synchronisation/connector-definitions/{Id}", "JIM.ConnectorDefinition");
        else if (Name is not null)
            WriteOne($"/synchronisation/connector-definitions/by-name/{Name}", "JIM.ConnectorDefinition");
        else
            WriteOne($"/synchronisation/connector-definitions", "JIM.ConnectorDefinition");
    }
}
