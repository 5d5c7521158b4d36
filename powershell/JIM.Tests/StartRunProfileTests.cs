using System.Management.Automation;
using Jim.Tests.Hosting;

namespace Jim.Tests;

public sealed class StartRunProfileTests : IDisposable
{
    private readonly JimServer server = new();
    private readonly Shell shell;

    public StartRunProfileTests()
    {
        shell = new Shell(server);
        var file = Path.Combine(server.Folder, "hr.csv");
        File.WriteAllText(file, DemoWorld.HrFile(2000));
        DemoWorld.ConfigureHr(shell, file);
    }

    public void Dispose()
    {
        shell.Dispose();
        server.Dispose();
    }

    [Fact]
    public void A_run_can_go_before_others()
    {
        var outcome = shell.Do("Start-JIMRunProfile HR 'Full Import' -Priority High -PassThru -Verbose");

        Assert.Contains(outcome.Verbose, line => line.EndsWith("/execute?priority=High", StringComparison.Ordinal));
        Assert.Equal("Complete", shell.Do("Wait-JIMActivity -Id $id", ("id", outcome["ActivityId"]))["Status"]);
    }

    [Fact]
    public void Wait_shows_progress_and_ends_with_the_activity()
    {
        var outcome = shell.Do("Start-JIMRunProfile -ConnectedSystemName HR -RunProfileName 'Full Import' -Wait -PassThru");

        Assert.Equal("Complete", outcome["Status"]);
        Assert.Contains("JIM.Activity", outcome.Only.TypeNames);
        Assert.Equal(2000, shell.Do("Get-JIMConnectedSystemObject -ConnectedSystemName HR -Count").Only.BaseObject);
        var records = shell.Host.Progress;
        Assert.Equal("HR - Full Import", records[0].Activity);
        Assert.Contains(records, record => record.StatusDescription.Contains("Processed: ", StringComparison.Ordinal));
        Assert.All(records, record => Assert.InRange(record.PercentComplete, -1, 100));
        Assert.Equal(ProgressRecordType.Completed, records[^1].RecordType);
        Assert.Single(records, record => record.RecordType == ProgressRecordType.Completed);
    }
}
