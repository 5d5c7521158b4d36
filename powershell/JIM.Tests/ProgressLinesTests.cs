using Jim.Progress;
using Jim.Tests.Hosting;

namespace Jim.Tests;

public sealed class ProgressLinesTests
{
    private readonly List<string> lines = [];
    private readonly ProgressLines display;

    public ProgressLinesTests() => display = new ProgressLines(lines.Add, 1);

    [Fact]
    public void There_is_a_line_for_each_phase_and_each_tenth_of_it()
    {
        foreach (var percent in new[] { 1.0, 5, 9.9, 10, 11, 35, 36 })
            display.Show(0, Snapshots.With(("percentComplete", percent)));
        display.Show(0, Snapshots.With(("phase", "Saving"), ("percentComplete", 0)));
        display.Show(0, Snapshots.With(("phase", "Saving"), ("percentComplete", 3)));

        Assert.Equal(4, lines.Count);
        Assert.StartsWith("HR - Full Import: Step 3 of 7 | Importing | ", lines[0], StringComparison.Ordinal);
        Assert.Equal(["1.0 %", "10.0 %", "35.0 %", "0.0 %"], lines.Select(line => line.Split('|').First(part => part.Contains('%', StringComparison.Ordinal)).Trim()));
    }

    [Fact]
    public void The_end_is_a_line_and_nothing_comes_after_it()
    {
        display.Show(0, Snapshots.With(("terminal", true), ("state", "complete")));
        display.Show(0, Snapshots.With());
        display.End(0);
        display.EndAll();

        Assert.EndsWith("5.1 s in all", Assert.Single(lines), StringComparison.Ordinal);
    }

    [Fact]
    public void Changes_of_health_are_lines()
    {
        display.Show(0, Snapshots.With());
        display.Show(0, Snapshots.With(("health.status", "stalled"), ("health.lastAdvanceAge", 20)));
        display.Show(0, Snapshots.With(("health.status", "stalled"), ("health.lastAdvanceAge", 22)));

        Assert.Equal(2, lines.Count);
        Assert.Equal("HR - Full Import: stalled: nothing moved for 20 s", lines[1]);
    }

    [Fact]
    public void An_outage_is_two_lines()
    {
        display.Show(0, Snapshots.With());
        display.ShowAway(0, TimeSpan.FromSeconds(1));
        display.ShowAway(0, TimeSpan.FromSeconds(2));
        display.Show(0, Snapshots.With());

        Assert.Equal(["The server does not answer; asking again. The run goes on.", "HR - Full Import: the server answers again."], lines.Skip(1));
    }

    [Theory]
    [InlineData("ConsoleHost", "Continue", false, "", ProgressChannel.Bars)]
    [InlineData("ConsoleHost", "Continue", true, "", ProgressChannel.HostLines)]
    [InlineData("ConsoleHost", "Continue", false, "-NonInteractive", ProgressChannel.HostLines)]
    [InlineData("ConsoleHost", "Continue", false, "-noni", ProgressChannel.HostLines)]
    [InlineData("ConsoleHost", "Continue", false, "-NoLogo", ProgressChannel.Bars)]
    [InlineData("ConsoleHost", "SilentlyContinue", false, "", ProgressChannel.InformationLines)]
    [InlineData("Visual Studio Code Host", "Continue", true, "", ProgressChannel.Bars)]
    internal void The_channel_depends_on_the_host(string host, string preference, bool redirected, string argument, ProgressChannel channel) =>
        Assert.Equal(channel, ProgressChannels.Choose(host, preference, redirected, ["pwsh", argument]));
}
