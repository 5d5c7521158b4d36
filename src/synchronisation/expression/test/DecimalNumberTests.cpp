#include "identity/schema/Value.hpp"
#include "synchronisation/expression/impl/DecimalNumber.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace jim::synchronisation::expression::impl {
namespace {

/// Any canonical decimal of up to `digits` digits.
std::string anyDecimal(std::size_t digits) {
    const auto text = *rc::gen::resize(static_cast<int>(digits),
                                       rc::gen::container<std::string>(rc::gen::inRange('0', ':')));
    const auto point = *rc::gen::inRange<std::size_t>(0, text.size() + 1);
    const bool negative = *rc::gen::arbitrary<bool>();
    return identity::schema::canonicalDecimal((negative ? "-0" : "0") + text.substr(0, point) +
                                              "." + text.substr(point))
        .value();
}

TEST(DecimalNumberTests, CanonicalTextIsReadAndWrittenTheSame) {
    EXPECT_TRUE(rc::check([] {
        const auto text = anyDecimal(28);
        RC_ASSERT(DecimalNumber::from(text).canonical() == text);
    }));
}

TEST(DecimalNumberTests, SumsAndProductsAreCanonicalAndUndone) {
    EXPECT_TRUE(rc::check([] {
        const auto a = DecimalNumber::from(anyDecimal(12));
        const auto b = DecimalNumber::from(anyDecimal(12));
        const auto sum = add(a, b).value();
        RC_ASSERT(identity::schema::canonicalDecimal(sum.canonical()) == sum.canonical());
        RC_ASSERT(subtract(sum, b)->canonical() == a.canonical());
        const auto product = multiply(a, b).value();
        RC_ASSERT(product.canonical() == multiply(b, a)->canonical());
        RC_ASSERT(identity::schema::canonicalDecimal(product.canonical()) == product.canonical());
    }));
}

TEST(DecimalNumberTests, QuotientAndRemainderMakeTheDividend) {
    EXPECT_TRUE(rc::check([] {
        const auto a = DecimalNumber::from(anyDecimal(10));
        const auto b = DecimalNumber::from(anyDecimal(6));
        RC_PRE(!b.isZero());
        const auto rest = remainder(a, b).value();
        const auto quotient = divide(subtract(a, rest).value(), b);
        if (!quotient) return;
        RC_ASSERT(quotient->scale == 0);
        RC_ASSERT(add(multiply(*quotient, b).value(), rest)->canonical() == a.canonical());
    }));
}

TEST(DecimalNumberTests, AnyOperationIsSoundAtTheLimits) {
    EXPECT_TRUE(rc::check([] {
        const auto a = DecimalNumber::from(anyDecimal(28));
        const auto b = DecimalNumber::from(anyDecimal(28));
        for (const auto operation : {add, subtract, multiply, divide, remainder}) {
            const auto result = operation(a, b);
            if (!result) continue;
            RC_ASSERT(identity::schema::canonicalDecimal(result->canonical()) ==
                      result->canonical());
        }
    }));
}

TEST(DecimalNumberTests, TextsCompareAsTheirNumbers) {
    EXPECT_TRUE(rc::check([] {
        const auto a = anyDecimal(9);
        const auto b = anyDecimal(9);
        const auto difference =
            subtract(DecimalNumber::from(a), DecimalNumber::from(b)).value().digits;
        RC_ASSERT(compareDecimals(a, b) == (difference <=> 0));
    }));
}

TEST(DecimalNumberTests, RoundsHalfToEven) {
    const auto product = [](std::string_view a, std::string_view b) {
        return multiply(DecimalNumber::from(a), DecimalNumber::from(b))->canonical();
    };
    EXPECT_EQ(product("0.00000000000005", "0.000000000000001"), "0");
    EXPECT_EQ(product("0.0000000000000015", "0.0000000000001"), "0.0000000000000000000000000002");
    EXPECT_EQ(product("0.0000000000000025", "0.0000000000001"), "0.0000000000000000000000000002");
    EXPECT_EQ(product("-0.0000000000000035", "0.0000000000001"), "-0.0000000000000000000000000004");
}

}  // namespace
}  // namespace jim::synchronisation::expression::impl
