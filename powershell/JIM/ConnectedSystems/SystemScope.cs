using System.Management.Automation;

namespace Jim.ConnectedSystems;

/// <summary>How cmdlets about something in a connected system say which system.</summary>
internal static class SystemScope
{
    public const string ById = "ById";
    public const string ByName = "ByName";
    public const string ByInputObject = "ByInputObject";
}

/// <summary>Cmdlets that change one connected system, which is named by its id, its name, or an object from the pipeline.</summary>
public abstract class ConnectedSystemChangeCommand : ChangeCommand
{
    /// <summary>The id of the connected system.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = SystemScope.ById, ValueFromPipelineByPropertyName = true)]
    public int Id { get; set; }

    /// <summary>The name of the connected system.</summary>
    [Parameter(Mandatory = true, ParameterSetName = SystemScope.ByName)]
    [ArgumentCompleter(typeof(ConnectedSystemCompleter))]
    public string? ConnectedSystemName { get; set; }

    /// <summary>A connected system from Get-JIMConnectedSystem.</summary>
    [Parameter(Mandatory = true, ParameterSetName = SystemScope.ByInputObject, ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    private protected int SystemId =>
        InputObject is not null ? Member<int>(InputObject, "Id") : ConnectedSystemName is not null ? Lookup.System(ConnectedSystemName) : Id;

    /// <summary>The system in words; who is asked wants its name, so an id is looked up.</summary>
    private protected string Target(int id) =>
        $"connected system {ConnectedSystemName ?? Lookup.One($"/synchronisation/connected-systems/{id}").GetProperty("name").GetString()}";
}

/// <summary>Cmdlets that read something of a connected system.</summary>
public abstract class InSystemCommand : JimCommand
{
    /// <summary>The id of the connected system.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = SystemScope.ById, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    public int ConnectedSystemId { get; set; }

    /// <summary>The name of the connected system.</summary>
    [Parameter(Mandatory = true, ParameterSetName = SystemScope.ByName)]
    [ArgumentCompleter(typeof(ConnectedSystemCompleter))]
    public string? ConnectedSystemName { get; set; }

    private protected int SystemId => ConnectedSystemName is null ? ConnectedSystemId : Lookup.System(ConnectedSystemName);
}

/// <summary>Cmdlets that change something of a connected system.</summary>
public abstract class InSystemChangeCommand : ChangeCommand
{
    /// <summary>The id of the connected system.</summary>
    [Parameter(Mandatory = true, ParameterSetName = SystemScope.ById, ValueFromPipelineByPropertyName = true)]
    public int ConnectedSystemId { get; set; }

    /// <summary>The name of the connected system.</summary>
    [Parameter(Mandatory = true, ParameterSetName = SystemScope.ByName)]
    [ArgumentCompleter(typeof(ConnectedSystemCompleter))]
    public string? ConnectedSystemName { get; set; }

    private protected virtual int SystemId => ConnectedSystemName is null ? ConnectedSystemId : Lookup.System(ConnectedSystemName);
}
