#pragma once

#include "foundation/config/Settings.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>

namespace jim::config {

/// Where a setting's value goes. The kind of member is the type of the setting.
using Member = std::variant<std::string Settings::*, std::int64_t Settings::*, bool Settings::*,
                            std::chrono::seconds Settings::*, std::filesystem::path Settings::*,
                            Address Settings::*, std::vector<std::string> Settings::*,
                            base::Secret Settings::*>;

/// One setting, declared once: values, `jim settings` and the reference page all come from here.
struct Declaration {
    std::string_view name;  ///< `JIM_*`, in the environment and in the file.
    Member member;
    std::string_view defaultText = {};  ///< A setting whose default is empty may be empty.
    std::string_view meaning;           ///< Sentences in Markdown.
    std::int64_t minimum = 0;           ///< Integers and seconds.
    std::int64_t maximum = 0;
    std::vector<std::string_view> choices = {};   ///< Texts; empty allows any.
    std::vector<std::string_view> prefixes = {};  ///< Texts and secrets; one of them.
    std::size_t minimumLength = 0;                ///< Secrets.
    bool environmentOnly = false;                 ///< Makes no sense in the file.
};

[[nodiscard]] std::span<const Declaration> declarations();

/// "text", "integer", "seconds" and so on.
[[nodiscard]] std::string_view typeName(const Declaration& declaration);

/// What values are allowed, as the end of a sentence: "a whole number from 1 to 32".
[[nodiscard]] std::string allowed(const Declaration& declaration);

}  // namespace jim::config
