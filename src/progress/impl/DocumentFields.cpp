#include "progress/impl/DocumentFields.hpp"

#include <cmath>
#include <cstdlib>

namespace jim::progress {

bool replaceText(std::string& document, std::string_view field, std::string_view value) {
    const auto found = document.find(field);
    if (found == std::string::npos) return false;
    const auto begin = found + field.size();
    const auto end = document.find('"', begin);
    if (end == std::string::npos) return false;
    document.replace(begin, end - begin, value);
    return true;
}

std::string_view textOf(std::string_view document, std::string_view field) {
    const auto found = document.find(field);
    if (found == std::string_view::npos) return {};
    const auto rest = document.substr(found + field.size());
    return rest.substr(0, rest.find('"'));
}

std::optional<double> numberOf(std::string_view document, std::string_view field) {
    const auto found = document.find(field);
    if (found == std::string_view::npos) return std::nullopt;
    // A copy, because strtod needs an end; numbers of ours are short.
    const std::string digits{document.substr(found + field.size(), 24)};
    char* end = nullptr;
    const double value = std::strtod(digits.c_str(), &end);
    if (end == digits.c_str() || !std::isfinite(value)) return std::nullopt;
    return value;
}

}  // namespace jim::progress
