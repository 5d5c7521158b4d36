using System.Management.Automation;
using System.Management.Automation.Host;

namespace Jim.Progress;

/// <summary>Where a host shows progress best.</summary>
internal enum ProgressChannel
{
    /// <summary>As bars.</summary>
    Bars,

    /// <summary>As lines that the host prints: its output is redirected, or nobody sits before it.</summary>
    HostLines,

    /// <summary>As lines on the information stream, which the script shows if it wants to: progress is silenced.</summary>
    InformationLines,
}

/// <summary>Chooses the channel.</summary>
internal static class ProgressChannels
{
    public static ProgressChannel Choose(PSHost host, object? preference) =>
        Choose(host.Name, preference, Console.IsOutputRedirected, Environment.GetCommandLineArgs());

    /// <summary>From the host's name, $ProgressPreference, and how the process was started.</summary>
    public static ProgressChannel Choose(string hostName, object? preference, bool redirected, IEnumerable<string> arguments)
    {
        if (preference is not null && LanguagePrimitives.TryConvertTo<ActionPreference>(preference, out var chosen) &&
            chosen is ActionPreference.SilentlyContinue or ActionPreference.Ignore)
            return ProgressChannel.InformationLines;
        var unattended = redirected || arguments.Any(one => IsNonInteractive(one));
        return hostName == "ConsoleHost" && unattended ? ProgressChannel.HostLines : ProgressChannel.Bars;
    }

    // PowerShell takes every unambiguous beginning, with one dash or two, or a slash.
    private static bool IsNonInteractive(string argument)
    {
        var name = argument.TrimStart('-', '/');
        return name.Length >= 4 && name.Length < argument.Length && "noninteractive".StartsWith(name, StringComparison.OrdinalIgnoreCase);
    }
}
