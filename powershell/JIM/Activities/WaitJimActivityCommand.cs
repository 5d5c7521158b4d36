using System.Management.Automation;
using Jim.Progress;

namespace Jim.Activities;

/// <summary>Waits for runs to end, with live progress.</summary>
/// <remarks>
/// <para>Gives the final activities out. A run that failed or was cancelled is a non-terminating error, one that ended with warnings a
/// warning: -ErrorAction Stop ends a script. Ctrl+C ends the waiting, not the runs.</para>
/// </remarks>
/// <example>
/// <code>Get-JIMActivity -Status InProgress | Wait-JIMActivity</code>
/// <para>Waits for everything that is queued or under way, with a bar for each run.</para>
/// </example>
/// <example>
/// <code>Start-JIMRunProfile -ConnectedSystemName HR -RunProfileName 'Full Import' -PassThru | Wait-JIMActivity -Timeout 600</code>
/// <para>Starts a run and waits for it, ten minutes at most.</para>
/// </example>
[Cmdlet(VerbsLifecycle.Wait, "JIMActivity")]
[OutputType("JIM.Activity")]
public sealed class WaitJimActivityCommand : JimCommand
{
    private readonly List<Guid> ids = [];

    /// <summary>The id of the run's activity.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("ActivityId")]
    public Guid Id { get; set; }

    /// <summary>Ends the waiting after so many seconds; the runs go on.</summary>
    [Parameter, ValidateRange(1, int.MaxValue)]
    public int Timeout { get; set; }

    private protected override void Execute() => ids.Add(Id);

    private protected override void Finish() =>
        new RunWatcher(this, Client, Stop).Follow(
            ids, new FollowOptions { Timeout = Timeout > 0 ? TimeSpan.FromSeconds(Timeout) : null }, passThru: true);
}
