#include "foundation/base/HugePages.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace jim::base {
namespace {

/// Whether the system has been asked for huge pages at this address: a flag of its mapping.
bool isAskedFor(const void* address) {
    const auto wanted = reinterpret_cast<std::uintptr_t>(address);
    std::ifstream maps{"/proc/self/smaps"};
    bool within = false;
    for (std::string line; std::getline(maps, line);) {
        std::istringstream words{line};
        std::uintptr_t begin = 0;
        std::uintptr_t end = 0;
        char dash = 0;
        if (words >> std::hex >> begin >> dash >> end && dash == '-')
            within = begin <= wanted && wanted < end;
        else if (within && line.starts_with("VmFlags:"))
            return line.find(" hg") != std::string::npos;
    }
    return false;
}

TEST(HugePagesTests, AreAskedForBehindALargeVector) {
    constexpr std::size_t kRows = std::size_t{8} << 20;
    std::vector<std::int64_t> rows;
    reserveHuge(rows, kRows);
    ASSERT_GE(rows.capacity(), kRows);
    EXPECT_TRUE(isAskedFor(rows.data() + kRows / 2));
    for (std::size_t row = 0; row < kRows; ++row) rows.push_back(static_cast<std::int64_t>(row));
    EXPECT_EQ(rows.back(), static_cast<std::int64_t>(kRows) - 1);
}

TEST(HugePagesTests, LeaveAVectorOfAFewAsItIs) {
    constexpr std::size_t kRows = (std::size_t{6} << 20) / sizeof(std::int64_t);
    std::vector<std::int64_t> rows;
    reserveHuge(rows, kRows);
    ASSERT_GE(rows.capacity(), kRows);
    EXPECT_FALSE(isAskedFor(rows.data() + kRows / 2));
    std::vector<std::int64_t> none;
    reserveHuge(none, 0);
    EXPECT_TRUE(none.empty());
}

}  // namespace
}  // namespace jim::base
