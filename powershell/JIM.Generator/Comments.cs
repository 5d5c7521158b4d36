using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Jim.Generator;

/// <summary>The comments of a source, as the compiler writes them to a file.</summary>
internal sealed partial class Comments(string path)
{
    private readonly Dictionary<string, XElement> members =
        XDocument.Load(path).Descendants("member").ToDictionary(one => one.Attribute("name")!.Value);

    public string Summary(MemberInfo member) => Plain(Of(member)?.Element("summary"));

    public IReadOnlyList<string> Remarks(MemberInfo member) =>
        Of(member)?.Element("remarks")?.Elements("para").Select(Plain).ToList() ?? [];

    public IReadOnlyList<Example> Examples(MemberInfo member) =>
        Of(member)?.Elements("example").Select(one => new Example(Plain(one.Element("code")), Plain(one.Element("para")))).ToList() ?? [];

    private XElement? Of(MemberInfo member) => members.GetValueOrDefault(
        member is Type type ? $"T:{type.FullName}" : $"P:{member.DeclaringType!.FullName}.{member.Name}");

    private static string Plain(XElement? element) => element is null ? "" : Blanks().Replace(element.Value, " ").Trim();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
