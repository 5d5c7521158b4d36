using System.Management.Automation;
using Jim.Rest;

namespace Jim.ConnectedSystems;

/// <summary>Selects or excludes a container of a partition.</summary>
/// <remarks><para>Only objects in selected containers are imported. Only for systems whose connector has containers; a file has none.</para></remarks>
/// <example>
/// <code>Get-JIMConnectedSystemPartition -ConnectedSystemName Directory | ForEach-Object Containers | Set-JIMConnectedSystemContainer -Selected $true -Scope Subtree</code>
/// <para>Selects the containers of Directory with everything below them.</para>
/// </example>
/// <example>
/// <code>Get-JIMConnectedSystemPartition -ConnectedSystemName Directory | ForEach-Object Containers | Where-Object Name -eq 'Disabled users' | Set-JIMConnectedSystemContainer -Excluded $true -PassThru</code>
/// <para>Leaves one container out.</para>
/// </example>
[Cmdlet(VerbsCommon.Set, "JIMConnectedSystemContainer", SupportsShouldProcess = true, DefaultParameterSetName = SystemScope.ById)]
[OutputType("JIM.Container")]
public sealed class SetJimConnectedSystemContainerCommand : InSystemChangeCommand
{
    /// <summary>The id of the container.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true), Alias("Id")]
    public int ContainerId { get; set; }

    /// <summary>Whether objects in this container are imported.</summary>
    [Parameter, Body]
    public bool Selected { get; set; }

    /// <summary>Whether this container is left out where one above it is selected.</summary>
    [Parameter, Body]
    public bool Excluded { get; set; }

    /// <summary>Whether containers below it belong to the selection.</summary>
    [Parameter, Body, ValidateSet("Subtree", "OneLevel")]
    public string? Scope { get; set; }

    /// <summary>Gives the changed container out.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void Execute()
    {
        var system = SystemId;
        WriteChanged(Change($"container {ContainerId} of connected system {ConnectedSystemName ?? $"{system}"}", "Change", HttpMethod.Put,
            $"/synchronisation/connected-systems/{system}/containers/{ContainerId}", Body()), "JIM.Container", PassThru);
    }
}
