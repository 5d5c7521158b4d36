using System.Management.Automation;
using System.Text.Json;
using Jim.Rest;

namespace Jim.Progress;

/// <summary>Follows runs for a cmdlet: shows them, and says how they ended.</summary>
internal sealed class RunWatcher(JimCommand command, JimClient client, CancellationToken stop)
{
    /// <summary>Follows the runs to their end and gives their activities out when they are wanted.</summary>
    public void Follow(IReadOnlyList<Guid> ids, FollowOptions options, bool passThru)
    {
        if (ids.Count == 0)
            return;
        Guid[] followed = [.. ids];
        var display = new RunNotices(Display(ids.Count), followed, command.WriteWarning);
        var follower = new Follower(client, display, options, TimeProvider.System);
        try
        {
            foreach (var result in follower.Follow(ids, stop))
                Report(result, options, passThru);
        }
        catch (OperationCanceledException)
        {
            SayThatRunsGoOn(followed);
            throw;
        }
    }

    private IProgressDisplay Display(int runs)
    {
        var preference = command.MyInvocation.BoundParameters.TryGetValue("ProgressAction", out var action) ? action : command.GetVariableValue("ProgressPreference");
        return ProgressChannels.Choose(command.Host, preference) switch
        {
            ProgressChannel.Bars => new ProgressBars(command.CommandRuntime, command.Host, () => stop.IsCancellationRequested, runs),
            ProgressChannel.HostLines => new ProgressLines(
                line => command.WriteInformation(new HostInformationMessage { Message = line }, ["PSHOST", "JIM"]), runs),
            _ => new ProgressLines(line => command.WriteInformation(line, ["JIM"]), runs),
        };
    }

    private void Report(FollowResult result, FollowOptions options, bool passThru)
    {
        if (result.Activity is { } activity && passThru)
            command.Write(activity, "JIM.Activity");
        if (result.Error is { } error)
            command.Report(Explained(error, result.Id), result.Id);
        else if (result.AtLimit)
            ReportLimit(result, options);
        else if (result.Activity is { } ended)
            ReportOutcome(ended, result.Id);
    }

    private void ReportLimit(FollowResult result, FollowOptions options)
    {
        if (result.Activity is { } activity && activity.GetProperty("status").GetString() != "InProgress")
        {
            ReportOutcome(activity, result.Id);
            return;
        }
        var now = result.Newest is { PausedBy.Length: > 0 } paused ? ". " + ProgressText.Question(paused, result.Id) : $"; it goes on. {HowToGoOn(result.Id)}";
        if (options.Timeout is not { } timeout)
        {
            command.WriteWarning($"The run has not ended after {options.MaxPolls} looks{now}");
            return;
        }
        var error = new JimException($"The run has not ended within {timeout.TotalSeconds:0} seconds{now}") { Code = "TIMEOUT" };
        command.WriteError(new ErrorRecord(error, "Timeout", ErrorCategory.OperationTimeout, result.Id));
    }

    private void ReportOutcome(JsonElement activity, Guid id)
    {
        var status = activity.GetProperty("status").GetString()!;
        if (status == "Complete")
            return;
        var text = RunOutcome.Text(activity, id);
        if (status == "CompleteWithWarning")
        {
            command.WriteWarning(text);
            return;
        }
        var category = status == "Cancelled" ? ErrorCategory.OperationStopped : ErrorCategory.InvalidResult;
        command.WriteError(new ErrorRecord(new JimException(text) { Code = "RUN_" + status.ToUpperInvariant() }, "Run" + status, category, id));
    }

    private static JimException Explained(JimException error, Guid id) =>
        new($"Following the run ended: {error.Message} The run goes on. {HowToGoOn(id)}", error) { Code = error.Code, Status = error.Status, IsOutage = error.IsOutage };

    // The pipeline's streams are closed now; the host still prints.
    private void SayThatRunsGoOn(IReadOnlyList<Guid> ids)
    {
        foreach (var id in ids)
            command.Host.UI?.WriteLine($"Following has stopped; the run goes on. {HowToGoOn(id)} End it: Stop-JIMActivity -Id {id}");
    }

    private static string HowToGoOn(Guid id) => $"Follow it: Get-JIMActivity -Id {id} -Follow.";
}
