#include "foundation/config/impl/SettingsFile.hpp"

#include <fmt/format.h>

#include <fstream>
#include <optional>

namespace jim::config::impl {
namespace {

constexpr std::size_t kLargestFile = 1024 * 1024;
constexpr std::string_view kBlanks = " \t\r";

std::string_view trim(std::string_view text) {
    const auto first = text.find_first_not_of(kBlanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

/// std::nullopt: a quote that never ends, or something after its end.
std::optional<std::string_view> valueOf(std::string_view text) {
    text = trim(text);
    if (text.starts_with('"')) {
        const auto end = text.find('"', 1);
        if (end == std::string_view::npos) return std::nullopt;
        const auto rest = trim(text.substr(end + 1));
        if (!rest.empty() && !rest.starts_with('#')) return std::nullopt;
        return text.substr(1, end - 1);
    }
    for (std::size_t at = 0; at < text.size(); ++at)
        if (text[at] == '#' && (at == 0 || text[at - 1] == ' ' || text[at - 1] == '\t'))
            return trim(text.substr(0, at));
    return text;
}

}  // namespace

base::Result<std::vector<FileLine>> parseSettingsFile(std::string_view content,
                                                      std::string_view fileName) {
    if (content.starts_with("\xEF\xBB\xBF")) content.remove_prefix(3);
    std::vector<FileLine> lines;
    for (std::size_t number = 1; !content.empty(); ++number) {
        const auto end = content.find('\n');
        const auto line = trim(content.substr(0, end));
        content.remove_prefix(end == std::string_view::npos ? content.size() : end + 1);
        if (line.empty() || line.starts_with('#')) continue;

        const auto equals = line.find('=');
        const auto value =
            equals == std::string_view::npos ? std::nullopt : valueOf(line.substr(equals + 1));
        if (!value)
            return base::fail(base::invalidInput(
                "file",
                fmt::format("{} line {}: not of the form NAME = value.", fileName, number)));
        lines.push_back({number, std::string{trim(line.substr(0, equals))}, std::string{*value}});
    }
    return lines;
}

base::Result<std::string> readSettingsFile(const std::filesystem::path& path) {
    std::error_code error;
    std::ifstream file;
    if (std::filesystem::is_regular_file(path, error)) file.open(path, std::ios::binary);
    std::string content(kLargestFile + 1, '\0');
    if (file.is_open()) file.read(content.data(), static_cast<std::streamsize>(content.size()));
    if (!file.is_open() || file.bad())
        return base::fail(base::invalidInput(
            "file", fmt::format("The settings file '{}' cannot be read.", path.string())));
    content.resize(static_cast<std::size_t>(file.gcount()));
    if (content.size() > kLargestFile)
        return base::fail(base::invalidInput(
            "file", fmt::format("The settings file '{}' is larger than 1 MiB.", path.string())));
    return content;
}

}  // namespace jim::config::impl
