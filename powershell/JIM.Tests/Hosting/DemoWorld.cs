using System.Management.Automation;

namespace Jim.Tests.Hosting;

/// <summary>Files and configuration of a small company, made with the module alone.</summary>
public static class DemoWorld
{
    /// <summary>An HR file of so many people, each with a manager; <paramref name="bad"/> of them repeat an id that is there already.</summary>
    public static string HrFile(int people, int bad = 0, string name = "P")
    {
        var lines = new List<string> { "EmployeeId,DisplayName,Email,JobTitle,ManagerId" };
        for (var i = 1; i <= people; ++i)
            lines.Add($"{name}{i:000000},Person {i},person{i}@calder.example,Clerk,{name}{Math.Max(1, i / 10):000000}");
        for (var i = 1; i <= bad; ++i)
            lines.Add($"{name}{1:000000},Person {i} again,again{i}@calder.example,Clerk,");
        return string.Join('\n', lines) + "\n";
    }

    /// <summary>Makes a connected system HR for a file, with a full import and a full synchronisation.</summary>
    public static void ConfigureHr(Shell shell, string file, string system = "HR") => shell.Do("""
        & {
        $ErrorActionPreference = 'Stop'
        New-JIMConnectedSystem -Name $system -ConnectorName 'JIM File Connector'
        Set-JIMConnectedSystem -ConnectedSystemName $system -SettingValues @{ 'File Path' = $file; 'Mode' = 'Import Only'; 'Object Type' = 'person' } -UnresolvedReferenceHandling Warn
        Import-JIMConnectedSystemSchema -ConnectedSystemName $system
        Set-JIMConnectedSystemObjectType -ConnectedSystemName $system -ObjectTypeName person -Selected $true
        Set-JIMConnectedSystemAttribute -ConnectedSystemName $system -ObjectTypeName person -AttributeName EmployeeId -IsExternalId $true
        Set-JIMConnectedSystemAttribute -ConnectedSystemName $system -ObjectTypeName person -AttributeUpdates @{ DisplayName = @{ Selected = $true }; Email = @{ Selected = $true }; JobTitle = @{ Selected = $true } }
        New-JIMRunProfile -ConnectedSystemName $system -Name 'Full Import' -RunType FullImport
        New-JIMRunProfile -ConnectedSystemName $system -Name 'Full Synchronisation' -RunType FullSynchronisation
        }
        """, ("system", system), ("file", file));
}
