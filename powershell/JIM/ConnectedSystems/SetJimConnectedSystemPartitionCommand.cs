using System.Management.Automation;
using Jim.Rest;

namespace Jim.ConnectedSystems;

/// <summary>Selects a partition of a connected system.</summary>
/// <remarks><para>Only objects of selected partitions are imported. Only for systems whose connector has partitions; a file has none.</para></remarks>
/// <example>
/// <code>Get-JIMConnectedSystemPartition -ConnectedSystemName Directory | Set-JIMConnectedSystemPartition -Selected $true</code>
/// <para>Selects all partitions of Directory.</para>
/// </example>
/// <example>
/// <code>Get-JIMConnectedSystem | Get-JIMConnectedSystemPartition | Where-Object Name -like 'DC=test,*' | Set-JIMConnectedSystemPartition -Selected $false -WhatIf</code>
/// <para>Shows which partitions would be left out.</para>
/// </example>
[Cmdlet(VerbsCommon.Set, "JIMConnectedSystemPartition", SupportsShouldProcess = true, DefaultParameterSetName = SystemScope.ById)]
[OutputType("JIM.Partition")]
public sealed class SetJimConnectedSystemPartitionCommand : InSystemChangeCommand
{
    /// <summary>The id of the partition.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true), Alias("Id")]
    public int PartitionId { get; set; }

    /// <summary>Whether objects of this partition are imported.</summary>
    [Parameter, Body]
    public bool Selected { get; set; }

    /// <summary>Gives the changed partition out.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void Execute()
    {
        var system = SystemId;
        WriteChanged(Change($"partition {PartitionId} of connected system {ConnectedSystemName ?? $"{system}"}", "Change", HttpMethod.Put,
            $"/synchronisation/connected-systems/{system}/partitions/{PartitionId}", Body()), "JIM.Partition", PassThru);
    }
}
