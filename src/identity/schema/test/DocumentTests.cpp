#include "identity/schema/ChangeSet.hpp"
#include "identity/schema/Document.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace jim::identity::schema {
namespace {

/// Attributes as a source could bring them: some ids, any values, in any order.
std::vector<AttributeValues> anyAttributes() {
    const auto raw = *rc::gen::arbitrary<std::map<std::uint8_t, std::vector<std::string>>>();
    std::vector<AttributeValues> attributes;
    for (const auto& [id, values] : raw)
        attributes.push_back({id + 1, AttributeType::Text, 0, values});
    return attributes;
}

TEST(DocumentTests, EveryDocumentDecodesToWhatWasEncoded) {
    EXPECT_TRUE(rc::check([] {
        auto attributes = anyAttributes();
        const auto bytes = encode(attributes);
        RC_ASSERT(validateDocument(bytes).has_value());
        RC_ASSERT(encode(decode(DocumentView{bytes})) == bytes);
    }));
}

TEST(DocumentTests, OrderAndRepetitionOfValuesDoNotMatter) {
    const auto a = encode({{1, AttributeType::Text, 0, {"b", "a", "b"}}});
    const auto b = encode({{1, AttributeType::Text, 0, {"a", "b"}}});
    EXPECT_EQ(a, b);
    EXPECT_EQ(contentHash(a), contentHash(b));
}

TEST(DocumentTests, DifferenceAppliedToBeforeGivesAfter) {
    EXPECT_TRUE(rc::check([] {
        const auto before = encode(anyAttributes());
        const auto after = encode(anyAttributes());
        const auto encoded = encodeDifference(DocumentView{before}, DocumentView{after});
        const auto changes = decodeChanges(encoded);
        RC_ASSERT(encoded.empty() == (before == after));
        RC_ASSERT(changes.empty() == (before == after));
        RC_ASSERT(changes.empty() || encodeChanges(changes) == encoded);
        RC_ASSERT(apply(DocumentView{before}, ChangesView{encoded}) == after);
    }));
}

TEST(DocumentTests, DamagedBytesAreRefusedAndNeverRead) {
    const auto good =
        encode({{1, AttributeType::Text, 0, {"value"}}, {7, AttributeType::Text, 0, {"x", "y"}}});
    for (std::size_t length = 2; length < good.size(); ++length) {
        const auto cut = good.substr(0, length);
        const bool wholeAttribute = validateDocument(cut).has_value();
        EXPECT_EQ(wholeAttribute, cut == encode({{1, AttributeType::Text, 0, {"value"}}}))
            << length;
    }
    EXPECT_FALSE(validateDocument("\x02").has_value());
}

TEST(DocumentTests, FindStopsAtTheAttribute) {
    const auto bytes =
        encode({{3, AttributeType::Text, 9, {"c"}}, {1, AttributeType::Text, 0, {"a"}}});
    const DocumentView view{bytes};
    ASSERT_TRUE(view.find(3));
    EXPECT_EQ(view.find(3)->first(), "c");
    EXPECT_EQ(view.find(3)->origin, 9);
    EXPECT_FALSE(view.find(2));
    EXPECT_FALSE(DocumentView{}.find(1));
}

}  // namespace
}  // namespace jim::identity::schema
