#include "connectors/csv/impl/RecordReader.hpp"

#include "connectors/csv/impl/TextCheck.hpp"

#include <algorithm>
#include <cstring>

namespace jim::connectors::csv::impl {

RecordReader::RecordReader(ByteSource& source, char delimiter, ReaderLimits limits)
    : source_(source),
      delimiter_(delimiter),
      limits_(limits),
      capacity_(limits.row + limits.block),
      buffer_(std::make_unique_for_overwrite<char[]>(capacity_ + kScanPadding)) {}

base::Result<const Record*> RecordReader::next() {
    for (;;) {
        if (begin_ == end_ && !ended_) JIM_TRY(fill());
        if (begin_ == end_) {
            if (ended_) return nullptr;
            continue;
        }
        record_ = {};
        record_.line = line_;
        JIM_ASSIGN(const bool found, scan());
        if (found) return &record_;
    }
}

base::Status RecordReader::fill() {
    // What is left is moved each time: it is little, and memory that is touched stays small.
    if (begin_ > 0) {
        std::memmove(buffer_.get(), buffer_.get() + begin_, end_ - begin_);
        end_ -= begin_;
        begin_ = 0;
    }
    // A long record is scanned anew with each piece, so pieces grow with it.
    const std::size_t room = std::min(std::max(limits_.block, end_ - begin_), capacity_ - end_);
    JIM_ASSIGN(const std::size_t count, source_.read({buffer_.get() + end_, room}));
    end_ += count;
    ended_ = count == 0;
    return {};
}

/// Reads one record, or passes over a blank line (false). Decides by at most limits_.row bytes,
/// so that the outcome does not depend on how the source cuts its pieces.
base::Result<bool> RecordReader::scan() {
    for (;;) {
        const char* begin = buffer_.get() + begin_;
        const std::size_t window = std::min(end_ - begin_, limits_.row);
        const bool last = ended_ && window < limits_.row;
        const Scan scan = scanRecord(begin, begin + window, last, delimiter_, scanned_);
        if (scan.state == ScanState::Complete) return accept(scan);
        const bool lineWithin = scan.state == ScanState::TextAfterQuote &&
                                std::find(scan.quote, begin + window, '\n') != begin + window;
        if (last || lineWithin || window == limits_.row) {
            JIM_TRY(stopped(scan, window));
            return true;
        }
        JIM_TRY(fill());
    }
}

bool RecordReader::accept(const Scan& scan) {
    const char* begin = buffer_.get() + begin_;
    const auto size = static_cast<std::size_t>(scan.next - begin);
    if (scanned_.size() == 1 && scanned_.front().text.empty() && *begin != '"') {
        advance(size, scan.lines);
        return false;
    }
    record_.raw = {begin, size};
    unquote();
    const TextFault fault = checkText(record_.raw);
    if (fault == TextFault::Nul) record_.fault = RowFault::Nul;
    if (fault == TextFault::NotUtf8) record_.fault = RowFault::NotText;
    advance(size, scan.lines);
    return true;
}

/// A record that cannot be read to its end: what it left of whole cells, and how reading goes on.
base::Status RecordReader::stopped(const Scan& scan, std::size_t window) {
    unquote();
    const char* begin = buffer_.get() + begin_;
    const char* end = begin + window;
    if (scan.quote != nullptr) {
        record_.quoteLine = line_ + std::count(begin, scan.quote, '\n');
        const char* found = std::find(scan.quote, end, '\n');
        if (found != end || window < limits_.row) {
            record_.fault = RowFault::UnbalancedQuote;
            const auto size = static_cast<std::size_t>((found == end ? end : found + 1) - begin);
            record_.raw = {begin, size};
            advance(size, std::count(begin, begin + size, '\n'));
            return {};
        }
    }
    record_.fault = RowFault::TooLong;
    keepCells();
    advance(window, std::count(begin, end, '\n'));
    return skipLine();
}

/// Passes over everything up to the next line end.
base::Status RecordReader::skipLine() {
    for (;;) {
        const char* begin = buffer_.get() + begin_;
        const char* end = buffer_.get() + end_;
        const char* found = std::find(begin, end, '\n');
        if (found != end) {
            advance(static_cast<std::size_t>(found + 1 - begin), 1);
            return {};
        }
        advance(static_cast<std::size_t>(end - begin), 0);
        if (ended_) return {};
        JIM_TRY(fill());
    }
}

/// Moves the cells out of the buffer, which is about to be filled with something else.
void RecordReader::keepCells() {
    kept_.clear();
    std::size_t size = 0;
    for (const auto cell : cells_) size += cell.size();
    kept_.reserve(size);
    for (auto& cell : cells_) {
        const std::size_t from = kept_.size();
        kept_ += cell;
        cell = std::string_view{kept_}.substr(from);
    }
}

/// Cells as they are meant: doubled quotes become one.
void RecordReader::unquote() {
    cells_.clear();
    std::size_t doubled = 0;
    for (const Cell& cell : scanned_) {
        cells_.push_back(cell.text);
        if (cell.doubledQuotes) doubled += cell.text.size();
    }
    record_.cells = cells_;
    if (doubled == 0) return;
    // Reserved at once: views into it must stay valid while it grows.
    unquoted_.clear();
    unquoted_.reserve(doubled);
    for (std::size_t i = 0; i < scanned_.size(); ++i) {
        if (!scanned_[i].doubledQuotes) continue;
        const std::size_t from = unquoted_.size();
        const std::string_view text = scanned_[i].text;
        for (std::size_t at = 0; at < text.size(); ++at) {
            unquoted_ += text[at];
            if (text[at] == '"') ++at;
        }
        cells_[i] = std::string_view{unquoted_}.substr(from);
    }
}

void RecordReader::advance(std::size_t bytes, std::int64_t lines) {
    begin_ += bytes;
    line_ += lines;
    consumed_ += static_cast<std::int64_t>(bytes);
}

}  // namespace jim::connectors::csv::impl
