using System.Collections;
using System.Globalization;
using System.Management.Automation;
using Jim.Progress;

namespace Jim.Views;

/// <summary>How values are written in tables and lists. Public because views call it.</summary>
public static class ViewText
{
    private const string Red = "\x1b[31m", Yellow = "\x1b[33m", Green = "\x1b[32m", Normal = "\x1b[0m";

    private static readonly string[] SourceMembers = ["Expression", "ConnectedSystemAttributeName", "MetaverseAttributeName"];

    private static readonly string[] ValueMembers =
    [
        "StringValue", "DateTimeValue", "IntValue", "LongValue", "DecimalValue", "GuidValue", "BoolValue", "ReferenceValueDisplayName", "ReferenceValueId",
        "UnresolvedReferenceValue", "ByteValue",
    ];

    /// <summary>Text without anything that could drive a terminal; lists with commas; dates in local time; durations in words.</summary>
    public static string Plain(object? value) => Unwrapped(value) switch
    {
        null => "",
        string text => DisplayText.Neutral(text),
        DateTime moment => Time(moment),
        TimeSpan duration => Duration(duration),
        double number => number.ToString("0.##", CultureInfo.InvariantCulture),
        bool truth => truth ? "True" : "False",
        byte[] bytes => Convert.ToBase64String(bytes),
        IEnumerable list => string.Join(", ", list.Cast<object?>().Select(Plain)),
        var other => DisplayText.Neutral(Convert.ToString(other, CultureInfo.InvariantCulture)),
    };

    /// <summary>A moment in local time, to the minute.</summary>
    public static string Time(object? value) =>
        Unwrapped(value) is DateTime moment ? moment.ToLocalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : "";

    /// <summary>A time span, or a number of seconds, in words.</summary>
    public static string Duration(object? value) => Unwrapped(value) switch
    {
        TimeSpan duration => DisplayText.Duration(duration.TotalSeconds),
        double seconds => DisplayText.Duration(seconds),
        int seconds => DisplayText.Duration(seconds),
        _ => "",
    };

    /// <summary>A whole number with separators.</summary>
    public static string Number(object? value) =>
        Unwrapped(value) is { } number && LanguagePrimitives.TryConvertTo<long>(number, out var whole) ? DisplayText.Number(whole) : "";

    /// <summary>A status, coloured where the host shows colours.</summary>
    public static string Status(object? value, bool colours)
    {
        var status = Plain(value);
        if (!colours)
            return status;
        var colour = status switch
        {
            "Complete" or "complete" => Green,
            "CompleteWithWarning" or "complete_with_warning" or "Cancelled" or "cancelled" or "cancelling" or "CancellationRequested" or "Paused" or "paused" => Yellow,
            "CompleteWithError" or "FailedWithError" or "complete_with_error" or "failed_with_error" or "worker_lost" or "Failed" => Red,
            _ => "",
        };
        return colour.Length > 0 ? colour + status + Normal : status;
    }

    /// <summary>System and run profile of an activity or its progress, or whatever it is about.</summary>
    public static string Target(PSObject activity)
    {
        var (context, name) = (activity.Properties["TargetContext"]?.Value as string, activity.Properties["TargetName"]?.Value as string);
        return Snapshot.RunName(context, name);
    }

    /// <summary>Where the value of a mapping comes from, or which attributes a matching rule compares.</summary>
    public static string Sources(object? value) => string.Join(", ", (Unwrapped(value) as IEnumerable ?? Array.Empty<object>()).Cast<object>().Select(one =>
        SourceMembers.Select(member => Plain(PSObject.AsPSObject(one).Properties[member]?.Value)).FirstOrDefault(text => text.Length > 0) ?? ""));

    /// <summary>The value of an attribute, whichever type it has.</summary>
    public static string Value(PSObject value) =>
        ValueMembers.Select(member => Plain(value.Properties[member]?.Value)).FirstOrDefault(text => text.Length > 0) ?? "";

    /// <summary>The values of an object, a line for each attribute.</summary>
    public static string Values(object? values) => Lines(Members(values).GroupBy(one => Plain(Of(one, "AttributeName")))
        .Select(attribute => $"{attribute.Key}: {string.Join(", ", attribute.Select(Value))}"));

    /// <summary>The changes of a pending export, a line for each value.</summary>
    public static string PendingChanges(object? changes) => Lines(Members(changes).Select(one =>
        $"{Plain(Of(one, "ChangeType"))} {Plain(Of(one, "AttributeName"))}: {Value(one)}"));

    /// <summary>What a run did to an object, a line for each attribute: what was there before, and what is there now.</summary>
    public static string Changes(object? changes) => Lines(Members(changes).Select(one =>
        $"{Plain(Of(one, "AttributeName"))}: {Listed(Of(one, "Removed"))} -> {Listed(Of(one, "Added"))}"));

    /// <summary>When an alert rule fires, in words.</summary>
    public static string When(PSObject rule)
    {
        var threshold = LanguagePrimitives.TryConvertTo<double>(Of(rule, "Threshold"), out var number) ? number : 0;
        var isTimes = Of(rule, "Measure") as string == "TimesUsual";
        return (Of(rule, "Condition") as string) switch
        {
            "ErrorRatio" => $"{Plain(threshold * 100)} % of the objects fail",
            "Deletes" => isTimes ? $"deletes are {Plain(threshold)} times the usual" : threshold == 1 ? "1 object is deleted" : $"{Number(threshold)} objects are deleted",
            "Stall" => $"nothing moves for {Duration(threshold)}",
            "Overrun" => isTimes ? $"it takes {Plain(threshold)} times the usual" : $"it takes {Duration(threshold)}",
            var other => $"{other} {Plain(threshold)}",
        };
    }

    /// <summary>The alerts of a run, of an activity, its statistics or its progress, a line for each.</summary>
    public static string Alerts(PSObject of) => Lines(
        new[] { of, Of(of, "ExecutionStats"), Of(of, "Progress") }.OfType<PSObject>().Select(one => Members(Of(one, "Alerts")).ToList()).FirstOrDefault(one => one.Count > 0, [])
            .Select(one => $"{Plain(Of(one, "Rule"))}: {Plain(Of(one, "Text"))}"));

    /// <summary>The phases of a run, a line for each.</summary>
    public static string Phases(object? phases) => Lines(Members(phases).Select(one =>
        string.Join(", ", new[] { $"{Plain(Of(one, "Name"))}: {DisplayText.Spaced(Plain(Of(one, "Status")))}", Objects(Of(one, "Processed")), Duration(Of(one, "DurationSeconds")) }
            .Where(part => part.Length > 0))));

    /// <summary>What a run did in numbers, from its statistics; empty without some.</summary>
    public static string Counts(object? stats) => stats is PSObject some
        ? RunOutcome.Counts(name => LanguagePrimitives.TryConvertTo<long>(Of(some, name), out var number) ? number : 0)
        : "";

    private static string Objects(object? count) => Number(count) is { Length: > 0 } number && number != "0" ? number + " objects" : "";

    private static string Listed(object? values)
    {
        var texts = Members(values).Select(one => Plain(Of(one, "Value"))).ToList();
        return texts.Count > 0 ? string.Join(", ", texts) : "(none)";
    }

    private static string Lines(IEnumerable<string> lines) => string.Join("\n", lines);

    private static IEnumerable<PSObject> Members(object? list) =>
        (Unwrapped(list) as IEnumerable ?? Array.Empty<object>()).Cast<object>().Select(PSObject.AsPSObject);

    private static object? Of(PSObject owner, string member) => owner.Properties[member]?.Value;

    private static object? Unwrapped(object? value) => value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;
}
