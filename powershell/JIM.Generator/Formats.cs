using System.Globalization;
using System.Xml.Linq;

namespace Jim.Generator;

/// <summary>Views in the form that PowerShell reads.</summary>
public static class Formats
{
    /// <summary>Writes the format file of a module.</summary>
    public static void Write(IEnumerable<View> views, string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        new XDocument(new XElement("Configuration", new XElement("ViewDefinitions", views.SelectMany(Definitions)))).Save(path);
    }

    private static IEnumerable<XElement> Definitions(View view)
    {
        if (view.Columns.Count > 0)
            yield return Definition(view, "table", new XElement("TableControl",
                new XElement("TableHeaders", view.Columns.Select(Header)),
                new XElement("TableRowEntries", new XElement("TableRowEntry", view.Wraps ? new XElement("Wrap") : null, new XElement("TableColumnItems", view.Columns.Select(one => Item("TableColumnItem", one)))))));
        yield return Definition(view, "list", new XElement("ListControl", new XElement("ListEntries", new XElement("ListEntry",
            new XElement("ListItems", view.Lines.Select(one => Item("ListItem", one, new XElement("Label", one.Label))))))));
    }

    private static XElement Definition(View view, string kind, XElement control) => new("View",
        new XElement("Name", $"{view.Type} {kind}"), new XElement("ViewSelectedBy", new XElement("TypeName", view.Type)), control);

    private static XElement Header(Column column)
    {
        var header = new XElement("TableColumnHeader", new XElement("Label", column.Label));
        if (column.Width > 0)
            header.Add(new XElement("Width", column.Width.ToString(CultureInfo.InvariantCulture)));
        header.Add(new XElement("Alignment", column.Right ? "Right" : "Left"));
        return header;
    }

    private static XElement Item(string name, Column column, XElement? label = null) => new(name, Condition(name, column), label, new XElement("ScriptBlock", column.Script));

    private static XElement? Condition(string name, Column column) => column.IfAny && name == "ListItem"
        ? new XElement("ItemSelectionCondition", new XElement("ScriptBlock", column.Script))
        : null;
}
