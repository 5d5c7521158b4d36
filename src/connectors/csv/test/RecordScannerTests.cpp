#include "connectors/csv/impl/RecordScanner.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace jim::connectors::csv::impl {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class RecordScannerTests : public ::testing::Test {
protected:
    Scan scan(std::string text, bool last = true, char delimiter = ',') {
        size_ = text.size();
        text_ = std::move(text);
        text_.append(kScanPadding, ',');
        const Scan result =
            scanRecord(text_.data(), text_.data() + size_, last, delimiter, scanned_);
        cells_.clear();
        for (const auto& cell : scanned_) cells_.emplace_back(cell.text);
        return result;
    }
    [[nodiscard]] std::size_t next(const Scan& scan) const {
        return static_cast<std::size_t>(scan.next - text_.data());
    }

    std::string text_;
    std::size_t size_ = 0;
    std::vector<Cell> scanned_;
    std::vector<std::string> cells_;
};

TEST_F(RecordScannerTests, splitsCellsAndEndsWithTheLine) {
    const Scan found = scan("a,,c\nd");
    EXPECT_EQ(found.state, ScanState::Complete);
    EXPECT_EQ(next(found), 5U);
    EXPECT_EQ(found.lines, 1);
    EXPECT_THAT(cells_, ElementsAre("a", "", "c"));
}

TEST_F(RecordScannerTests, takesTheLineEndOfWindowsAndNoLoneReturn) {
    EXPECT_EQ(next(scan("a\rb,c\r\n")), 7U);
    EXPECT_THAT(cells_, ElementsAre("a\rb", "c"));
    scan("\"a\"\r\n");
    EXPECT_THAT(cells_, ElementsAre("a"));
    EXPECT_EQ(scan("\"a\"\rb\n").state, ScanState::TextAfterQuote);
}

TEST_F(RecordScannerTests, keepsDelimitersAndLineEndsInQuotes) {
    const Scan found = scan("\"a,\nb\",\"\",c\n");
    EXPECT_EQ(found.state, ScanState::Complete);
    EXPECT_EQ(found.lines, 2);
    EXPECT_THAT(cells_, ElementsAre("a,\nb", "", "c"));
}

TEST_F(RecordScannerTests, marksDoubledQuotes) {
    scan("\"say \"\"hi\"\"\",\"\"\"\"\n");
    EXPECT_THAT(cells_, ElementsAre("say \"\"hi\"\"", "\"\""));
    EXPECT_TRUE(scanned_[0].doubledQuotes);
    EXPECT_TRUE(scanned_[1].doubledQuotes);
}

TEST_F(RecordScannerTests, takesAQuoteWithinACellAsItIs) {
    scan("5\" pipe,b\"\n");
    EXPECT_THAT(cells_, ElementsAre("5\" pipe", "b\""));
}

TEST_F(RecordScannerTests, endsWithoutALineEndOnlyAtTheLast) {
    EXPECT_EQ(scan("a,b", true).state, ScanState::Complete);
    EXPECT_THAT(cells_, ElementsAre("a", "b"));
    EXPECT_EQ(scan("a,b", false).state, ScanState::NeedMore);
    EXPECT_THAT(cells_, ElementsAre("a"));
    EXPECT_EQ(scan("a,\"b\"", true).state, ScanState::Complete);
    EXPECT_EQ(scan("a,\"b\"", false).state, ScanState::NeedMore);
    EXPECT_EQ(scan("a,\"b\"\r", false).state, ScanState::NeedMore);
    EXPECT_EQ(scan("a,", true).state, ScanState::Complete);
    EXPECT_THAT(cells_, ElementsAre("a", ""));
}

TEST_F(RecordScannerTests, saysWhereAQuoteWasOpened) {
    Scan found = scan("a,\"b\n", true);
    EXPECT_EQ(found.state, ScanState::OpenQuote);
    EXPECT_EQ(found.quote, text_.data() + 2);
    EXPECT_THAT(cells_, ElementsAre("a"));
    found = scan("a,\"b\n", false);
    EXPECT_EQ(found.state, ScanState::NeedMore);
    EXPECT_EQ(found.quote, text_.data() + 2);
    found = scan("a,\"b\"c\n");
    EXPECT_EQ(found.state, ScanState::TextAfterQuote);
    EXPECT_EQ(found.quote, text_.data() + 2);
}

TEST_F(RecordScannerTests, looksNoFurtherThanTheEnd) {
    EXPECT_EQ(scan("", true).state, ScanState::Complete);
    EXPECT_THAT(cells_, ElementsAre(""));
    EXPECT_EQ(scan("", false).state, ScanState::NeedMore);
    EXPECT_THAT(cells_, IsEmpty());
    scan(std::string(64, 'x'));
    EXPECT_THAT(cells_, ElementsAre(std::string(64, 'x')));
}

/// The record is pushed byte by byte over the borders of the blocks that are scanned at once.
TEST_F(RecordScannerTests, seesEverythingAtTheBordersOfBlocks) {
    for (std::size_t shift = 0; shift < 140; ++shift) {
        const std::string first(shift, 'x');
        const Scan found = scan(first + ",\"a\"\"b\n\",c\r\nnext");
        ASSERT_EQ(found.state, ScanState::Complete) << shift;
        ASSERT_THAT(cells_, ElementsAre(first, "a\"\"b\n", "c")) << shift;
        ASSERT_EQ(next(found), shift + 12) << shift;
        ASSERT_EQ(found.lines, 2) << shift;
    }
}

}  // namespace
}  // namespace jim::connectors::csv::impl
