#include "connectors/csv/impl/Header.hpp"

#include "connectors/csv/impl/CellText.hpp"
#include "foundation/base/EnumText.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace jim::connectors::csv::impl {
namespace {

constexpr std::size_t kMaxColumns = 4096;
constexpr std::size_t kMaxName = 200;

}  // namespace

base::Result<Header> Header::read(RecordReader& reader, const std::string& path) {
    Header header;
    header.path_ = path;
    JIM_ASSIGN(const Record* record, reader.next());
    if (record == nullptr) return base::fail(header.unusable("it has only blank lines"));
    if (record->fault != RowFault::None)
        return base::fail(header.unusable(
            "the header line is damaged (quotes, NUL bytes, characters that are not text in the "
            "file's encoding, or its length)"));
    if (record->cells.size() > kMaxColumns)
        return base::fail(header.unusable(fmt::format("it has more than {} columns", kMaxColumns)));
    for (const auto cell : record->cells) header.names_.emplace_back(trimmed(cell));
    if (record->raw.ends_with("\r\n")) header.newline_ = "\r\n";
    header.line_ = record->raw;
    if (!header.line_.ends_with('\n')) header.line_ += '\n';
    JIM_TRY(header.check());
    return header;
}

Header Header::of(std::vector<std::string> names, char delimiter) {
    Header header;
    header.names_ = std::move(names);
    for (std::size_t i = 0; i < header.names_.size(); ++i) {
        if (i > 0) header.line_ += delimiter;
        appendCell(header.line_, header.names_[i], delimiter);
    }
    header.line_ += header.newline_;
    return header;
}

base::Error Header::unusable(std::string_view why) const {
    return base::external(fmt::format("The file '{}' cannot be used: {}.", path_, why));
}

base::Status Header::check() const {
    std::vector<std::pair<std::string, std::size_t>> folded;
    for (std::size_t i = 0; i < names_.size(); ++i) {
        const std::string& name = names_[i];
        if (name.empty())
            return base::fail(unusable(fmt::format("column {} has no name in the header", i + 1)));
        if (name.size() > kMaxName)
            return base::fail(unusable(fmt::format("the name of column {} is too long", i + 1)));
        std::string lower = name;
        for (char& c : lower)
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
        folded.emplace_back(std::move(lower), i);
    }
    std::ranges::sort(folded);
    const auto twice = std::ranges::adjacent_find(
        folded, [](const auto& a, const auto& b) { return a.first == b.first; });
    if (twice == folded.end()) return {};
    return base::fail(
        unusable(fmt::format("columns {} and {} are both called '{}'", twice->second + 1,
                             (twice + 1)->second + 1, names_[twice->second])));
}

std::optional<std::size_t> Header::find(std::string_view name) const {
    const auto at = std::ranges::find_if(
        names_, [&](const std::string& own) { return base::equalsIgnoringCase(own, name); });
    if (at == names_.end()) return std::nullopt;
    return static_cast<std::size_t>(at - names_.begin());
}

base::Result<std::size_t> Header::require(std::string_view name, std::string_view need) const {
    if (const auto column = find(name)) return *column;
    return base::fail(base::external(
        fmt::format("The header of '{}' has changed: it has no column '{}', which is needed as {}. "
                    "Restore the column, check the delimiter, or import the schema again.",
                    path_, excerpt(name), need)));
}

}  // namespace jim::connectors::csv::impl
