using System.Management.Automation;
using Jim.Tests.Hosting;

namespace Jim.Tests;

/// <summary>What is to be exported on day two: people have joined, moved and left.</summary>
[Collection(DemoCompanyGroup.Name)]
public sealed class PendingExportTests : IDisposable
{
    private readonly JimServer server;
    private readonly Shell shell;

    public PendingExportTests(DemoCompany company)
    {
        server = company.Copy();
        shell = new Shell(server);
        var file = Path.Combine(server.Folder, "day-two.csv");
        File.WriteAllLines(file, File.ReadLines(company.Day(2) + "/hr.csv").Where(line => !line.StartsWith("E0000050,", StringComparison.Ordinal)));
        shell.Do($"Set-JIMRunProfile -ConnectedSystemName HR -RunProfileName 'Full Import' -FilePath '{file}'");
        shell.Run("foreach ($name in 'Full Import', 'Delta Synchronisation') { Start-JIMRunProfile HR $name -Wait }");
    }

    public void Dispose()
    {
        shell.Dispose();
        server.Dispose();
    }

    [Fact]
    public void Pending_exports_are_listed_counted_and_read()
    {
        var all = shell.Do("Get-JIMPendingExport -ConnectedSystemName Directory").Objects;
        foreach (var change in new[] { "Create", "Update", "Delete" })
        {
            var some = shell.Do($"Get-JIMPendingExport -ConnectedSystemName Directory -ChangeType {change}").Objects;
            Assert.True(some.Count > 0, $"no {change} among {all.Count}");
            Assert.All(some, one => Assert.Equal(change, one.Properties["ChangeType"].Value));
            Assert.Equal(all.Count(one => change.Equals(one.Properties["ChangeType"].Value)), some.Count);
            Assert.Equal(some.Count, shell.Do($"Get-JIMPendingExport -ConnectedSystemName Directory -Count -ChangeType {change} -Status Pending").Only.BaseObject);
            Assert.Single(shell.Do($"Get-JIMPendingExport -ConnectedSystemName Directory -ChangeType {change} -First 1").Objects);
        }
        Assert.Empty(shell.Do("Get-JIMPendingExport -ConnectedSystemName Directory -Status Failed").Objects);

        var made = shell.Do("Get-JIMPendingExport -ConnectedSystemName Directory -ChangeType Create -First 1 | Get-JIMPendingExport");
        Assert.Equal("Directory", made["ConnectedSystemName"]);
        shell.Do("$null", ("made", made.Only));
        Assert.Contains("JIM.PendingExportChange", ((object[])made["AttributeChanges"]!).Cast<PSObject>().First().TypeNames);
        Assert.Matches(@"Changes +: [A-Z][a-z]+ [A-Za-z]+: ", shell.Read("$made"));
        shell.Do("$one = $made.SourceMetaverseObjectDisplayName", ("made", made.Only));
        Assert.NotEmpty(shell.Do("Get-JIMPendingExport -ConnectedSystemName Directory -Search $one").Objects);
        Assert.Single(shell.Do("Get-JIMPendingExport -Id $made.Id -AttributeName displayName").Objects);
        Assert.Empty(shell.Do("Get-JIMPendingExport -Id $made.Id -AttributeName displayName -Search 'nobody at all'").Objects);
    }

    [Fact]
    public void A_run_is_started_by_ids_and_names_and_may_delete_when_it_is_told_so()
    {
        shell.Do("$hr = (Get-JIMConnectedSystem -Name HR).Id; $full = (Get-JIMRunProfile -ConnectedSystemId $hr -Name 'Full Import').Id");

        Assert.Equal("Full Import", shell.Run("Start-JIMRunProfile -ConnectedSystemId $hr -RunProfileName 'Full Import' -Wait -PassThru")["TargetName"]);
        Assert.Equal("Full Import", shell.Run("Start-JIMRunProfile -ConnectedSystemName HR -RunProfileId $full -Wait -PassThru")["TargetName"]);

        var file = Path.Combine(server.Folder, "few.csv");
        File.WriteAllText(file, string.Join('\n', File.ReadLines((string)shell.Do("(Get-JIMRunProfile -ConnectedSystemName HR -Name 'Full Import').FilePath").Only.BaseObject).Take(3)));
        shell.Do("Set-JIMRunProfile -ConnectedSystemName HR -RunProfileName 'Full Import' -FilePath $file", ("file", file));
        Assert.Contains("AllowDeletions", Assert.Single(shell.Run("Start-JIMRunProfile HR 'Full Import' -Wait").Errors).Exception.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("Complete", shell.Do("Start-JIMRunProfile HR 'Full Import' -AllowDeletions -Wait -PassThru")["Status"]);
    }
}
