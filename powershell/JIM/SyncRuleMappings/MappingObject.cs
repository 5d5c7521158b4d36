using System.Management.Automation;
using System.Text.Json;
using Jim.Rest;

namespace Jim.SyncRuleMappings;

/// <summary>Mappings as objects that know their rule, so that they can be piped into the cmdlets that change them.</summary>
internal static class MappingObject
{
    public static PSObject Of(JsonElement mapping, int rule)
    {
        var result = JsonObjects.ToObject(mapping, "JIM.SyncRuleMapping");
        result.Properties.Add(new PSNoteProperty("SyncRuleId", rule));
        return result;
    }
}
