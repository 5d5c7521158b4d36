#pragma once

#include "apps/sample/Sample.hpp"
#include "apps/sample/impl/Company.hpp"
#include "foundation/base/Result.hpp"

#include <filesystem>
#include <string_view>

namespace jim::apps::sample {

inline constexpr std::string_view kGroupsHeader = "ObjectType,Id,Name,Description,Owner,Members";

/// No group lists more; of the larger ones the members with the lowest ids are taken.
inline constexpr std::size_t kMostMembers = 5000;

/// Writes the active people, then the groups they are in; fills `groups` and `members` of `day`.
[[nodiscard]] base::Status writeGroupsFile(const Company& company,
                                           const std::filesystem::path& path, SampleDay& day);

}  // namespace jim::apps::sample
