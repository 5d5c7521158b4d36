using System.Management.Automation;

namespace Jim.ConnectedSystems;

/// <summary>Gets connected systems.</summary>
/// <remarks><para>Lists them by name with how much is in them, or gets one with its schema.</para></remarks>
/// <example>
/// <code>Get-JIMConnectedSystem</code>
/// <para>Lists the connected systems.</para>
/// </example>
/// <example>
/// <code>Get-JIMConnectedSystem -Name H* | ForEach-Object { Get-JIMConnectedSystem -Id $_.Id }</code>
/// <para>Gets every connected system whose name begins with H, with its object types and attributes.</para>
/// </example>
[Cmdlet(VerbsCommon.Get, "JIMConnectedSystem", DefaultParameterSetName = "List")]
[OutputType("JIM.ConnectedSystem")]
public sealed class GetJimConnectedSystemCommand : ListCommand
{
    /// <summary>The id of the connected system.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "ById", ValueFromPipelineByPropertyName = true)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "ObjectTypes", ValueFromPipelineByPropertyName = true)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "DeletionPreview", ValueFromPipelineByPropertyName = true)]
    public int Id { get; set; }

    /// <summary>The name; wildcards are allowed.</summary>
    [Parameter(ParameterSetName = "List")]
    [ArgumentCompleter(typeof(ConnectedSystemCompleter)), SupportsWildcards]
    public string? Name { get; set; }

    /// <summary>Gets the object types of the system, as Get-JIMConnectedSystemObjectType does.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ObjectTypes")]
    public SwitchParameter ObjectTypes { get; set; }

    /// <summary>Gets what deleting the system would take with it.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "DeletionPreview")]
    public SwitchParameter DeletionPreview { get; set; }

    private protected override void Execute()
    {
        if (ObjectTypes)
            WriteOne($"/synchronisation/connected-systems/{Id}/object-types", "JIM.ConnectedSystemObjectType");
        else if (DeletionPreview)
            WriteOne($"/synchronisation/connected-systems/{Id}/deletion-preview", "JIM.DeletionPreview");
        else if (ParameterSetName == "ById")
            WriteOne($"/synchronisation/connected-systems/{Id}", "JIM.ConnectedSystem");
        else
            WriteList($"/synchronisation/connected-systems", "JIM.ConnectedSystem", Named(Name));
    }
}
