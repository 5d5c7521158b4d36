using System.Management.Automation;
using Jim.Progress;
using Jim.Rest;

namespace Jim.RunProfiles;

/// <summary>Starts run profiles, and waits for them with live progress.</summary>
/// <remarks>
/// <para>A run is queued and begins when its system is free. With -Wait each run has a progress bar until it ends: its phase, its counts,
/// what is left and whether something is wrong. Several from the pipeline are started together, each with a bar of its own.</para>
/// <para>Where no bars are drawn (redirected output, -NonInteractive) there is a line for each phase and each tenth of it. With
/// $ProgressPreference at SilentlyContinue these lines go to the information stream.</para>
/// <para>A run that failed or was cancelled is a non-terminating error, one with warnings a warning; -ErrorAction Stop ends a script.
/// Ctrl+C ends the waiting, not the run. An outage of the server of up to a minute is waited for.</para>
/// </remarks>
/// <example>
/// <code>Start-JIMRunProfile -ConnectedSystemName HR -RunProfileName 'Full Import' -Wait</code>
/// <para>Imports HR and shows how far it is.</para>
/// </example>
/// <example>
/// <code>Get-JIMConnectedSystem | Get-JIMRunProfile -Name 'Full Import' | Start-JIMRunProfile -Wait -PassThru -ErrorAction SilentlyContinue | Where-Object Status -ne 'Complete'</code>
/// <para>Imports all systems side by side, and gives out the activities of the runs that did not end well.</para>
/// </example>
[Cmdlet(VerbsLifecycle.Start, "JIMRunProfile", DefaultParameterSetName = "ById", SupportsShouldProcess = true)]
[OutputType("JIM.Activity", "JIM.RunProfileExecution")]
public sealed class StartJimRunProfileCommand : ChangeCommand
{
    private readonly List<Guid> started = [];

    /// <summary>The id of the connected system.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ById", ValueFromPipelineByPropertyName = true)]
    [Parameter(Mandatory = true, ParameterSetName = "ByIdAndName")]
    public int ConnectedSystemId { get; set; }

    /// <summary>The name of the connected system.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "ByName")]
    [Parameter(Mandatory = true, ParameterSetName = "ByNameAndId")]
    [ArgumentCompleter(typeof(ConnectedSystemCompleter))]
    public string? ConnectedSystemName { get; set; }

    /// <summary>The id of the run profile.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ById", ValueFromPipelineByPropertyName = true)]
    [Parameter(Mandatory = true, ParameterSetName = "ByNameAndId")]
    [Alias("Id")]
    public int RunProfileId { get; set; }

    /// <summary>The name of the run profile.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = "ByName")]
    [Parameter(Mandatory = true, ParameterSetName = "ByIdAndName")]
    [ArgumentCompleter(typeof(RunProfileCompleter))]
    public string? RunProfileName { get; set; }

    /// <summary>Lets this run delete more objects than the deletion brake allows.</summary>
    [Parameter, Query]
    public SwitchParameter AllowDeletions { get; set; }

    /// <summary>Lets this run begin before others that are queued, or after them.</summary>
    [Parameter, Query, ValidateSet("Low", "Normal", "High")]
    public string? Priority { get; set; }

    /// <summary>Waits for the run to end, with live progress.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>Ends the waiting after so many seconds; the run goes on.</summary>
    [Parameter, ValidateRange(1, int.MaxValue)]
    public int Timeout { get; set; }

    /// <summary>Gives out the final activity, or without -Wait the ids of the activity and of the task.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void Execute()
    {
        var system = ConnectedSystemName is null ? ConnectedSystemId : Lookup.System(ConnectedSystemName);
        var profile = RunProfileName is null ? RunProfileId : Lookup.RunProfile(system, RunProfileName);
        var answer = Change($"run profile {RunProfileName ?? $"{profile}"} of connected system {ConnectedSystemName ?? $"{system}"}", "Start", HttpMethod.Post,
            WithQuery($"/synchronisation/connected-systems/{system}/run-profiles/{profile}/execute"));
        if (answer is not { } execution)
            return;
        foreach (var warning in execution.GetProperty("warnings").EnumerateArray())
            WriteWarning(DisplayText.Neutral(warning.GetString()));
        if (Wait)
            started.Add(execution.GetProperty("activityId").GetGuid());
        else
            WriteChanged(execution, "JIM.RunProfileExecution", PassThru);
    }

    private protected override void Finish() =>
        new RunWatcher(this, Client, Stop).Follow(
            started, new FollowOptions { Timeout = Timeout > 0 ? TimeSpan.FromSeconds(Timeout) : null }, PassThru);
}
