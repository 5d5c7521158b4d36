using System.Text.Json.Nodes;

namespace Jim.MatchingRules;

/// <summary>The sources of a matching rule in the body of a request.</summary>
internal static class SourceBody
{
    public static JsonArray Of(params int[] attributes) =>
        new(attributes.Select((id, order) => (JsonNode)new JsonObject { ["order"] = order, ["connectedSystemAttributeId"] = id }).ToArray());
}
