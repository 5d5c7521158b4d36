// Makes what belongs to the module beside its code, from its code.
//
//     JIM.Generator module FOLDER   help for Get-Help and the views, into the module's folder
//     JIM.Generator docs FOLDER     the reference pages
//     JIM.Generator names           the names of all cmdlets, for the manifest
using Jim;
using Jim.Generator;

var cmdlets = CmdletHelp.ReadAll(typeof(JimCommand).Assembly);
switch (args)
{
    case ["module", var folder]:
        Maml.Write(cmdlets, Path.Combine(folder, "en-US", "JIM.dll-Help.xml"));
        Formats.Write(ModuleViews.All, Path.Combine(folder, "Formats", "JIM.Format.ps1xml"));
        return 0;
    case ["docs", var folder]:
        Directory.CreateDirectory(folder);
        foreach (var (name, text) in Markdown.Pages(cmdlets))
            File.WriteAllText(Path.Combine(folder, name), text);
        return 0;
    case ["names"]:
        Console.WriteLine(string.Join(",\n", cmdlets.Select(one => $"        '{one.Name}'")));
        return 0;
    default:
        Console.Error.WriteLine("usage: JIM.Generator module FOLDER | docs FOLDER | names");
        return 2;
}
