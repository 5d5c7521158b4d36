using System.Management.Automation;
using Jim.ConnectedSystems;
using Jim.Rest;

namespace Jim.RunProfiles;

/// <summary>Makes a run profile.</summary>
/// <remarks><para>Which types of runs there are depends on the connector: Get-JIMConnectedSystemCapability.</para></remarks>
/// <example>
/// <code>New-JIMRunProfile -ConnectedSystemName HR -Name 'Nightly Import' -RunType FullImport -PassThru</code>
/// <para>Makes a full import of HR.</para>
/// </example>
/// <example>
/// <code>Get-JIMConnectedSystem -Name HR | New-JIMRunProfile -Name 'Careful Import' -RunType FullImport -PageSize 500</code>
/// <para>Makes one with a page size of its own, for a system from the pipeline.</para>
/// </example>
[Cmdlet(VerbsCommon.New, "JIMRunProfile", SupportsShouldProcess = true, DefaultParameterSetName = SystemScope.ById)]
[OutputType("JIM.RunProfile")]
public sealed class NewJimRunProfileCommand : ChangeCommand
{
    /// <summary>The id of the connected system.</summary>
    [Parameter(Mandatory = true, ParameterSetName = SystemScope.ById, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    public int ConnectedSystemId { get; set; }

    /// <summary>The name of the connected system.</summary>
    [Parameter(Mandatory = true, ParameterSetName = SystemScope.ByName)]
    [ArgumentCompleter(typeof(ConnectedSystemCompleter))]
    public string? ConnectedSystemName { get; set; }

    /// <summary>The name of the new run profile.</summary>
    [Parameter(Mandatory = true), Body]
    public string Name { get; set; } = "";

    /// <summary>What it does.</summary>
    [Parameter(Mandatory = true), Body]
    [ValidateSet("FullImport", "DeltaImport", "FullSynchronisation", "DeltaSynchronisation", "Export")]
    public string RunType { get; set; } = "";

    /// <summary>How many objects make up a batch.</summary>
    [Parameter, Body, ValidateRange(1, 10_000)]
    public int PageSize { get; set; }

    /// <summary>The id of the partition that it is about.</summary>
    [Parameter, Body]
    public int PartitionId { get; set; }

    /// <summary>The file that it reads, as an absolute path on the server, instead of that of the system's settings.</summary>
    [Parameter, Body]
    public string? FilePath { get; set; }

    /// <summary>Has a full import compare the hash of every object with its content.</summary>
    [Parameter, Body]
    public SwitchParameter VerifyImportContentHashes { get; set; }

    /// <summary>How often a run is started again when its worker is lost.</summary>
    [Parameter, Body, ValidateRange(0, 10)]
    public int RestartsAfterLostWorker { get; set; }

    /// <summary>Why, for the history.</summary>
    [Parameter, Body]
    public string? ChangeReason { get; set; }

    /// <summary>Gives the new run profile out.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void Execute()
    {
        var system = ConnectedSystemName is null ? ConnectedSystemId : Lookup.System(ConnectedSystemName);
        WriteChanged(Change($"run profile {Name} of connected system {ConnectedSystemName ?? $"{system}"}", "Make", HttpMethod.Post,
            $"/synchronisation/connected-systems/{system}/run-profiles", Body()), "JIM.RunProfile", PassThru);
    }
}
