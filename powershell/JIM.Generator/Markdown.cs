using System.Text;
using System.Text.RegularExpressions;

namespace Jim.Generator;

/// <summary>The reference pages, made from the same help.</summary>
public static partial class Markdown
{
    /// <summary>The pages by the name of their file: one for each area, and a list of all cmdlets.</summary>
    public static IReadOnlyDictionary<string, string> Pages(IReadOnlyList<CmdletHelp> cmdlets)
    {
        var pages = cmdlets.GroupBy(one => one.Area).ToDictionary(area => FileOf(area.Key), area => Page(area.Key, area));
        pages["README.md"] = Index(cmdlets);
        return pages;
    }

    private static string Index(IReadOnlyList<CmdletHelp> cmdlets)
    {
        var page = new StringBuilder("# Cmdlets of the PowerShell module\n\nMade from the module's help, as `Get-Help <name> -Full` shows it; a test holds these pages against it.\n"
                                     + "How to begin stands in [getting started](../../administration/powershell.md).\n");
        foreach (var area in cmdlets.GroupBy(one => one.Area).OrderBy(one => one.Key, StringComparer.Ordinal))
        {
            page.Append($"\n## {Words(area.Key)}\n\n| Cmdlet | What it does |\n|---|---|\n");
            foreach (var one in area)
                page.Append($"| [{one.Name}]({FileOf(area.Key)}#{one.Name.ToLowerInvariant()}) | {Cell(one.Synopsis)} |\n");
        }
        return page.ToString();
    }

    private static string Page(string area, IEnumerable<CmdletHelp> cmdlets)
    {
        var page = new StringBuilder($"# {Words(area)}\n");
        foreach (var one in cmdlets)
            Add(page, one);
        return page.ToString();
    }

    private static void Add(StringBuilder page, CmdletHelp cmdlet)
    {
        page.Append($"\n## {cmdlet.Name}\n\n{cmdlet.Synopsis}\n");
        foreach (var paragraph in cmdlet.Description)
            page.Append($"\n{paragraph}\n");
        page.Append("\n```powershell\n");
        foreach (var set in cmdlet.Sets)
            page.Append(SyntaxOf(cmdlet, set)).Append('\n');
        page.Append("```\n");
        if (cmdlet.Parameters.Count > 0)
            page.Append("\n| Parameter | Type | What it is |\n|---|---|---|\n");
        foreach (var one in cmdlet.Parameters)
            page.Append($"| `-{one.Name}`{string.Concat(one.Aliases.Select(alias => $", `-{alias}`"))} | {one.TypeName} | {Cell(TextOf(one))} |\n");
        if (cmdlet.Outputs.Count > 0)
            page.Append($"\nGives out: {string.Join(", ", cmdlet.Outputs.Select(type => $"`{type}`"))}.\n");
        foreach (var example in cmdlet.Examples)
            page.Append($"\n```powershell\n{example.Code}\n```\n\n{example.Text}\n");
    }

    private static string TextOf(ParameterHelp one)
    {
        var text = one.Text;
        if (one.Values.Count > 0)
            text += $" One of {string.Join(", ", one.Values.Select(value => $"`{value}`"))}.";
        if (one.Uses.Any(use => use.FromPipeline || use.ByPropertyName))
            text += " Taken from the pipeline.";
        return text;
    }

    private static string SyntaxOf(CmdletHelp cmdlet, string set)
    {
        var parts = cmdlet.Parameters.Select(one => (Parameter: one, Use: one.In(set))).Where(one => one.Use is not null)
            .OrderByDescending(one => one.Use!.Mandatory).ThenBy(one => one.Use!.Position == int.MinValue ? int.MaxValue : one.Use.Position)
            .Select(one => Part(one.Parameter, one.Use!));
        return string.Join(' ', parts.Prepend(cmdlet.Name)) + (cmdlet.Changes ? " [-WhatIf] [-Confirm]" : "");
    }

    private static string Part(ParameterHelp parameter, ParameterUse use)
    {
        var text = $"-{parameter.Name}" + (parameter.IsSwitch ? "" : $" <{parameter.TypeName}>");
        return use.Mandatory ? text : $"[{text}]";
    }

    private static string FileOf(string area) => Capitals().Replace(area, "-$0").TrimStart('-').ToLowerInvariant() + ".md";

    private static string Words(string area)
    {
        var words = Capitals().Replace(area, " $0").Trim().ToLowerInvariant().Replace("api", "API", StringComparison.Ordinal);
        return char.ToUpperInvariant(words[0]) + words[1..];
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);

    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex Capitals();
}
