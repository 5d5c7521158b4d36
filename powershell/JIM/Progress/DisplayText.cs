using System.Globalization;
using System.Text;

namespace Jim.Progress;

/// <summary>Words and numbers as people read them, and names from files made harmless.</summary>
internal static class DisplayText
{
    /// <summary>The text with everything replaced that moves a cursor, changes a colour or turns the direction.</summary>
    public static string Neutral(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        var result = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            result.Append(IsHarmful(rune) ? Rune.ReplacementChar.ToString() : rune.ToString());
        return result.ToString();
    }

    /// <summary>4.2 s, 42 s, 3 min 05 s, 2 h 10 min, 3 d 04 h.</summary>
    public static string Duration(double seconds)
    {
        if (!double.IsFinite(seconds))
            return "?";
        seconds = Math.Clamp(seconds, 0, 1e12);
        if (seconds < 10)
            return string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(seconds * 10) / 10:0.0} s");
        var whole = (long)seconds;
        return whole switch
        {
            < 60 => $"{whole} s",
            < 3600 => $"{whole / 60} min {whole % 60:00} s",
            < 86_400 => $"{whole / 3600} h {whole % 3600 / 60:00} min",
            _ => $"{Number(whole / 86_400)} d {whole % 86_400 / 3600:00} h",
        };
    }

    /// <summary>1,234,567.</summary>
    public static string Number(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>1 error, 2 errors.</summary>
    public static string Counted(long number, string one, string many) => $"{Number(number)} {(number == 1 ? one : many)}";

    /// <summary>CompleteWithWarning as complete with warning.</summary>
    public static string Spaced(string name) =>
        string.Concat(name.Select((c, at) => char.IsUpper(c) ? (at > 0 ? " " : "") + char.ToLowerInvariant(c) : c.ToString()));

    private static bool IsHarmful(Rune rune) =>
        Rune.IsControl(rune) || rune.Value is >= 0x202A and <= 0x202E or >= 0x2066 and <= 0x2069 or 0x200E or 0x200F or 0x061C
            or 0x2028 or 0x2029 or 0xFEFF;
}
