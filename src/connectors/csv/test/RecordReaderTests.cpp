#include "connectors/csv/impl/CellText.hpp"
#include "connectors/csv/impl/RecordReader.hpp"
#include "connectors/csv/test/TextSource.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <string>
#include <vector>

namespace jim::connectors::csv::impl {
namespace {

using ::testing::ElementsAre;

struct Seen {
    std::int64_t line = 0;
    RowFault fault = RowFault::None;
    std::int64_t quoteLine = 0;
    std::vector<std::string> cells;
    std::string raw;

    bool operator==(const Seen&) const = default;
};

std::vector<Seen> readAll(const std::string& text, ReaderLimits limits = {},
                          std::size_t piece = 1 << 16, char delimiter = ',') {
    TextSource source{text, piece};
    RecordReader reader{source, delimiter, limits};
    std::vector<Seen> all;
    for (;;) {
        const auto record = reader.next();
        EXPECT_TRUE(record);
        if (!record || *record == nullptr) break;
        const Record& r = **record;
        all.push_back(
            {r.line, r.fault, r.quoteLine, {r.cells.begin(), r.cells.end()}, std::string{r.raw}});
    }
    EXPECT_EQ(reader.consumed(), static_cast<std::int64_t>(text.size()));
    return all;
}

std::vector<RowFault> faults(const std::vector<Seen>& rows) {
    std::vector<RowFault> all;
    for (const auto& row : rows) all.push_back(row.fault);
    return all;
}

TEST(RecordReaderTests, countsLinesOverBlankOnesAndThoseInQuotes) {
    const auto rows = readAll("a\n\n\"b\n\nc\"\n\r\nd\n\n");
    ASSERT_EQ(rows.size(), 3U);
    EXPECT_EQ(rows[0].line, 1);
    EXPECT_EQ(rows[1].line, 3);
    EXPECT_EQ(rows[2].line, 7);
    EXPECT_EQ(rows[1].raw, "\"b\n\nc\"\n");
}

TEST(RecordReaderTests, takesAQuotedNothingAsARow) {
    const auto rows = readAll("\"\"\n\"\"");
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_THAT(rows[0].cells, ElementsAre(""));
}

TEST(RecordReaderTests, endsAnUnbalancedRowWithTheLineOfItsQuote) {
    const auto rows = readAll("1,\"x\ny\",\"open\n2,b\n3,\"c\"\n");
    ASSERT_EQ(rows.size(), 3U);
    EXPECT_EQ(rows[0].fault, RowFault::UnbalancedQuote);
    EXPECT_EQ(rows[0].line, 1);
    EXPECT_EQ(rows[0].quoteLine, 2);
    EXPECT_THAT(rows[0].cells, ElementsAre("1", "x\ny"));
    EXPECT_EQ(rows[0].raw, "1,\"x\ny\",\"open\n");
    EXPECT_EQ(rows[1].line, 3);
    EXPECT_THAT(rows[2].cells, ElementsAre("3", "c"));
}

TEST(RecordReaderTests, endsAnOpenQuoteAtTheEndOfTheText) {
    EXPECT_THAT(faults(readAll("a\n\"b")), ElementsAre(RowFault::None, RowFault::UnbalancedQuote));
    EXPECT_THAT(faults(readAll("\"b\nc\n")),
                ElementsAre(RowFault::UnbalancedQuote, RowFault::None));
}

TEST(RecordReaderTests, looksForAClosingQuoteOnlySoFar) {
    const ReaderLimits limits{16, 64};
    std::string text = "1,\"open\n";
    for (int i = 0; i < 40; ++i) text += "2,b\n";
    text += "3,\"c\"\n";
    const auto rows = readAll(text, limits);
    ASSERT_EQ(rows.size(), 42U);
    EXPECT_EQ(rows[0].fault, RowFault::UnbalancedQuote);
    EXPECT_EQ(rows[41].fault, RowFault::None);
    EXPECT_EQ(rows[41].line, 42);
}

TEST(RecordReaderTests, passesOverARowBeyondTheLimitAndKeepsItsFirstCells) {
    const ReaderLimits limits{16, 64};
    const std::string longRow = "7,\"a\"\"b\"," + std::string(200, 'x') + "\n";
    const auto rows = readAll("1,2,3\n" + longRow + "8,9,10\n", limits);
    ASSERT_EQ(rows.size(), 3U);
    EXPECT_EQ(rows[1].fault, RowFault::TooLong);
    EXPECT_THAT(rows[1].cells, ElementsAre("7", "a\"b"));
    EXPECT_EQ(rows[1].raw, "");
    EXPECT_EQ(rows[2].line, 3);
    const auto open = readAll("\"" + std::string(200, 'x') + "\n1\n", limits);
    EXPECT_THAT(faults(open), ElementsAre(RowFault::TooLong, RowFault::None));
    EXPECT_EQ(open[1].line, 2);
}

TEST(RecordReaderTests, takesARowOfExactlyTheLimit) {
    const ReaderLimits limits{16, 64};
    const std::string row = std::string(63, 'x') + "\n";
    EXPECT_THAT(faults(readAll(row + row, limits)), ElementsAre(RowFault::None, RowFault::None));
    EXPECT_THAT(faults(readAll("x" + row, limits)), ElementsAre(RowFault::TooLong));
}

TEST(RecordReaderTests, findsNulBytesAndForeignOnes) {
    using namespace std::string_literals;
    EXPECT_THAT(faults(readAll("a\0b\n\xC3\xA9\n\xC3(\n\xED\xA0\x80\n\xF0\x9F\x98\x80\n"s)),
                ElementsAre(RowFault::Nul, RowFault::None, RowFault::NotText, RowFault::NotText,
                            RowFault::None));
}

std::string writeTable(const std::vector<std::vector<std::string>>& table, char delimiter,
                       const std::string& newline) {
    std::string text;
    for (const auto& row : table) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (i > 0) text += delimiter;
            appendCell(text, row[i], delimiter);
        }
        if (row.size() == 1 && row[0].empty()) text += "\"\"";
        text += newline;
    }
    return text;
}

