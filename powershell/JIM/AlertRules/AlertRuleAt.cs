using Jim.RunProfiles;

namespace Jim.AlertRules;

/// <summary>An alert rule, by the ids of its route and in words.</summary>
internal sealed record AlertRuleAt(RunProfileAt Profile, int Id, string Words)
{
    /// <summary>What objects of alert rules are called.</summary>
    public const string Type = "JIM.AlertRule";

    public string Route => $"{Profile.AlertRules}/{Id}";
}
