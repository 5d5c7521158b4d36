#pragma once

#include <cstdint>

namespace jim::store::postgres::impl {

/// The advisory locks of this program in its database: "JIM" and a number.
constexpr std::int64_t kMigrationLock = 0x4A494D01;
constexpr std::int64_t kWriterLock = 0x4A494D02;
constexpr std::int64_t kPresenceLock = 0x4A494D03;
constexpr std::int64_t kPartLock = 0x4A494D04;

}  // namespace jim::store::postgres::impl
