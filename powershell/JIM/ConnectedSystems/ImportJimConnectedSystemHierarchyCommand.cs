using System.Management.Automation;
using Jim.Rest;

namespace Jim.ConnectedSystems;

/// <summary>Reads partitions and containers of the source into a connected system.</summary>
/// <remarks><para>Only for systems whose connector has partitions; a file has none, and the server says so.</para></remarks>
/// <example>
/// <code>Import-JIMConnectedSystemHierarchy -ConnectedSystemName Directory -WhatIf</code>
/// <para>Shows what would be done.</para>
/// </example>
/// <example>
/// <code>Get-JIMConnectedSystem -Name Directory | Import-JIMConnectedSystemHierarchy -PassThru -ErrorAction SilentlyContinue</code>
/// <para>Imports the hierarchy where there is one, and shows what has changed.</para>
/// </example>
[Cmdlet(VerbsData.Import, "JIMConnectedSystemHierarchy", SupportsShouldProcess = true, DefaultParameterSetName = SystemScope.ById)]
[OutputType("JIM.HierarchyRefreshResult")]
public sealed class ImportJimConnectedSystemHierarchyCommand : ConnectedSystemChangeCommand
{
    /// <summary>Gives out what has changed.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void Execute()
    {
        var id = SystemId;
        WriteChanged(Change(Target(id), "Import the hierarchy", HttpMethod.Post,
            Routes.Of($"/synchronisation/connected-systems/{id}/import-hierarchy")), "JIM.HierarchyRefreshResult", PassThru);
    }
}
