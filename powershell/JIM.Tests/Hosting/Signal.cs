using System.Diagnostics;

namespace Jim.Tests.Hosting;

/// <summary>Signals to a process that a test has started.</summary>
internal static class Signal
{
    public const string Stop = "STOP";
    public const string Continue = "CONT";
    public const string Quit = "QUIT";

    public static void Send(Process process, string name)
    {
        using var kill = Process.Start("/bin/sh", ["-c", $"kill -{name} {process.Id}"]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }
}
