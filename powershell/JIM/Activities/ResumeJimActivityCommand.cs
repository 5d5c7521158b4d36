using System.Management.Automation;
using Jim.Rest;

namespace Jim.Activities;

/// <summary>Lets a run go on that an alert rule has paused.</summary>
/// <remarks>
/// <para>The run goes on with its next batch, and the rule does not ask again in it. Stop-JIMActivity ends it instead; what it has done until
/// then stays. A run that nobody answers is cancelled after a day, or what the setting JIM_ALERT_PAUSE_SECONDS says.</para>
/// </remarks>
/// <example>
/// <code>Get-JIMActivityProgress | Where-Object State -eq paused | Resume-JIMActivity</code>
/// <para>Lets every run go on that waits for a person.</para>
/// </example>
/// <example>
/// <code>Get-JIMActivity -Status InProgress -ConnectedSystem HR | Resume-JIMActivity -WhatIf</code>
/// <para>Shows which runs of HR would be told to go on.</para>
/// </example>
[Cmdlet(VerbsLifecycle.Resume, "JIMActivity", SupportsShouldProcess = true)]
public sealed class ResumeJimActivityCommand : ChangeCommand
{
    /// <summary>The id of the run's activity.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("ActivityId")]
    public Guid Id { get; set; }

    private protected override void Execute() => Change($"run {Id}", "Resume", HttpMethod.Post, Routes.Of($"/activities/{Id}/resume"));
}
