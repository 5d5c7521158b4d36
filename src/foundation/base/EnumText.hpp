#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

namespace jim::base {

/// ASCII case-insensitive equality: names in the interface, never people's names.
[[nodiscard]] constexpr bool equalsIgnoringCase(std::string_view a, std::string_view b) {
    constexpr auto lower = [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
    };
    return std::ranges::equal(a, b, {}, lower, lower);
}

/// One table between the members of an enum and their names.
template <class E, std::size_t N>
class EnumText {
public:
    constexpr explicit EnumText(std::array<std::pair<E, std::string_view>, N> rows) : rows_(rows) {}

    [[nodiscard]] constexpr std::string_view text(E value) const {
        for (const auto& [member, name] : rows_)
            if (member == value) return name;
        return {};
    }

    /// By name, any case.
    [[nodiscard]] constexpr std::optional<E> parse(std::string_view text) const {
        for (const auto& [member, name] : rows_)
            if (equalsIgnoringCase(name, text)) return member;
        return std::nullopt;
    }

    [[nodiscard]] constexpr const auto& rows() const { return rows_; }

private:
    std::array<std::pair<E, std::string_view>, N> rows_;
};

template <class E, std::size_t N>
[[nodiscard]] constexpr EnumText<E, N> enumText(std::pair<E, std::string_view> (&&rows)[N]) {
    return EnumText<E, N>{std::to_array(rows)};
}

}  // namespace jim::base
