using System.Management.Automation;
using System.Reflection;

namespace Jim.Generator;

/// <summary>An example of the help: what to type, and what it does.</summary>
public sealed record Example(string Code, string Text);

/// <summary>A parameter as it is in one parameter set, or in all of them.</summary>
public sealed record ParameterUse(string Set, bool Mandatory, int Position, bool FromPipeline, bool ByPropertyName);

/// <summary>A parameter of a cmdlet.</summary>
public sealed record ParameterHelp(string Name, string TypeName, bool IsSwitch, string Text, IReadOnlyList<string> Aliases,
                                   IReadOnlyList<string> Values, bool Wildcards, string Default, IReadOnlyList<ParameterUse> Uses)
{
    /// <summary>How the parameter is used in a parameter set; null when it is not part of it.</summary>
    public ParameterUse? In(string set) => Uses.FirstOrDefault(use => use.Set == set || use.Set == ParameterAttribute.AllParameterSets);
}

/// <summary>The help of one cmdlet, read from the compiled module and the comments of its source.</summary>
public sealed record CmdletHelp(string Name, string Area, string Synopsis, IReadOnlyList<string> Description, IReadOnlyList<Example> Examples,
                                IReadOnlyList<ParameterHelp> Parameters, IReadOnlyList<string> Sets, IReadOnlyList<string> Outputs, bool Changes)
{
    /// <summary>Reads the help of all cmdlets of an assembly, by name; its comments are in the XML file beside it.</summary>
    public static IReadOnlyList<CmdletHelp> ReadAll(Assembly module)
    {
        var comments = new Comments(Path.ChangeExtension(module.Location, ".xml"));
        return module.GetExportedTypes().Where(type => type.GetCustomAttribute<CmdletAttribute>() is not null)
            .Select(type => Read(type, comments)).OrderBy(one => one.Name, StringComparer.Ordinal).ToList();
    }

    private static CmdletHelp Read(Type type, Comments comments)
    {
        var cmdlet = type.GetCustomAttribute<CmdletAttribute>()!;
        var fresh = Activator.CreateInstance(type);
        var parameters = type.GetProperties().Where(one => one.GetCustomAttributes<ParameterAttribute>().Any())
            .Select(one => ReadParameter(one, comments, one.GetValue(fresh))).OrderBy(one => one.Name, StringComparer.Ordinal).ToList();
        var sets = parameters.SelectMany(one => one.Uses).Select(use => use.Set).Where(set => set != ParameterAttribute.AllParameterSets).Distinct()
            .OrderBy(set => set != cmdlet.DefaultParameterSetName).ThenBy(set => set, StringComparer.Ordinal).ToList();
        if (sets.Count == 0)
            sets.Add(ParameterAttribute.AllParameterSets);
        return new CmdletHelp(
            $"{cmdlet.VerbName}-{cmdlet.NounName}", type.Namespace!.Split('.')[^1], comments.Summary(type), comments.Remarks(type), comments.Examples(type),
            parameters, sets, type.GetCustomAttributes<OutputTypeAttribute>().SelectMany(one => one.Type).Select(one => one.Name).Distinct().ToList(),
            cmdlet.SupportsShouldProcess);
    }

    private static ParameterHelp ReadParameter(PropertyInfo property, Comments comments, object? value)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        return new ParameterHelp(
            property.Name, NameOf(type), type == typeof(SwitchParameter), comments.Summary(property),
            property.GetCustomAttribute<AliasAttribute>()?.AliasNames.ToList() ?? [],
            property.GetCustomAttribute<ValidateSetAttribute>()?.ValidValues.ToList() ?? [],
            property.GetCustomAttribute<SupportsWildcardsAttribute>() is not null, value is int and not 0 ? $"{value}" : "",
            property.GetCustomAttributes<ParameterAttribute>().Select(one => new ParameterUse(
                one.ParameterSetName, one.Mandatory, one.Position, one.ValueFromPipeline, one.ValueFromPipelineByPropertyName)).ToList());
    }

    private static string NameOf(Type type) => type.IsArray ? NameOf(type.GetElementType()!) + "[]" : type.Name;
}
