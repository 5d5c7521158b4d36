#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace jim::apps::sample {

struct Department {
    std::string_view code;
    std::string_view name;
    std::uint32_t costCentre;      ///< Teams add 0 to 9 to it.
    std::uint32_t weight;          ///< Share of the staff.
    std::string_view professions;  ///< `|` between them; at least two words each.
    std::string_view skills;       ///< `|` between them.
};

struct Office {
    std::string_view code;
    std::string_view city;
    std::string_view localName;
    std::string_view country;
    std::string_view company;
    std::string_view phonePrefix;
    std::string_view culture;
    std::uint32_t weight;
};

inline constexpr std::string_view kMailDomain = "calderandvane.example";

/// Largest first, so that a small company has the departments it would have.
[[nodiscard]] std::span<const Department> departments();
[[nodiscard]] std::span<const Office> offices();
[[nodiscard]] std::span<const std::string_view> generalSkills();
[[nodiscard]] std::span<const std::string_view> noteTexts();

/// How many parts a text with `|` between its parts has.
[[nodiscard]] std::uint32_t partCount(std::string_view text);

/// The `index`th part (modulo their number) of such a text.
[[nodiscard]] std::string_view partOf(std::string_view text, std::uint32_t index);

}  // namespace jim::apps::sample
