#include "synchronisation/expression/impl/Calendar.hpp"
#include "synchronisation/expression/impl/DatePattern.hpp"
#include "synchronisation/expression/test/Fixture.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace jim::synchronisation::expression {
namespace {

struct DateRow {
    std::string_view source;
    std::string_view result;
};

void checkDates(std::initializer_list<DateRow> rows) {
    const Fixture fixture;
    for (const auto& row : rows) EXPECT_EQ(fixture.result(row.source), row.result) << row.source;
}

TEST(DateFunctionsTests, TimeIsTheOneGiven) {
    checkDates({{"Now()", "DateTime 2026-08-22T13:48:07.123456Z"},
                {"Today()", "DateTime 2026-08-22T00:00:00.000000Z"},
                {"Now() == Now()", "Boolean true"}});
}

TEST(DateFunctionsTests, FormatsByPattern) {
    checkDates(
        {{R"(FormatDate(mv["Start"], "yyyy-MM-dd'T'HH:mm:ssZ"))", "Text \"2024-02-29T08:30:00Z\""},
         {R"(FormatDate(Now(), "dddd, d MMMM yyyy"))", "Text \"Saturday, 22 August 2026\""},
         {R"(FormatDate(Now(), "ddd d/M/yy h:mm tt"))", "Text \"Sat 22/8/26 1:48 PM\""},
         {R"(FormatDate(Now(), "fff ffffff f MMM"))", "Text \"123 123456 1 Aug\""},
         {R"(FormatDate(Today(), "hh:mm tt"))", "Text \"12:00 AM\""},
         {R"(FormatDate(Now(), "'Jahr' yyyy\\y 'é'"))", "Text \"Jahr 2026y é\""},
         {R"(FormatDate(Now(), "YYYY"))",
          "Column 19: 'YYYY' means nothing in a date pattern; text goes in single quotes."},
         {R"(FormatDate(Now(), ""))", "Column 19: a date pattern is not empty."},
         {R"(FormatDate(Now(), "'x"))", "Column 19: a quote in a date pattern has no end."},
         {R"(FormatDate(Now(), mv["First Name"]))",
          "Column 1: 'o' means nothing in a date pattern; text goes in single quotes."}});
}

TEST(DateFunctionsTests, ParsesByPattern) {
    checkDates(
        {{R"(ParseDate("2026-08-22"))", "DateTime 2026-08-22T00:00:00.000000Z"},
         {R"(ParseDate("22.8.2026 7:05", "d.M.yyyy H:mm"))",
          "DateTime 2026-08-22T07:05:00.000000Z"},
         {R"(ParseDate("5 march 49", "d MMMM yy"))", "DateTime 2049-03-05T00:00:00.000000Z"},
         {R"(ParseDate("05MAR50", "ddMMMyy"))", "DateTime 1950-03-05T00:00:00.000000Z"},
         {R"(ParseDate("20260822134807.25Z", "yyyyMMddHHmmss.ffZ"))",
          "DateTime 2026-08-22T13:48:07.250000Z"},
         {R"(ParseDate("12:15 am 2026-01-02", "hh:mm tt yyyy-MM-dd"))",
          "DateTime 2026-01-02T00:15:00.000000Z"},
         {R"(ParseDate("29/02/2025", "dd/MM/yyyy"))",
          "Column 1: '29/02/2025' is not a date as in 'dd/MM/yyyy'."},
         {R"(ParseDate("1/02/2025", "dd/MM/yyyy"))",
          "Column 1: '1/02/2025' is not a date as in 'dd/MM/yyyy'."},
         {R"(ParseDate("2025x", "yyyy"))", "Column 1: '2025x' is not a date as in 'yyyy'."},
         {R"(ParseDate("25:00", "HH:mm"))", "Column 1: '25:00' is not a date as in 'HH:mm'."},
         {R"(ParseDate("soon"))", "Column 1: 'soon' is not an ISO 8601 date."}});
}

TEST(DateFunctionsTests, Arithmetic) {
    checkDates(
        {{R"(AddDays(mv["Start"], 1))", "DateTime 2024-03-01T08:30:00.000000Z"},
         {R"(AddHours(mv["Start"], -9))", "DateTime 2024-02-28T23:30:00.000000Z"},
         {R"(AddMonths(mv["Start"], -12))", "DateTime 2023-02-28T08:30:00.000000Z"},
         {R"(AddMonths(ParseDate("2026-12-31"), 2))", "DateTime 2027-02-28T00:00:00.000000Z"},
         {R"(AddYears(mv["Start"], 4))", "DateTime 2028-02-29T08:30:00.000000Z"},
         {R"(AddYears(Now(), 9000))", "Column 1: the date would be outside the years 1 to 9999."},
         {R"(AddDays(Now(), 9223372036854775807))",
          "Column 1: the date would be outside the years 1 to 9999."},
         {R"(AddYears(Now(), -9223372036854775808))",
          "Column 1: the date would be outside the years 1 to 9999."},
         {R"(DateDiffDays(mv["Start"], ParseDate("2024-03-01")))", "Number 0"},
         {R"(DateDiffDays(ParseDate("2024-03-01"), mv["Start"]))", "Number 0"},
         {R"(DateDiffDays(Now(), ParseDate("2026-08-01")))", "Number -21"}});
}

TEST(DateFunctionsTests, FileTimes) {
    checkDates({{R"(ToFileTime(ParseDate("1601-01-01")))", "LongNumber 0"},
                {R"(ToFileTime(ParseDate("1600-12-31")))",
                 "Column 1: file times begin with the year 1601."},
                {"FromFileTime(116444736000000000)", "DateTime 1970-01-01T00:00:00.000000Z"},
                {"FromFileTime(0)", "null"},
                {"FromFileTime(9223372036854775807)", "null"},
                {"FromFileTime(9223372036854775806)",
                 "Column 1: the date would be outside the years 1 to 9999."},
                {"FromFileTime(-1)", "Column 1: a file time is not negative."}});
}

TEST(DateFunctionsTests, WrittenDatesAreReadAgain) {
    EXPECT_TRUE(rc::check([] {
        // 0001-01-01 to 9999-12-31.
        const auto micros =
            *rc::gen::inRange<std::int64_t>(-62'135'596'800'000'000, 253'402'300'800'000'000);
        for (const std::string_view pattern :
             {"yyyy-MM-dd HH:mm:ss.ffffff", "dddd d MMMM yyyy h:m:s.ffffff tt",
              "ddd'day' M/d/yyyy hh:mm:ss tt ffffff"}) {
            std::string text;
            impl::formatDate({micros}, pattern, text);
            RC_ASSERT(impl::parseDate(text, pattern) == base::Timestamp{micros});
        }
    }));
}

TEST(DateFunctionsTests, NoTextAndNoPatternBreaksTheReader) {
    EXPECT_TRUE(rc::check([](const std::string& text) {
        const auto pattern = *rc::gen::container<std::string>(
            rc::gen::elementOf(std::string{"yMdHhmsft'\\-/ :TZx"}));
        if (impl::datePatternProblem(pattern)) return;
        (void)impl::parseDate(text, pattern);
        std::string written;
        impl::formatDate({1}, pattern, written);
        (void)impl::parseDate(written, pattern);
    }));
}

TEST(DateFunctionsTests, MonthsThereAndBackNeverMoveForward) {
    EXPECT_TRUE(rc::check([] {
        const auto micros =
            *rc::gen::inRange<std::int64_t>(-30'000'000'000'000'000, 200'000'000'000'000'000);
        const auto months = *rc::gen::inRange<std::int64_t>(-1200, 1200);
        const auto there = impl::monthsLater({micros}, months);
        RC_ASSERT(there.has_value());
        const auto back = impl::monthsLater(*there, -months);
        RC_ASSERT(back.has_value());
        RC_ASSERT(back->micros <= micros);
        RC_ASSERT(micros - back->micros <= 3 * 86'400'000'000);
    }));
}

}  // namespace
}  // namespace jim::synchronisation::expression
