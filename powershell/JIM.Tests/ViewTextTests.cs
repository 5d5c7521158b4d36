using System.Management.Automation;
using Jim.Views;

namespace Jim.Tests;

public sealed class ViewTextTests
{
    [Fact]
    public void Values_are_plain_text()
    {
        Assert.Equal("", ViewText.Plain(null));
        Assert.Equal("a\ufffdb", ViewText.Plain("a\u001bb"));
        Assert.Equal("1, 2", ViewText.Plain(new object[] { 1, 2 }));
        Assert.Equal("0.5", ViewText.Plain(0.5));
        Assert.Equal("True", ViewText.Plain(true));
        Assert.Equal("False", ViewText.Plain(false));
        Assert.Equal("AQI=", ViewText.Plain(new byte[] { 1, 2 }));
        Assert.Equal("1 min 30 s", ViewText.Plain(TimeSpan.FromSeconds(90)));
        Assert.Equal("x", ViewText.Plain(new PSObject("x")));
    }

    [Fact]
    public void Numbers_times_and_durations_are_those_of_people()
    {
        Assert.Equal("1,234,567", ViewText.Number(1234567));
        Assert.Equal("", ViewText.Number(null));
        Assert.Equal("4.2 s", ViewText.Duration(4.25));
        Assert.Equal("3.0 s", ViewText.Duration(3));
        Assert.Equal("", ViewText.Duration("long"));
        Assert.Equal("", ViewText.Time("now"));
        var moment = new DateTime(2026, 8, 22, 13, 48, 7, DateTimeKind.Utc);
        Assert.Equal(moment.ToLocalTime().ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture), ViewText.Plain(moment));
    }

    [Theory]
    [InlineData("ErrorRatio", "Absolute", 0.125, "12.5 % of the objects fail")]
    [InlineData("Deletes", "Absolute", 1500.0, "1,500 objects are deleted")]
    [InlineData("Deletes", "Absolute", 1, "1 object is deleted")]
    [InlineData("Deletes", "TimesUsual", 5, "deletes are 5 times the usual")]
    [InlineData("Stall", "Absolute", 90, "nothing moves for 1 min 30 s")]
    [InlineData("Overrun", "Absolute", 7800, "it takes 2 h 10 min")]
    [InlineData("Overrun", "TimesUsual", 2.5, "it takes 2.5 times the usual")]
    [InlineData("SomethingNew", "Absolute", 3, "SomethingNew 3")]
    public void An_alert_rule_says_when_it_fires(string condition, string measure, object threshold, string said)
    {
        var rule = new PSObject();
        rule.Properties.Add(new PSNoteProperty("Condition", condition));
        rule.Properties.Add(new PSNoteProperty("Measure", measure));
        rule.Properties.Add(new PSNoteProperty("Threshold", threshold));

        Assert.Equal(said, ViewText.When(rule));
    }

    [Theory]
    [InlineData("Complete", "\u001b[32mComplete\u001b[0m")]
    [InlineData("CompleteWithWarning", "\u001b[33mCompleteWithWarning\u001b[0m")]
    [InlineData("FailedWithError", "\u001b[31mFailedWithError\u001b[0m")]
    [InlineData("InProgress", "InProgress")]
    public void A_status_has_its_colour_where_there_are_some(string status, string text)
    {
        Assert.Equal(text, ViewText.Status(status, colours: true));
        Assert.Equal(status, ViewText.Status(status, colours: false));
    }
}
