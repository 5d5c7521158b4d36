#include "foundation/base/Guid.hpp"

#include <gtest/gtest.h>

namespace jim::base {
namespace {

TEST(GuidTests, TextFormRoundTrips) {
    const Guid guid = newGuid({1'790'000'000'000'000});
    EXPECT_EQ(parseGuid(toText(guid)), guid);
    EXPECT_EQ(toText(guid).size(), 36U);
    EXPECT_EQ(toText(guid)[14], '7');
}

TEST(GuidTests, RefusesWhatIsNotAGuid) {
    for (const auto* text :
         {"", "1", "zzzzzzzz-zzzz-zzzz-zzzz-zzzzzzzzzzzz", "0192d3b4-0000-7000-8000-00000000000",
          "0192d3b4+0000-7000-8000-000000000001"})
        EXPECT_FALSE(parseGuid(text)) << text;
}

TEST(GuidTests, ReadsBracesUpperCaseAndBareDigits) {
    const auto plain = parseGuid("0192d3b4-00aa-7000-8000-000000000001");
    EXPECT_EQ(parseGuid("{0192D3B4-00AA-7000-8000-000000000001}"), plain);
    EXPECT_EQ(parseGuid("0192d3b400aa70008000000000000001"), plain);
}

TEST(GuidTests, SequenceRoundTripsOnlyInItsSpaceAndKind) {
    const Guid guid = sequenceGuid(0x123456789abc, 3, 500'000);
    EXPECT_EQ(sequenceOf(guid, 0x123456789abc, 3), 500'000);
    EXPECT_FALSE(sequenceOf(guid, 0x123456789abd, 3));
    EXPECT_FALSE(sequenceOf(guid, 0x123456789abc, 4));
    EXPECT_FALSE(sequenceOf(newGuid({1}), 0x123456789abc, 3));
}

TEST(GuidTests, LaterGuidsSortLater) {
    EXPECT_LT(newGuid({1'000'000}), newGuid({2'000'000}));
}

}  // namespace
}  // namespace jim::base
