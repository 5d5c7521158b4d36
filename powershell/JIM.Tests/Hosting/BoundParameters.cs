using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Jim.Tests.Hosting;

/// <summary>Which parameters and parameter sets the tests of this process have bound, as the cmdlets say on the debug stream.</summary>
internal static partial class BoundParameters
{
    private static readonly ConcurrentDictionary<(string Cmdlet, string Name), bool> parameters = new();
    private static readonly ConcurrentDictionary<(string Cmdlet, string Name), bool> sets = new();

    public static void Note(string line)
    {
        var said = Said().Match(line);
        if (!said.Success)
            return;
        var cmdlet = said.Groups["cmdlet"].Value;
        sets[(cmdlet, said.Groups["set"].Value)] = true;
        foreach (var name in said.Groups["names"].Value.Split(' '))
            parameters[(cmdlet, name)] = true;
    }

    public static bool HasParameter(string cmdlet, string name) => parameters.ContainsKey((cmdlet, name));

    public static bool HasSet(string cmdlet, string name) => sets.ContainsKey((cmdlet, name));

    [GeneratedRegex("^(?<cmdlet>[A-Z][a-z]+-JIM[A-Za-z]*) takes the parameter set (?<set>[A-Za-z_]+) with (?<names>.*)$")]
    private static partial Regex Said();
}
