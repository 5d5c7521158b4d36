#pragma once

#include "connectors/csv/impl/RecordReader.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace jim::connectors::csv::impl {

/// The names of a file's columns, in their order.
class Header {
public:
    /// Reads the first record. External when there is none, it cannot be read, a name is missing
    /// or occurs twice (in any case), or there are more than 4,096.
    [[nodiscard]] static base::Result<Header> read(RecordReader& reader, const std::string& path);

    /// Of a file that is not yet there.
    [[nodiscard]] static Header of(std::vector<std::string> names, char delimiter);

    /// By name, any case.
    [[nodiscard]] std::optional<std::size_t> find(std::string_view name) const;
    /// As find; External, naming what the column is needed for, when there is none.
    [[nodiscard]] base::Result<std::size_t> require(std::string_view name,
                                                    std::string_view need) const;

    [[nodiscard]] const std::vector<std::string>& names() const { return names_; }
    [[nodiscard]] std::size_t size() const { return names_.size(); }
    [[nodiscard]] std::string_view newline() const { return newline_; }
    /// The line as it stands in the file, with a line end.
    [[nodiscard]] const std::string& line() const { return line_; }

private:
    [[nodiscard]] base::Status check() const;
    [[nodiscard]] base::Error unusable(std::string_view why) const;

    std::string path_;
    std::vector<std::string> names_;
    std::string newline_ = "\n";
    std::string line_;
};

}  // namespace jim::connectors::csv::impl
