#pragma once

#include "connectors/csv/impl/ByteSource.hpp"
#include "connectors/csv/impl/RecordScanner.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace jim::connectors::csv::impl {

/// The longest row, its line end included. A group and its members are one row, so it is generous:
/// more than a million members.
inline constexpr std::size_t kMaxRow = std::size_t{16} << 20;
inline constexpr std::string_view kMaxRowText = "16 MiB";

/// Limits of one reader; the defaults hold for every run, tests use small ones.
struct ReaderLimits {
    std::size_t block = std::size_t{256} << 10;  ///< Bytes read at once.
    std::size_t row = kMaxRow;                   ///< Bytes of one record, line end included.
};

enum class RowFault { None, UnbalancedQuote, TooLong, Nul, NotText };

/// One record, valid until the next is read.
struct Record {
    std::int64_t line = 0;  ///< Its first line, from 1.
    RowFault fault = RowFault::None;
    std::int64_t quoteLine = 0;               ///< UnbalancedQuote: the line of the opening quote.
    std::span<const std::string_view> cells;  ///< Unquoted; of a faulty row those before the fault.
    std::string_view raw;  ///< As it stands in the file, line end included; empty when TooLong.
};

/// Reads records from a source through one buffer of bounded size. Blank lines are passed over.
/// A row with unbalanced quotes ends with the line of its opening quote, so that a forgotten
/// quote costs one row and not the rest of the file.
class RecordReader {
public:
    RecordReader(ByteSource& source, char delimiter, ReaderLimits limits = {});

    /// The next record, or null at the end.
    [[nodiscard]] base::Result<const Record*> next();

    /// Bytes of all records that were given out, of what the source gives.
    [[nodiscard]] std::int64_t consumed() const { return consumed_; }

private:
    [[nodiscard]] base::Status fill();
    [[nodiscard]] base::Result<bool> scan();
    [[nodiscard]] bool accept(const Scan& scan);
    [[nodiscard]] base::Status stopped(const Scan& scan, std::size_t window);
    [[nodiscard]] base::Status skipLine();
    void keepCells();
    void unquote();
    void advance(std::size_t bytes, std::int64_t lines);

    ByteSource& source_;
    const char delimiter_;
    const ReaderLimits limits_;
    const std::size_t capacity_;
    std::unique_ptr<char[]> buffer_;
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
    bool ended_ = false;
    std::int64_t line_ = 1;
    std::int64_t consumed_ = 0;
    std::vector<Cell> scanned_;
    std::vector<std::string_view> cells_;
    std::string unquoted_;
    std::string kept_;
    Record record_;
};

}  // namespace jim::connectors::csv::impl
