using Jim.Tests.Hosting;

namespace Jim.Tests;

public sealed class SampleScriptTests
{
    [Fact]
    public void The_demo_company_goes_from_nothing_to_day_two_with_the_module_alone()
    {
        using var server = new JimServer();
        using var shell = new Shell(server);
        DemoCompany.MakeFiles(Path.Combine(server.Folder, "company"));

        var outcome = DemoCompany.RunScript(shell, server.Folder, days: 2);

        Assert.Equal(14, outcome.Objects.Count);
        Assert.All(outcome.Objects, one => Assert.Contains("JIM.Activity", one.TypeNames));
        var directory = File.ReadAllText(Path.Combine(server.Folder, "files", "directory.csv"));
        Assert.Contains("svc.backup", directory, StringComparison.Ordinal);
        var users = (int)shell.Do("Get-JIMMetaverseObject -ObjectTypeName User -Count").Only.BaseObject;
        Assert.InRange(users, 50, 70);
        Assert.True(directory.Split('\n').Count(line => line.StartsWith("user,", StringComparison.Ordinal)) >= users);
        Assert.Equal(0, shell.Do("Get-JIMPendingExport -ConnectedSystemName Directory -Count -Status Pending").Only.BaseObject);
    }
}
