using System.Management.Automation;
using System.Text.RegularExpressions;
using Jim.Generator;
using Jim.Tests.Hosting;

namespace Jim.Tests;

/// <summary>Manifest, exported commands, help, views and pages agree.</summary>
public sealed class ModuleTests : IDisposable
{
    private static readonly IReadOnlyList<CmdletHelp> Cmdlets = CmdletHelp.ReadAll(typeof(JimCommand).Assembly);

    private readonly Shell shell = new();

    public void Dispose() => shell.Dispose();

    [Fact]
    public void The_manifest_exports_every_cmdlet_and_nothing_else()
    {
        var exported = shell.Do("(Get-Command -Module JIM).Name").Objects.Select(one => one.ToString()).Order(StringComparer.Ordinal);

        Assert.Equal(Cmdlets.Select(one => one.Name), exported);
    }

    [Fact]
    public void Manifest_and_assembly_have_one_version() => Assert.Equal(
        shell.Do("(Get-Module JIM).Version.ToString(3)").Only.ToString(), typeof(JimCommand).Assembly.GetName().Version!.ToString(3));

    [Fact]
    public void Names_have_approved_verbs_and_the_prefix()
    {
        var verbs = new[] { typeof(VerbsCommon), typeof(VerbsCommunications), typeof(VerbsData), typeof(VerbsDiagnostic), typeof(VerbsLifecycle), typeof(VerbsSecurity), typeof(VerbsOther) }
            .SelectMany(type => type.GetFields()).Select(field => field.Name).ToHashSet();

        Assert.All(Cmdlets, one =>
        {
            Assert.Contains(one.Name.Split('-')[0], verbs);
            Assert.StartsWith("JIM", one.Name.Split('-')[1], StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Every_cmdlet_and_every_parameter_has_help() => Assert.All(Cmdlets, one =>
    {
        Assert.True(one.Synopsis.EndsWith('.'), $"{one.Name} has no synopsis");
        Assert.True(one.Description.Count > 0, $"{one.Name} has no description");
        Assert.True(one.Examples.Count >= 2, $"{one.Name} has fewer than two examples");
        Assert.All(one.Examples, example => Assert.True(example.Code.Contains(one.Name, StringComparison.Ordinal) && example.Text.EndsWith('.'), $"{one.Name}: {example.Code}"));
        Assert.All(one.Parameters, parameter => Assert.True(parameter.Text.EndsWith('.'), $"{one.Name} -{parameter.Name} has no help"));
    });

    [Fact]
    public void Get_Help_shows_it_offline()
    {
        var help = shell.Do("Get-Help Start-JIMRunProfile -Full").Only;

        Assert.Equal(Cmdlets.First(one => one.Name == "Start-JIMRunProfile").Synopsis, help.Properties["Synopsis"].Value);
        var text = shell.Print("Get-Help Start-JIMRunProfile -Full");
        Assert.Contains("-RunProfileName <String>", text, StringComparison.Ordinal);
        Assert.Contains("Imports HR and shows how far it is.", text, StringComparison.Ordinal);
        Assert.Contains("[-WhatIf]", text, StringComparison.Ordinal);
        Assert.Contains("-------- Example 2 --------", text, StringComparison.Ordinal);
        Assert.Matches(@"Default value +2\n", shell.Read("Get-Help Get-JIMActivity -Parameter IntervalSeconds"));
        Assert.All(Cmdlets, one => Assert.Equal(one.Synopsis, shell.Do($"(Get-Help {one.Name}).Synopsis").Only.ToString()));
    }

    [Fact]
    public void Every_type_that_is_given_out_has_a_view()
    {
        var viewed = ModuleViews.All.Select(one => one.Type).ToHashSet();

        Assert.All(Cmdlets.SelectMany(one => one.Outputs).Where(type => type.StartsWith("JIM.", StringComparison.Ordinal)), type => Assert.Contains(type, viewed));
        Assert.Equal(viewed.Count, ModuleViews.All.Count);
    }

    [Fact]
    public void Tables_fit_into_a_hundred_columns() => Assert.All(ModuleViews.All.Where(one => one.Columns.Count > 0), view =>
        Assert.True(view.Columns.Sum(one => Math.Max(one.Width, 8) + 1) <= 100, view.Type));

    [Fact]
    public void Reference_pages_are_those_of_the_help()
    {
        var folder = Path.Combine(JimServer.RepositoryRoot, "docs", "reference", "powershell");
        const string Renew = "Renew them: tools/test_powershell --docs";

        var pages = Markdown.Pages(Cmdlets);

        Assert.True(Directory.Exists(folder), Renew);
        Assert.Equal(pages.Keys.Order(), Directory.GetFiles(folder).Select(Path.GetFileName).Order());
        Assert.All(pages, page => Assert.True(page.Value == File.ReadAllText(Path.Combine(folder, page.Key)), $"{page.Key} is not up to date. {Renew}"));
    }

    [Fact]
    public void Every_route_that_a_cmdlet_calls_exists()
    {
        var routes = File.ReadAllText(Path.Combine(JimServer.RepositoryRoot, "docs", "reference", "rest-routes.md"));
        var known = Regex.Matches(routes, @"\| `(/[^`]*)` \|").Select(match => Regex.Replace(match.Groups[1].Value, @"\{[^}]*\}", "*")).ToHashSet();

        var sources = Directory.GetFiles(Path.Combine(JimServer.RepositoryRoot, "powershell", "JIM"), "*Command.cs", SearchOption.AllDirectories);
        Assert.NotEmpty(sources);
        foreach (var source in sources)
            foreach (Match match in Regex.Matches(File.ReadAllText(source), "\\$?\"(/(?:activities|apikeys|security|service-settings|synchronisation|metaverse|worker-tasks|health|userinfo|progress)[^\"?]*)"))
            {
                var route = Regex.Replace(match.Groups[1].Value, @"\{[^}]*(\}|$)", "*").TrimEnd('/');
                Assert.True(known.Contains(route) || known.Any(one => one.StartsWith(route, StringComparison.Ordinal)), $"{Path.GetFileName(source)}: {route}");
            }
    }
}
