#include "identity/connected_system/Setting.hpp"

#include "foundation/base/EnumText.hpp"

#include <algorithm>

namespace jim::identity::connected_system {
namespace {

constexpr auto kCategories = base::enumText<SettingCategory>({
    {SettingCategory::Connectivity, "Connectivity"},
    {SettingCategory::General, "General"},
    {SettingCategory::Capabilities, "Capabilities"},
    {SettingCategory::Schema, "Schema"},
    {SettingCategory::Import, "Import"},
    {SettingCategory::Export, "Export"},
});

constexpr auto kTypes = base::enumText<SettingType>({
    {SettingType::String, "String"},
    {SettingType::StringEncrypted, "StringEncrypted"},
    {SettingType::Integer, "Integer"},
    {SettingType::Heading, "Heading"},
    {SettingType::Label, "Label"},
    {SettingType::Text, "Text"},
    {SettingType::DropDown, "DropDown"},
    {SettingType::CheckBox, "CheckBox"},
    {SettingType::Divider, "Divider"},
    {SettingType::File, "File"},
});

constexpr auto kCardinalities = base::enumText<RequiredGroupCardinality>({
    {RequiredGroupCardinality::AtLeastOne, "AtLeastOne"},
    {RequiredGroupCardinality::ExactlyOne, "ExactlyOne"},
});

bool isFilled(const EffectiveSettings& settings, const SettingDefinition& definition) {
    return !settings.text(definition.name).empty() || !settings.secret(definition.name).empty() ||
           settings.integer(definition.name) || settings.checkbox(definition.name);
}

std::string_view problemOf(const SettingDefinition& definition, const EffectiveSettings& settings) {
    const std::string text = settings.text(definition.name);
    if (definition.required && !isFilled(settings, definition)) return "This setting is required.";
    if (definition.type == SettingType::DropDown && !text.empty() &&
        std::ranges::find(definition.choices, text) == definition.choices.end())
        return "This is not one of the choices of this setting.";
    return {};
}

std::string groupProblem(const std::vector<SettingDefinition>& definitions,
                         const EffectiveSettings& settings, const SettingDefinition& of) {
    std::string names;
    std::size_t filled = 0;
    for (const auto& other : definitions) {
        if (other.requiredGroup != of.requiredGroup) continue;
        names += (names.empty() ? "'" : "' or '") + other.name;
        filled += isFilled(settings, other) ? 1U : 0U;
    }
    names += "'";
    if (filled == 0) return "Set " + names + ".";
    if (filled > 1 && of.requiredGroupCardinality == RequiredGroupCardinality::ExactlyOne)
        return "Set only one of " + names + ".";
    return {};
}

}  // namespace

std::string_view toText(SettingCategory category) {
    return kCategories.text(category);
}
std::string_view toText(SettingType type) {
    return kTypes.text(type);
}
std::string_view toText(RequiredGroupCardinality cardinality) {
    return kCardinalities.text(cardinality);
}

const SettingDefinition* EffectiveSettings::definition(std::string_view name) const {
    const auto at = std::ranges::find(definitions_, name, &SettingDefinition::name);
    return at == definitions_.end() ? nullptr : &*at;
}

std::string EffectiveSettings::text(std::string_view name) const {
    const auto* wanted = definition(name);
    if (wanted == nullptr) return {};
    if (const auto value = values_.find(wanted->id); value != values_.end() && value->second.text)
        return *value->second.text;
    return wanted->defaultText.value_or("");
}

base::Secret EffectiveSettings::secret(std::string_view name) const {
    const auto* wanted = definition(name);
    if (wanted == nullptr) return {};
    const auto value = values_.find(wanted->id);
    return value == values_.end() ? base::Secret{} : value->second.secret.value_or(base::Secret{});
}

bool EffectiveSettings::checkbox(std::string_view name) const {
    const auto* wanted = definition(name);
    if (wanted == nullptr) return false;
    if (const auto value = values_.find(wanted->id);
        value != values_.end() && value->second.checkbox)
        return *value->second.checkbox;
    return wanted->defaultCheckbox.value_or(false);
}

std::optional<std::int32_t> EffectiveSettings::integer(std::string_view name) const {
    const auto* wanted = definition(name);
    if (wanted == nullptr) return std::nullopt;
    if (const auto value = values_.find(wanted->id);
        value != values_.end() && value->second.integer)
        return value->second.integer;
    return wanted->defaultInteger;
}

std::map<std::string, std::vector<std::string>> validateSettings(
    const std::vector<SettingDefinition>& definitions, const SettingValues& values) {
    std::map<std::string, std::vector<std::string>> problems;
    const EffectiveSettings settings{definitions, values};
    for (const auto& definition : definitions) {
        if (const auto problem = problemOf(definition, settings); !problem.empty())
            problems[definition.name].emplace_back(problem);
        if (definition.requiredGroup.empty()) continue;
        if (auto problem = groupProblem(definitions, settings, definition); !problem.empty())
            problems[definition.name].push_back(std::move(problem));
    }
    return problems;
}

}  // namespace jim::identity::connected_system
