#pragma once

#include "apps/sample/Sample.hpp"
#include "apps/sample/impl/Company.hpp"
#include "foundation/base/Result.hpp"

#include <filesystem>
#include <string>
#include <string_view>

namespace jim::apps::sample {

inline constexpr std::string_view kHrHeader =
    "EmployeeId,FirstName,MiddleName,LastName,DisplayName,PreferredName,Email,AccountName,JobTitle,"
    "Department,CostCentre,Company,Office,Country,Phone,EmployeeType,EmployeeNumber,StartDate,"
    "EndDate,ManagerId,Skills,Active,Notes";

/// `E0000001` for the first person.
void appendEmployeeId(std::string& out, std::uint32_t index);

/// A field as RFC 4180 wants it: quoted when it has a comma, a quote or a line break.
void appendField(std::string& out, std::string_view text);

/// Writes the extract of the company's day; fills `people` and `brokenRows` of `day`.
[[nodiscard]] base::Status writeHrFile(const Company& company, const std::filesystem::path& path,
                                       SampleDay& day);

}  // namespace jim::apps::sample
