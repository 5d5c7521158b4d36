#include "synchronisation/rule/SynchronisationRule.hpp"

#include "foundation/base/EnumText.hpp"

namespace jim::synchronisation::rule {
namespace {

constexpr auto kDirections = base::enumText<Direction>({
    {Direction::NotSet, "NotSet"},
    {Direction::Import, "Import"},
    {Direction::Export, "Export"},
});

constexpr auto kDeprovisionActions = base::enumText<OutboundDeprovisionAction>({
    {OutboundDeprovisionAction::Disconnect, "Disconnect"},
    {OutboundDeprovisionAction::Delete, "Delete"},
});

constexpr auto kOutOfScopeActions = base::enumText<InboundOutOfScopeAction>({
    {InboundOutOfScopeAction::RemainJoined, "RemainJoined"},
    {InboundOutOfScopeAction::Disconnect, "Disconnect"},
});

constexpr auto kCaseNormalisations = base::enumText<CaseNormalisation>({
    {CaseNormalisation::None, "None"},
    {CaseNormalisation::Upper, "Upper"},
    {CaseNormalisation::Lower, "Lower"},
    {CaseNormalisation::Title, "Title"},
});

constexpr auto kMissingInputs = base::enumText<MissingInputBehaviour>({
    {MissingInputBehaviour::EvaluateAnyway, "EvaluateAnyway"},
    {MissingInputBehaviour::ContributeNoValue, "ContributeNoValue"},
    {MissingInputBehaviour::FailMapping, "FailMapping"},
    {MissingInputBehaviour::FailObject, "FailObject"},
});

}  // namespace

std::string_view toText(Direction direction) {
    return kDirections.text(direction);
}
std::string_view toText(OutboundDeprovisionAction action) {
    return kDeprovisionActions.text(action);
}
std::string_view toText(InboundOutOfScopeAction action) {
    return kOutOfScopeActions.text(action);
}
std::string_view toText(CaseNormalisation normalisation) {
    return kCaseNormalisations.text(normalisation);
}
std::string_view toText(MissingInputBehaviour behaviour) {
    return kMissingInputs.text(behaviour);
}

std::optional<Direction> parseDirection(std::string_view text) {
    return kDirections.parse(text);
}
std::optional<OutboundDeprovisionAction> parseOutboundDeprovisionAction(std::string_view text) {
    return kDeprovisionActions.parse(text);
}
std::optional<InboundOutOfScopeAction> parseInboundOutOfScopeAction(std::string_view text) {
    return kOutOfScopeActions.parse(text);
}
std::optional<CaseNormalisation> parseCaseNormalisation(std::string_view text) {
    return kCaseNormalisations.parse(text);
}
std::optional<MissingInputBehaviour> parseMissingInputBehaviour(std::string_view text) {
    return kMissingInputs.parse(text);
}

namespace {

constexpr auto kProcessing = base::enumText<InboundValueProcessing>({
    {kNoProcessing, "None"},
    {kTreatWhitespaceAsNoValue, "TreatWhitespaceAsNoValue"},
    {kTrimWhitespace, "TrimWhitespace"},
    {kCollapseInternalWhitespace, "CollapseInternalWhitespace"},
});

}  // namespace

std::string inboundValueProcessingText(std::uint8_t flags) {
    std::string text;
    for (const auto& [flag, name] : kProcessing.rows()) {
        if ((flags & flag) == 0) continue;
        text.append(text.empty() ? "" : ", ").append(name);
    }
    return text.empty() ? "None" : text;
}

std::optional<std::uint8_t> parseInboundValueProcessing(std::string_view text) {
    std::uint8_t flags = kNoProcessing;
    while (true) {
        const auto comma = text.find(',');
        auto name = text.substr(0, comma);
        name.remove_prefix(std::min(name.find_first_not_of(' '), name.size()));
        while (name.ends_with(' ')) name.remove_suffix(1);
        const auto flag = kProcessing.parse(name);
        if (!flag) return std::nullopt;
        flags = static_cast<std::uint8_t>(flags | *flag);
        if (comma == std::string_view::npos) return flags;
        text.remove_prefix(comma + 1);
    }
}

}  // namespace jim::synchronisation::rule
