#include "foundation/config/impl/Value.hpp"

#include "foundation/base/EnumText.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>

namespace jim::config::impl {
namespace {

constexpr std::size_t kLongestText = 4096;

bool isControl(char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

std::string_view withoutBlanks(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

template <class Number>
std::optional<Number> number(std::string_view text) {
    Number value{};
    const auto* end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc{} || stopped != end) return std::nullopt;
    return value;
}

std::optional<std::int64_t> integerWithin(const Declaration& declaration, std::string_view text) {
    const auto value = number<std::int64_t>(text);
    if (!value || *value < declaration.minimum || *value > declaration.maximum) return std::nullopt;
    return value;
}

std::optional<Address> parseAddress(std::string_view text) {
    const auto colon = text.rfind(':');
    if (colon == std::string_view::npos) return std::nullopt;
    const auto port = number<std::uint16_t>(text.substr(colon + 1));
    if (!port) return std::nullopt;

    std::string host{text.substr(0, colon)};
    if (host == "localhost") host = "127.0.0.1";
    const bool bracketed = host.size() > 2 && host.front() == '[' && host.back() == ']';
    if (bracketed) host = host.substr(1, host.size() - 2);
    in6_addr binary{};
    if (inet_pton(bracketed ? AF_INET6 : AF_INET, host.c_str(), &binary) != 1) return std::nullopt;
    return Address{std::move(host), *port};
}

/// With one of the prefixes, and more after it.
bool beginsAsAllowed(const Declaration& declaration, std::string_view text) {
    return declaration.prefixes.empty() ||
           std::ranges::any_of(declaration.prefixes, [&](std::string_view prefix) {
               return text.starts_with(prefix) && text.size() > prefix.size();
           });
}

/// A URL without the password that may stand before its host or among its parameters.
std::string withoutPassword(std::string_view url) {
    std::string result{url};
    const auto authority = result.find("://");
    if (authority == std::string::npos) return result;
    constexpr std::string_view kParameter = "password=";
    const auto query = result.find('?');
    for (auto at = result.find(kParameter, std::min(query, result.size())); at != std::string::npos;
         at = result.find(kParameter, at + kParameter.size())) {
        const auto value = at + kParameter.size();
        result.replace(value, std::min(result.find('&', value), result.size()) - value, "***");
    }
    // The last at sign before the path: a password may hold one that is not encoded.
    const auto host = result.rfind('@', std::min(result.find('?'), result.size()));
    const auto colon = result.find(':', authority + 3);
    if (host != std::string::npos && colon < host)
        result.replace(colon + 1, host - colon - 1, "***");
    return result;
}

/// One visitor call for each type of setting: true when the text was good and is stored.
struct Store {
    const Declaration& declaration;
    std::string_view text;
    Settings& settings;

    bool operator()(std::string Settings::* member) const {
        const auto& choices = declaration.choices;
        if (!choices.empty() && std::ranges::find(choices, text) == choices.end()) return false;
        if (!text.empty() && !beginsAsAllowed(declaration, text)) return false;
        settings.*member = std::string{text};
        return true;
    }

    bool operator()(std::int64_t Settings::* member) const {
        const auto value = integerWithin(declaration, text);
        if (value) settings.*member = *value;
        return value.has_value();
    }

    bool operator()(std::chrono::seconds Settings::* member) const {
        const auto value = integerWithin(declaration, text);
        if (value) settings.*member = std::chrono::seconds{*value};
        return value.has_value();
    }

    bool operator()(bool Settings::* member) const {
        const bool yes = base::equalsIgnoringCase(text, "true") || text == "1";
        const bool no = base::equalsIgnoringCase(text, "false") || text == "0";
        if (yes || no) settings.*member = yes;
        return yes || no;
    }

    bool operator()(std::filesystem::path Settings::* member) const {
        settings.*member = std::filesystem::path{text};
        return true;
    }

    bool operator()(Address Settings::* member) const {
        if (text.empty() && declaration.defaultText.empty()) return true;
        auto address = parseAddress(text);
        if (address) settings.*member = std::move(*address);
        return address.has_value();
    }

    bool operator()(std::vector<std::string> Settings::* member) const {
        std::vector<std::string> names;
        for (auto rest = text; !rest.empty();) {
            const auto name = withoutBlanks(rest.substr(0, rest.find(',')));
            if (name.empty() || name.find_first_of(" \t") != std::string_view::npos) return false;
            names.emplace_back(name);
            const auto comma = rest.find(',');
            rest = comma == std::string_view::npos ? std::string_view{} : rest.substr(comma + 1);
        }
        settings.*member = std::move(names);
        return true;
    }

    bool operator()(base::Secret Settings::* member) const {
        if (!text.empty() &&
            (text.size() < declaration.minimumLength || !beginsAsAllowed(declaration, text) ||
             text.find_first_of(" \t") != std::string_view::npos))
            return false;
        settings.*member = base::Secret{std::string{text}};
        return true;
    }
};

}  // namespace

bool store(const Declaration& declaration, std::string_view text, Settings& into) {
    if (text.empty() && !declaration.defaultText.empty()) return false;
    if (text.size() > kLongestText || std::ranges::any_of(text, isControl)) return false;
    return std::visit(Store{declaration, text, into}, declaration.member);
}

std::string shown(const Declaration& declaration, std::string_view text) {
    if (std::holds_alternative<base::Secret Settings::*>(declaration.member))
        return base::Secret{std::string{text}}.redacted();
    return withoutPassword(text);
}

std::string quoted(std::string_view text) {
    constexpr std::size_t kLongest = 80;
    std::string result = "'";
    for (const char c : text.substr(0, kLongest)) result += isControl(c) ? '?' : c;
    if (text.size() > kLongest) result += "...";
    return result + "'";
}

}  // namespace jim::config::impl
