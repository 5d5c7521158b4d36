using System.Management.Automation;
using Jim.AlertRules;
using Jim.ConnectedSystems;
using Jim.Rest;

namespace Jim.RunProfiles;

/// <summary>A run profile, by the ids of its route and in words.</summary>
internal sealed record RunProfileAt(int System, int Id, string Words)
{
    public string Route => Routes.Of($"/synchronisation/connected-systems/{System}/run-profiles/{Id}");

    public string AlertRules => Route + "/alert-rules";
}

/// <summary>Cmdlets about a run profile or something of it, which is named by ids or by names.</summary>
public abstract class OfRunProfileCommand : ChangeCommand
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

    /// <summary>The run profile from the pipeline, or the one that is named.</summary>
    private protected RunProfileAt Profile(PSObject? input)
    {
        if (input is not null)
            return new(Member<int>(input, "ConnectedSystemId"), Member<int>(input, "Id"), $"run profile {Member<string>(input, "Name")}");
        var system = ConnectedSystemName is null ? ConnectedSystemId : Lookup.System(ConnectedSystemName);
        var profile = Lookup.Either(RunProfileId, RunProfileName, "RunProfile", name => Lookup.RunProfile(system, name));
        return new(system, profile, $"run profile {RunProfileName ?? $"{profile}"} of connected system {ConnectedSystemName ?? $"{system}"}");
    }

    /// <summary>The alert rule from the pipeline, or the one that is named, of the run profile that is named.</summary>
    private protected AlertRuleAt AlertRule(PSObject? input, int? id, string? name)
    {
        if (input is not null)
            return new(new(Member<int>(input, "ConnectedSystemId"), Member<int>(input, "RunProfileId"), ""), Member<int>(input, "Id"), $"alert rule {Member<string>(input, "Name")}");
        var profile = Profile(null);
        var rule = Lookup.Either(id, name, "AlertRule", known => Lookup.AlertRule(profile.System, profile.Id, known));
        return new(profile, rule, $"alert rule {name ?? $"{rule}"} of {profile.Words}");
    }
}

/// <summary>Cmdlets about one run profile, which is named by ids, by names, or by an object from the pipeline.</summary>
public abstract class RunProfileCommand : OfRunProfileCommand
{
    /// <summary>A run profile from Get-JIMRunProfile.</summary>
    [Parameter(Mandatory = true, ParameterSetName = SystemScope.ByInputObject, ValueFromPipeline = true)]
    [PSTypeName("JIM.RunProfile")]
    public PSObject? InputObject { get; set; }

    private protected RunProfileAt Profile() => Profile(InputObject);
}