rc::Gen<std::string> anyCell() {
    return rc::gen::container<std::string>(
        rc::gen::weightedOneOf<char>({{6, rc::gen::inRange('a', 'e')},
                                      {4, rc::gen::element(',', ';', '"', '\n', '\r', '\t', ' ')},
                                      {1, rc::gen::inRange('!', '~')}}));
}

TEST(RecordReaderTests, readsBackWhateverWasWritten) {
    EXPECT_TRUE(rc::check([] {
        const auto width = *rc::gen::inRange<std::size_t>(1, 5);
        const auto table = *rc::gen::container<std::vector<std::vector<std::string>>>(
            rc::gen::container<std::vector<std::string>>(width, anyCell()));
        const char delimiter = *rc::gen::element(',', ';', '\t', '|');
        const auto newline = *rc::gen::element<std::string>("\n", "\r\n");
        const ReaderLimits limits{*rc::gen::inRange<std::size_t>(1, 40), 4096};
        const auto piece = *rc::gen::inRange<std::size_t>(1, 40);
        const auto rows = readAll(writeTable(table, delimiter, newline), limits, piece, delimiter);
        RC_ASSERT(rows.size() == table.size());
        for (std::size_t i = 0; i < rows.size(); ++i) {
            RC_ASSERT(rows[i].fault == RowFault::None);
            RC_ASSERT(rows[i].cells == table[i]);
        }
    }));
}

TEST(RecordReaderTests, doesNotCareHowTheTextIsCut) {
    EXPECT_TRUE(rc::check([] {
        const auto text = *rc::gen::container<std::string>(
            rc::gen::element('a', 'b', ',', ',', '"', '"', '\n', '\n', '\r', '\xC3'));
        const std::size_t row = *rc::gen::inRange<std::size_t>(4, 60);
        const auto whole = readAll(text, {4096, row});
        const ReaderLimits limits{*rc::gen::inRange<std::size_t>(1, 20), row};
        RC_ASSERT(readAll(text, limits, *rc::gen::inRange<std::size_t>(1, 20)) == whole);
        std::string joined;
        for (const auto& seen : whole) joined += seen.raw;
        RC_ASSERT(joined.size() <= text.size());
    }));
}

}  // namespace
}  // namespace jim::connectors::csv::impl
