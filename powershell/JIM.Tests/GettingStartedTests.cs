using System.Text.RegularExpressions;
using Jim.Tests.Hosting;

namespace Jim.Tests;

/// <summary>Whoever follows the page for administrators from its first line to its last arrives.</summary>
public sealed partial class GettingStartedTests
{
    [Fact]
    public void Everything_on_the_page_works_in_its_order()
    {
        using var server = new JimServer();
        using var shell = new Shell();
        var file = Path.Combine(server.Folder, "hr.csv");
        File.WriteAllText(file, "EmployeeId,DisplayName,Email\nE1,Ada,ada@calder.example\nE2,Bob,bob@calder.example\n");
        DemoCompany.MakeFiles(Path.Combine(server.Folder, "company"));
        (string Written, string Meant)[] here =
        [
            ("https://jim.example.org", server.Url), ("(Read-Host -AsSecureString 'Key')", JimServer.Key), ("$null = Connect-JIM", $"$null = Connect-JIM {server.Url} {JimServer.Key}"),
            ("/srv/jim/hr.csv", file), ("Import-Module JIM", $"Import-Module '{Shell.ModulePath}'"), ("exit 1", "throw"),
            ("./Start-DemoCompany.ps1", $"& '{DemoCompany.Script}'"), ("./company", $"{server.Folder}/company"), ("./files", $"{server.Folder}/files"),
        ];
        var blocks = Blocks().Matches(File.ReadAllText(Path.Combine(JimServer.RepositoryRoot, "docs", "administration", "powershell.md"))).Select(one => one.Groups[1].Value).ToList();
        var page = string.Join('\n', blocks);

        Assert.All(here, one => Assert.Contains(one.Written, page, StringComparison.Ordinal));
        foreach (var block in blocks)
            shell.Do(here.Aggregate(block, (text, one) => text.Replace(one.Written, one.Meant, StringComparison.Ordinal)));

        Assert.Equal(2, shell.Do("Get-JIMConnectedSystemObject -ConnectedSystemName Staff -Count").Only.BaseObject);
        Assert.Equal("Operator", shell.Do("(Get-JIMApiKey -Name 'Nightly runs').Roles.Name").Only.BaseObject);
    }

    [GeneratedRegex("```powershell\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Blocks();
}
