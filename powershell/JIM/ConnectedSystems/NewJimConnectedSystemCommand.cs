using System.Management.Automation;
using Jim.Rest;

namespace Jim.ConnectedSystems;

/// <summary>Makes a connected system.</summary>
/// <remarks><para>Its settings come next, with Set-JIMConnectedSystem, then its schema, with Import-JIMConnectedSystemSchema.</para></remarks>
/// <example>
/// <code>New-JIMConnectedSystem -Name Payroll -ConnectorName 'JIM File Connector' -PassThru</code>
/// <para>Makes a connected system for a file, and shows it.</para>
/// </example>
/// <example>
/// <code>Get-JIMConnectorDefinition -Name 'JIM File Connector' | ForEach-Object { New-JIMConnectedSystem -Name Contractors -ConnectorDefinitionId $_.Id -Description 'Who is not on the payroll' }</code>
/// <para>Makes another by the connector's id.</para>
/// </example>
[Cmdlet(VerbsCommon.New, "JIMConnectedSystem", SupportsShouldProcess = true, DefaultParameterSetName = "ById")]
[OutputType("JIM.ConnectedSystem")]
public sealed class NewJimConnectedSystemCommand : ChangeCommand
{
    /// <summary>The name of the new system.</summary>
    [Parameter(Mandatory = true, Position = 0), Body]
    public string Name { get; set; } = "";

    /// <summary>What the system is, in words.</summary>
    [Parameter, Body]
    public string? Description { get; set; }

    /// <summary>The id of the connector.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ById"), Body]
    public int ConnectorDefinitionId { get; set; }

    /// <summary>The name of the connector.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ByName")]
    [ArgumentCompleter(typeof(ConnectorCompleter))]
    public string? ConnectorName { get; set; }

    /// <summary>Why, for the history.</summary>
    [Parameter, Body]
    public string? ChangeReason { get; set; }

    /// <summary>Gives the new system out.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void Execute()
    {
        var body = Body();
        if (ConnectorName is not null)
            body["connectorDefinitionId"] = Lookup.Connector(ConnectorName);
        WriteChanged(Change($"connected system {Name}", "Make", HttpMethod.Post, "/synchronisation/connected-systems", body), "JIM.ConnectedSystem", PassThru);
    }
}
