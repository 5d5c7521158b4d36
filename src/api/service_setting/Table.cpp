#include "api/service_setting/Table.hpp"

#include "foundation/base/EnumText.hpp"
#include "foundation/base/Guid.hpp"
#include "foundation/base/Timestamp.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace jim::api::service_setting {
namespace {

constexpr auto kTypes = base::enumText<ValueType>({
    {ValueType::String, "String"},
    {ValueType::Boolean, "Boolean"},
    {ValueType::Integer, "Integer"},
    {ValueType::TimeSpan, "TimeSpan"},
    {ValueType::Enum, "Enum"},
    {ValueType::StringEncrypted, "StringEncrypted"},
    {ValueType::Guid, "Guid"},
});

constexpr auto kBool = ValueType::Boolean;
constexpr auto kInt = ValueType::Integer;
constexpr auto kSpan = ValueType::TimeSpan;
constexpr auto kText = ValueType::String;
constexpr auto kEnum = ValueType::Enum;

constexpr Definition kDefinitions[] = {
    {"Sync.PartitionValidationMode", "Partition validation mode",
     "What happens when a run profile names a partition that is not selected.", "Synchronisation",
     kEnum, "Error", false, "Error Warning"},
    {"Sync.VerboseNoChangeRecording", "Record unchanged objects",
     "Also records objects that a run leaves as they are.", "Synchronisation", kBool, "false"},
    {"Sync.PageSize",
     "Page size",
     "How many objects a synchronisation takes at a time at most, in one transaction. Smaller "
     "pages hold the database for less time and cost more of it. Counts from the next run on.",
     "Synchronisation",
     kInt,
     "4000",
     false,
     {},
     1,
     10000},
    {"Runs.MaxObjectsPerSecond",
     "Objects a second at most",
     "Keeps each run to so many objects a second in each step that reads or writes; null is no "
     "limit. Counts from the next run on.",
     "Synchronisation",
     kInt,
     {},
     false,
     {},
     100,
     1'000'000},
    {"Preview.WorkerThreshold", "Preview on a worker from",
     "Previews of more objects than this are done by a worker.", "Synchronisation", kInt, "2500"},
    {"Preview.FullDataSetPromptThreshold", "Ask before a preview of",
     "Previews of more objects than this ask first.", "Synchronisation", kInt, "100000"},
    {"History.RetentionPeriod", "History retention", "How long activities of runs are kept.",
     "History", kSpan, "90.00:00:00"},
    {"History.ConfigurationChangeRetentionPeriod", "Configuration history retention",
     "How long activities of configuration changes are kept.", "History", kSpan, "3650.00:00:00"},
    {"History.SecurityEventRetentionPeriod", "Security event retention",
     "How long security events are kept. JIM has none yet: set by scripts, it changes nothing.",
     "History", kSpan, "365.00:00:00"},
    {"History.InitialPasswordRetentionPeriod", "Initial password retention",
     "How long initial passwords are kept. JIM has none yet: set by scripts, it changes nothing.",
     "History", kSpan, "90.00:00:00"},
    {"History.CleanupBatchSize",
     "Clean-up batch size",
     "How many activities a clean-up removes at a time at most.",
     "History",
     kInt,
     "100",
     false,
     {},
     1,
     10000},
    {"ChangeTracking.CsoChanges.Enabled", "Track connector space changes",
     "Keeps what imports and exports change, attribute by attribute.", "History", kBool, "true"},
    {"ChangeTracking.MvoChanges.Enabled", "Track metaverse changes",
     "Keeps what synchronisations change, attribute by attribute.", "History", kBool, "true"},
    {"ChangeTracking.ConfigurationChanges.Enabled", "Track configuration changes",
     "Keeps what administrators change.", "History", kBool, "true"},
    {"ChangeTracking.SyncOutcomes.Level", "Synchronisation outcome detail",
     "How much is kept of what followed from a change.", "History", kEnum, "Detailed", false,
     "None Standard Detailed"},
    {"Maintenance.IsEnabled", "Maintenance mode", "Says that the service is being maintained.",
     "Maintenance", kBool, "false"},
    {"Security.CredentialEncryptionEnabled", "Encrypt credentials",
     "Stores the secrets of connected systems encrypted; always so.", "Security", kBool, "true",
     false, "true"},
    {"Security.EncryptionKeyPath",
     "Encryption key path",
     "Where the encryption keys are.",
     "Security",
     kText,
     {},
     true},
    {"Security.RateLimiting.Enabled", "Limit request rates",
     "Refuses callers that send more requests than the limits below.", "Security", kBool, "true"},
    {"Security.RateLimiting.AuthenticatedRequestsPerMinute", "Requests a minute with a key",
     "For each key, over the last minute.", "Security", kInt, "300"},
    {"Security.RateLimiting.UnauthenticatedRequestsPerMinute", "Requests a minute without a key",
     "For each address, within a minute of the clock.", "Security", kInt, "30"},
    {"Security.ConfigurationChangeHashKey",
     "Configuration change key",
     "Signs the history of configuration changes.",
     "Security",
     ValueType::StringEncrypted,
     {},
     true},
    {"UI.ProgressUpdateInterval", "Progress update interval", "How often a page asks for progress.",
     "UI", kSpan, "00:00:01"},
    {"Instance.Name", "Instance name", "What this installation is called.", "Instance", kText},
    {"Instance.Id",
     "Instance id",
     "Tells this installation from others.",
     "Instance",
     ValueType::Guid,
     {},
     true},
    {"SSO.Authority", "Authority", "The identity provider.", "SSO", kText, {}, true},
    {"SSO.ClientId",
     "Client id",
     "What the identity provider calls this service.",
     "SSO",
     kText,
     {},
     true},
    {"SSO.ApiScope", "API scope", "The scope that clients ask for.", "SSO", kText, {}, true},
};

std::vector<std::string_view> wordsOf(std::string_view text) {
    std::vector<std::string_view> words;
    while (!text.empty()) {
        const auto end = std::min(text.find(' '), text.size());
        words.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return words;
}

tl::unexpected<base::Error> invalid(std::string message) {
    return base::fail(base::invalidInput("value", std::move(message)));
}

base::Result<std::string> oneOf(std::string_view choices, std::string_view value) {
    for (const auto word : wordsOf(choices))
        if (base::equalsIgnoringCase(word, value)) return std::string{word};
    return invalid(fmt::format("This is one of: {}.", choices));
}

base::Result<std::string> integer(const Definition& definition, std::string_view value) {
    std::int64_t number = 0;
    const auto [end, code] = std::from_chars(value.data(), value.data() + value.size(), number);
    const bool whole = code == std::errc{} && end == value.data() + value.size();
    if (!whole || number < definition.least || number > definition.most)
        return invalid(fmt::format("This is a whole number between {} and {}.", definition.least,
                                   definition.most));
    return std::to_string(number);
}

}  // namespace

std::string_view toText(ValueType type) {
    return kTypes.text(type);
}

std::span<const Definition> definitions() {
    return kDefinitions;
}

const Definition* find(std::string_view key) {
    const auto* at = std::ranges::find_if(kDefinitions, [&](const Definition& definition) {
        return base::equalsIgnoringCase(definition.key, key);
    });
    return at == std::end(kDefinitions) ? nullptr : at;
}

base::Result<std::string> normalised(const Definition& definition, const std::string& value) {
    switch (definition.type) {
        case ValueType::Boolean:
            return oneOf(definition.choices.empty() ? "true false" : definition.choices, value);
        case ValueType::Integer:
            return integer(definition, value);
        case ValueType::Enum:
            return oneOf(definition.choices, value);
        case ValueType::TimeSpan:
            if (const auto span = base::parseSpan(value); span && span->count() > 0)
                return base::toSpan(*span);
            return invalid("This is a duration above zero, as [d.]hh:mm:ss.");
        case ValueType::Guid:
            if (const auto guid = base::parseGuid(value)) return base::toText(*guid);
            return invalid("This is a GUID.");
        case ValueType::String:
        case ValueType::StringEncrypted:
            break;
    }
    if (value.size() > 1000) return invalid("This has at most 1000 characters.");
    return value;
}

}  // namespace jim::api::service_setting
