#pragma once

#include "foundation/base/Secret.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace jim::identity::connected_system {

enum class SettingCategory { Connectivity, General, Capabilities, Schema, Import, Export };
enum class SettingType {
    String,
    StringEncrypted,
    Integer,
    Heading,
    Label,
    Text,
    DropDown,
    CheckBox,
    Divider,
    File,
};
enum class RequiredGroupCardinality { AtLeastOne, ExactlyOne };

[[nodiscard]] std::string_view toText(SettingCategory category);
[[nodiscard]] std::string_view toText(SettingType type);
[[nodiscard]] std::string_view toText(RequiredGroupCardinality cardinality);

/// One setting that a connector asks for, as its definition declares it.
struct SettingDefinition {
    std::int32_t id = 0;  ///< Unique among all connectors; stable for ever.
    std::string name;
    std::string description;
    SettingCategory category = SettingCategory::General;
    SettingType type = SettingType::String;
    std::optional<bool> defaultCheckbox;
    std::optional<std::string> defaultText;
    std::optional<std::int32_t> defaultInteger;
    std::vector<std::string> choices;  ///< Of a DropDown.
    bool required = false;
    std::string requiredGroup;
    RequiredGroupCardinality requiredGroupCardinality = RequiredGroupCardinality::AtLeastOne;
};

/// What an administrator set; an absent member leaves the default in force.
struct SettingValue {
    std::optional<std::string> text;
    std::optional<std::int32_t> integer;
    std::optional<bool> checkbox;
    /// Of a StringEncrypted setting, when a connector is given it: never stored. Its stored form is
    /// the sealed `text`, which no connector sees (security/ConnectorSecrets).
    std::optional<base::Secret> secret;

    bool operator==(const SettingValue&) const = default;
};

/// By setting definition id.
using SettingValues = std::map<std::int32_t, SettingValue>;

/// Values with the definitions' defaults beneath them, looked up by setting name. References
/// must outlive it.
class EffectiveSettings {
public:
    EffectiveSettings(const std::vector<SettingDefinition>& definitions,
                      const SettingValues& values)
        : definitions_(definitions), values_(values) {}

    /// Empty when neither set nor defaulted.
    [[nodiscard]] std::string text(std::string_view name) const;
    /// Of a StringEncrypted setting; empty when it is not set.
    [[nodiscard]] base::Secret secret(std::string_view name) const;
    [[nodiscard]] bool checkbox(std::string_view name) const;
    [[nodiscard]] std::optional<std::int32_t> integer(std::string_view name) const;

private:
    [[nodiscard]] const SettingDefinition* definition(std::string_view name) const;
    const std::vector<SettingDefinition>& definitions_;
    const SettingValues& values_;
};

/// Setting name -> what is wrong with it, over required settings, groups, choices and types.
[[nodiscard]] std::map<std::string, std::vector<std::string>> validateSettings(
    const std::vector<SettingDefinition>& definitions, const SettingValues& values);

}  // namespace jim::identity::connected_system
