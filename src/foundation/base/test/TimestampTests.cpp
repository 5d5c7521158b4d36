#include "foundation/base/Timestamp.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace jim::base {
namespace {

TEST(TimestampTests, IsoRoundTripsForEveryInstant) {
    EXPECT_TRUE(rc::check([] {
        const Timestamp when{
            *rc::gen::inRange<std::int64_t>(-62'000'000'000'000'000, 250'000'000'000'000'000)};
        RC_ASSERT(parseIso(toIso(when)) == when);
    }));
}

TEST(TimestampTests, ReadsDatesOffsetsAndFractions) {
    EXPECT_EQ(toIso(*parseIso("2026-08-22")), "2026-08-22T00:00:00.000000Z");
    EXPECT_EQ(toIso(*parseIso("2026-08-22T13:48:07+02:00")), "2026-08-22T11:48:07.000000Z");
    EXPECT_EQ(toIso(*parseIso("2026-08-22 13:48")), "2026-08-22T13:48:00.000000Z");
    EXPECT_EQ(toIso(*parseIso("2026-08-22T13:48:07.1234567Z")), "2026-08-22T13:48:07.123456Z");
}

TEST(TimestampTests, RefusesWhatIsNotADate) {
    for (const auto* text :
         {"", "2026", "2026-13-01", "2026-02-30", "2026-08-22T25:00:00Z", "2026-08-22T13:48:07.Z",
          "2026-08-22T13:48:07Zx", "0000-01-01", "22/08/2026"})
        EXPECT_FALSE(parseIso(text)) << text;
}

TEST(TimestampTests, SpansRoundTrip) {
    EXPECT_EQ(toSpan(std::chrono::hours{24 * 90}), "90.00:00:00");
    EXPECT_EQ(toSpan(std::chrono::microseconds{1'500'000}), "00:00:01.5000000");
    EXPECT_EQ(parseSpan("90.00:00:00"), std::chrono::hours{24 * 90});
    EXPECT_EQ(parseSpan("00:00:01.5"), std::chrono::milliseconds{1500});
    EXPECT_FALSE(parseSpan("90"));
    EXPECT_FALSE(parseSpan("00:61:00"));
}

}  // namespace
}  // namespace jim::base
