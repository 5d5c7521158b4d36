#pragma once

#include "apps/sample/Sample.hpp"
#include "apps/sample/test/ExtractReader.hpp"
#include "foundation/base/test/TemporaryFolder.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>

namespace jim::apps::sample {

using Folder = base::TemporaryFolder;

inline SampleSummary write(std::uint32_t people, std::uint32_t days, std::uint64_t seed,
                           const std::filesystem::path& directory) {
    SampleOptions options;
    options.people = people;
    options.days = days;
    options.seed = seed;
    options.directory = directory;
    auto summary = writeSample(options);
    EXPECT_TRUE(summary.has_value()) << summary.error().message;
    return summary.value_or(SampleSummary{});
}

using Columns = std::map<std::string, std::string>;

/// One day's HR extract as an importer sees it.
struct Staff {
    Fields header;
    std::map<std::string, Columns> people;  ///< By employee id; of a duplicate, the first row.
    std::set<std::string> refused;          ///< Ids of people whose row is broken.
    std::uint32_t refusedRows = 0;

    [[nodiscard]] const std::string& of(const std::string& id, const std::string& column) const {
        return people.at(id).at(column);
    }
};

inline bool isNumber(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == text.npos;
}

inline void addRow(Staff& staff, const Fields& row) {
    Columns columns;
    for (std::size_t i = 0; i < row.size(); ++i) columns[staff.header[i]] = row[i];
    const auto id = columns["EmployeeId"];
    const bool broken =
        row.size() != staff.header.size() || id.empty() || !isNumber(columns["CostCentre"]);
    if (broken) ++staff.refusedRows;
    if (broken && !id.empty()) staff.refused.insert(id);
    if (id.empty()) return;
    if (!staff.people.emplace(id, columns).second) {
        staff.refusedRows += 2;
        staff.refused.insert(id);
    }
}

inline Staff readStaff(const std::filesystem::path& directory, std::uint32_t day) {
    const auto extract = readExtract(directory / ("day" + std::to_string(day)) / "hr.csv");
    Staff staff;
    staff.header = extract.header;
    for (const auto& row : extract.rows) addRow(staff, row);
    for (const auto& line : extract.unbalanced) {
        ++staff.refusedRows;
        const auto id = line.substr(0, line.find(','));
        staff.refused.insert(id);
        staff.people[id] = {};
    }
    return staff;
}

}  // namespace jim::apps::sample
