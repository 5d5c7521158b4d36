using System.Globalization;
using System.Management.Automation;
using System.Xml.Linq;

namespace Jim.Generator;

/// <summary>Help in the form that Get-Help reads.</summary>
public static class Maml
{
    private static readonly XNamespace Root = "http://msh";
    private static readonly XNamespace Text = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    /// <summary>Writes the help file of a module.</summary>
    public static void Write(IEnumerable<CmdletHelp> cmdlets, string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        new XDocument(new XElement(Root + "helpItems", new XAttribute("schema", "maml"),
            new XAttribute(XNamespace.Xmlns + "maml", Text), new XAttribute(XNamespace.Xmlns + "command", Command), new XAttribute(XNamespace.Xmlns + "dev", Dev),
            cmdlets.Select(CommandOf))).Save(path);
    }

    private static XElement CommandOf(CmdletHelp cmdlet)
    {
        var name = cmdlet.Name.Split('-');
        return new XElement(Command + "command",
            new XElement(Command + "details",
                new XElement(Command + "name", cmdlet.Name), new XElement(Command + "verb", name[0]), new XElement(Command + "noun", name[1]),
                Description([cmdlet.Synopsis])),
            Description(cmdlet.Description),
            new XElement(Command + "syntax", cmdlet.Sets.Select(set => Syntax(cmdlet, set))),
            new XElement(Command + "parameters", All(cmdlet).Select(one => Parameter(one, Anywhere(one)))),
            new XElement(Command + "inputTypes", cmdlet.Parameters.Where(one => one.Uses.Any(use => use.FromPipeline))
                .Select(one => new XElement(Command + "inputType", TypeOf(one.TypeName)))),
            new XElement(Command + "returnValues", cmdlet.Outputs.Select(one => new XElement(Command + "returnValue", TypeOf(one)))),
            new XElement(Command + "examples", cmdlet.Examples.Select((one, at) => new XElement(Command + "example",
                new XElement(Text + "title", string.Create(CultureInfo.InvariantCulture, $"-------- Example {at + 1} --------")), new XElement(Dev + "code", one.Code),
                new XElement(Dev + "remarks", new XElement(Text + "para", one.Text), new XElement(Text + "para"))))));
    }

    private static XElement Syntax(CmdletHelp cmdlet, string set) => new(Command + "syntaxItem",
        new XElement(Text + "name", cmdlet.Name),
        All(cmdlet).Select(one => (Parameter: one, Use: one.In(set))).Where(one => one.Use is not null)
            .OrderBy(one => one.Use!.Position == int.MinValue ? int.MaxValue : one.Use.Position).ThenByDescending(one => one.Use!.Mandatory)
            .Select(one => Parameter(one.Parameter, one.Use!)));

    private static XElement Parameter(ParameterHelp parameter, ParameterUse use) => new(Command + "parameter",
        new XAttribute("required", use.Mandatory ? "true" : "false"), new XAttribute("variableLength", "false"),
        new XAttribute("globbing", parameter.Wildcards ? "true" : "false"), new XAttribute("pipelineInput", PipelineInput(use)),
        new XAttribute("position", use.Position == int.MinValue ? "named" : use.Position.ToString(CultureInfo.InvariantCulture)),
        new XAttribute("aliases", parameter.Aliases.Count == 0 ? "none" : string.Join(", ", parameter.Aliases)),
        new XElement(Text + "name", parameter.Name), Description([parameter.Text]),
        parameter.Values.Count == 0 ? null : new XElement(Command + "parameterValueGroup", parameter.Values.Select(one =>
            new XElement(Command + "parameterValue", new XAttribute("required", "false"), one))),
        parameter.IsSwitch ? null : new XElement(Command + "parameterValue", new XAttribute("required", "true"), parameter.TypeName),
        TypeOf(parameter.TypeName), parameter.Default.Length == 0 ? null : new XElement(Dev + "defaultValue", parameter.Default));

    /// <summary>The parameters, with those that PowerShell itself gives to cmdlets that change something.</summary>
    private static IEnumerable<ParameterHelp> All(CmdletHelp cmdlet) => cmdlet.Changes
        ? cmdlet.Parameters.Append(Asking("WhatIf", "wi", "Says what would be done, and does nothing.")).Append(Asking("Confirm", "cf", "Asks before anything is done."))
        : cmdlet.Parameters;

    private static ParameterHelp Asking(string name, string alias, string text) =>
        new(name, nameof(SwitchParameter), true, text, [alias], [], false, "", [new ParameterUse(ParameterAttribute.AllParameterSets, false, int.MinValue, false, false)]);

    /// <summary>How a parameter is used in whichever parameter set.</summary>
    private static ParameterUse Anywhere(ParameterHelp one) => one.Uses[0] with
    {
        Mandatory = one.Uses.All(use => use.Mandatory),
        FromPipeline = one.Uses.Any(use => use.FromPipeline),
        ByPropertyName = one.Uses.Any(use => use.ByPropertyName),
    };

    private static string PipelineInput(ParameterUse use) => (use.FromPipeline, use.ByPropertyName) switch
    {
        (true, true) => "True (ByValue, ByPropertyName)",
        (true, false) => "True (ByValue)",
        (false, true) => "True (ByPropertyName)",
        _ => "False",
    };

    private static XElement TypeOf(string name) => new(Dev + "type", new XElement(Text + "name", name));

    private static XElement Description(IEnumerable<string> paragraphs) =>
        new(Text + "description", paragraphs.Select(one => new XElement(Text + "para", one)));
}
