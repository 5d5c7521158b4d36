using System.Diagnostics;
using Jim.Tests.Hosting;

namespace Jim.Tests;

public sealed class PackageTests
{
    [Fact]
    public void The_package_has_all_that_a_module_path_needs_and_nothing_else()
    {
        var target = Directory.CreateTempSubdirectory("jim-package-").FullName;
        try
        {
            using var made = Process.Start(new ProcessStartInfo(Path.Combine(JimServer.RepositoryRoot, "package-powershell"), [target])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var said = made.StandardOutput.ReadToEnd() + made.StandardError.ReadToEnd();
            made.WaitForExit();
            Assert.True(made.ExitCode == 0, said);

            var files = Directory.GetFiles(target, "*", SearchOption.AllDirectories).Select(one => Path.GetRelativePath(target, one)).Order(StringComparer.Ordinal);
            Assert.Equal(["JIM/Formats/JIM.Format.ps1xml", "JIM/JIM.dll", "JIM/JIM.psd1", "JIM/NOTICES.txt", "JIM/Start-DemoCompany.ps1", "JIM/en-US/JIM.dll-Help.xml"], files);
            using var shell = new Shell();
            Assert.Equal("JIM", shell.Do($"Test-ModuleManifest '{target}/JIM/JIM.psd1'")["Name"]);
        }
        finally
        {
            Directory.Delete(target, recursive: true);
        }
    }
}
