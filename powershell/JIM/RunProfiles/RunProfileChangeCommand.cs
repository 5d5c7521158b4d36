using System.Management.Automation;
using Jim.ConnectedSystems;

namespace Jim.RunProfiles;

/// <summary>Cmdlets that change one run profile, which is named by ids, by names, or by an object from the pipeline.</summary>
public abstract class RunProfileChangeCommand : ChangeCommand
{
    /// <summary>The id of the connected system.</summary>
    [Parameter(Mandatory = true, ParameterSetName = SystemScope.ById)]
    public int ConnectedSystemId { get; set; }

    /// <summary>The name of the connected system.</summary>
    [Parameter(Mandatory = true, ParameterSetName = SystemScope.ByName)]
    [ArgumentCompleter(typeof(ConnectedSystemCompleter))]
    public string? ConnectedSystemName { get; set; }

    /// <summary>The id of the run profile.</summary>
    [Parameter(ParameterSetName = SystemScope.ById), Parameter(ParameterSetName = SystemScope.ByName)]
    public int? RunProfileId { get; set; }

    /// <summary>The name of the run profile, instead of its id.</summary>
    [Parameter(ParameterSetName = SystemScope.ById), Parameter(ParameterSetName = SystemScope.ByName)]
    [ArgumentCompleter(typeof(RunProfileCompleter))]
    public string? RunProfileName { get; set; }

    /// <summary>A run profile from Get-JIMRunProfile.</summary>
    [Parameter(Mandatory = true, ParameterSetName = SystemScope.ByInputObject, ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    private protected (int System, int Profile, string Words) Target()
    {
        if (InputObject is not null)
            return (Member<int>(InputObject, "ConnectedSystemId"), Member<int>(InputObject, "Id"), $"run profile {Member<string>(InputObject, "Name")}");
        var system = ConnectedSystemName is null ? ConnectedSystemId : Lookup.System(ConnectedSystemName);
        var profile = Lookup.Either(RunProfileId, RunProfileName, "RunProfile", name => Lookup.RunProfile(system, name));
        return (system, profile, $"run profile {RunProfileName ?? $"{profile}"} of connected system {ConnectedSystemName ?? $"{system}"}");
    }
}
