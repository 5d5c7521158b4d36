#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace jim::connectors::csv::impl {

/// How many bytes after the end of scanned text must be readable: the scan looks at whole blocks.
inline constexpr std::size_t kScanPadding = 64;

/// One cell as it stands in the text, without its surrounding quotes.
struct Cell {
    std::string_view text;
    bool doubledQuotes = false;  ///< `""` inside stands for one quote.
};

enum class ScanState {
    Complete,        ///< A record with its line end, or the last one without.
    NeedMore,        ///< The text ends within the record.
    OpenQuote,       ///< The last text ends within quotes.
    TextAfterQuote,  ///< A closing quote is followed by neither delimiter nor line end.
};

struct Scan {
    ScanState state = ScanState::NeedMore;
    const char* next = nullptr;   ///< Complete: where the next record begins.
    const char* quote = nullptr;  ///< The opening quote of the cell the scan stopped in, if any.
    std::int64_t lines = 0;       ///< Complete: line ends passed, the record's own included.
};

/// Scans one record of RFC 4180 from `begin`, without I/O. `last` says that nothing follows `end`.
/// `cells` holds those that were whole when the scan stopped. A line ends with LF or CR LF; a
/// quote within an unquoted cell is an ordinary character. kScanPadding bytes from `end` on must
/// be readable.
[[nodiscard]] Scan scanRecord(const char* begin, const char* end, bool last, char delimiter,
                              std::vector<Cell>& cells);

}  // namespace jim::connectors::csv::impl
