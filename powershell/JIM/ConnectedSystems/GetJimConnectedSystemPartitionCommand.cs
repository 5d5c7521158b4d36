using System.Management.Automation;

namespace Jim.ConnectedSystems;

/// <summary>Gets the partitions of a connected system with their containers.</summary>
/// <remarks><para>None where the connector has none, as with files.</para></remarks>
/// <example>
/// <code>Get-JIMConnectedSystemPartition -ConnectedSystemName Directory</code>
/// <para>Lists the partitions of Directory.</para>
/// </example>
/// <example>
/// <code>Get-JIMConnectedSystem | Get-JIMConnectedSystemPartition</code>
/// <para>Lists the partitions of all systems.</para>
/// </example>
[Cmdlet(VerbsCommon.Get, "JIMConnectedSystemPartition", DefaultParameterSetName = SystemScope.ById)]
[OutputType("JIM.Partition")]
public sealed class GetJimConnectedSystemPartitionCommand : InSystemCommand
{
    private protected override void Execute() => WriteOne($"/synchronisation/connected-systems/{SystemId}/partitions", "JIM.Partition");
}
