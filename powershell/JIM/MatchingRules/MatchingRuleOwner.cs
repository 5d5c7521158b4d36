using Jim.Rest;

namespace Jim.MatchingRules;

/// <summary>What a matching rule belongs to: a connected system, with one of its object types, or a synchronisation rule.</summary>
internal sealed record MatchingRuleOwner(string Route, string Words, int? ConnectedSystem = null)
{
    public static MatchingRuleOwner System(int id, string? name = null) =>
        new(Routes.Of($"/synchronisation/connected-systems/{id}"), $"connected system {name ?? $"{id}"}", id);

    public static MatchingRuleOwner SyncRule(int id) => new(Routes.Of($"/synchronisation/sync-rules/{id}"), $"synchronisation rule {id}");

    /// <summary>One of its rules in words.</summary>
    public string WordsOf(int rule) => $"matching rule {rule} of {Words}";

    public string Rules => Route + "/matching-rules";

    public string Rule(int id) => $"{Rules}/{id}";
}
