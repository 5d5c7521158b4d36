#include "connectors/csv/impl/RecordScanner.hpp"

#include <bit>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace jim::connectors::csv::impl {
namespace {

constexpr std::ptrdiff_t kBlock = 64;
static_assert(kBlock == static_cast<std::ptrdiff_t>(kScanPadding));

/// One bit for each of 64 bytes that is a delimiter, a quote or a line end.
#if defined(__SSE2__)
std::uint64_t structure(const char* at, char delimiter) {
    const __m128i delimiters = _mm_set1_epi8(delimiter);
    const __m128i quotes = _mm_set1_epi8('"');
    const __m128i ends = _mm_set1_epi8('\n');
    std::uint64_t bits = 0;
    for (unsigned part = 0; part < 4; ++part) {
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at + 16 * part));
        const __m128i found = _mm_or_si128(
            _mm_or_si128(_mm_cmpeq_epi8(bytes, delimiters), _mm_cmpeq_epi8(bytes, quotes)),
            _mm_cmpeq_epi8(bytes, ends));
        bits |= static_cast<std::uint64_t>(static_cast<unsigned>(_mm_movemask_epi8(found)))
                << 16 * part;
    }
    return bits;
}
#else
std::uint64_t structure(const char* at, char delimiter) {
    std::uint64_t bits = 0;
    for (unsigned i = 0; i < 64; ++i)
        bits |= static_cast<std::uint64_t>(at[i] == delimiter || at[i] == '"' || at[i] == '\n')
                << i;
    return bits;
}
#endif

/// Goes from one delimiter, quote or line end to the next.
class Cursor {
public:
    Cursor(const char* begin, const char* end, char delimiter)
        : block_(begin), end_(end), delimiter_(delimiter) {
        load();
    }

    /// `end` when there is none left.
    const char* next() {
        while (bits_ == 0) {
            if (end_ - block_ <= kBlock) return end_;
            block_ += kBlock;
            load();
        }
        const char* found = block_ + std::countr_zero(bits_);
        bits_ &= bits_ - 1;
        return found;
    }

private:
    void load() {
        const std::ptrdiff_t left = end_ - block_;
        if (left <= 0) return;
        bits_ = structure(block_, delimiter_);
        if (left < kBlock) bits_ &= (std::uint64_t{1} << left) - 1;
    }

    const char* block_;
    const char* end_;
    std::uint64_t bits_ = 0;
    char delimiter_;
};

/// The scan of one record; a member for each thing that a step leaves for the next.
class RecordScan {
public:
    RecordScan(const char* begin, const char* end, bool last, char delimiter,
               std::vector<Cell>& cells)
        : cursor_(begin, end, delimiter),
          cell_(begin),
          end_(end),
          last_(last),
          delimiter_(delimiter),
          cells_(cells) {}

    Scan run() {
        for (;;) {
            const char* at = cursor_.next();
            if (at == end_) return endOfText();
            if (*at == delimiter_) {
                push(cell_, at, false);
                cell_ = at + 1;
            } else if (*at == '\n') {
                push(cell_, at > cell_ && at[-1] == '\r' ? at - 1 : at, false);
                return complete(at + 1, 1);
            } else if (at == cell_ && !quoted(at)) {
                return scan_;
            }
        }
    }

private:
    void push(const char* from, const char* to, bool doubled) {
        cells_.push_back({{from, static_cast<std::size_t>(to - from)}, doubled});
    }

    Scan complete(const char* next, std::int64_t lines) {
        scan_.state = ScanState::Complete;
        scan_.next = next;
        scan_.lines += lines;
        return scan_;
    }

    Scan endOfText() {
        if (!last_) return stop(ScanState::NeedMore);
        push(cell_, end_, false);
        return complete(end_, 0);
    }

    Scan stop(ScanState state) {
        scan_.state = state;
        return scan_;
    }

    /// Takes a cell that begins with a quote; false when the record or the scan ends with it.
    bool quoted(const char* open) {
        scan_.quote = open;
        bool doubled = false;
        for (;;) {
            const char* at = cursor_.next();
            if (at == end_) {
                stop(last_ ? ScanState::OpenQuote : ScanState::NeedMore);
                return false;
            }
            if (*at == '\n') ++scan_.lines;
            if (*at != '"') continue;
            if (at + 1 < end_ && at[1] == '"') {
                cursor_.next();
                doubled = true;
                continue;
            }
            return afterQuote(open, at, doubled);
        }
    }

    bool afterQuote(const char* open, const char* close, bool doubled) {
        const char* after = close + 1;
        if (after < end_ && *after == '\r' && (after + 1 == end_ || after[1] == '\n')) ++after;
        if (after == end_ && !last_) {
            stop(ScanState::NeedMore);
            return false;
        }
        if (after < end_ && *after != delimiter_ && *after != '\n') {
            stop(ScanState::TextAfterQuote);
            return false;
        }
        push(open + 1, close, doubled);
        scan_.quote = nullptr;
        if (after == end_) {
            complete(end_, 0);
            return false;
        }
        cursor_.next();
        cell_ = after + 1;
        if (*after == delimiter_) return true;
        complete(after + 1, 1);
        return false;
    }

    Cursor cursor_;
    const char* cell_;
    const char* end_;
    bool last_;
    char delimiter_;
    std::vector<Cell>& cells_;
    Scan scan_;
};

}  // namespace

Scan scanRecord(const char* begin, const char* end, bool last, char delimiter,
                std::vector<Cell>& cells) {
    cells.clear();
    return RecordScan{begin, end, last, delimiter, cells}.run();
}

}  // namespace jim::connectors::csv::impl
