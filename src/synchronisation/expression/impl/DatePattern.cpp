#include "synchronisation/expression/impl/DatePattern.hpp"

#include "foundation/base/EnumText.hpp"
#include "synchronisation/expression/impl/Calendar.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>

namespace jim::synchronisation::expression::impl {
namespace {

constexpr std::array<std::string_view, 12> kMonths{"January",   "February", "March",    "April",
                                                   "May",       "June",     "July",     "August",
                                                   "September", "October",  "November", "December"};
constexpr std::array<std::string_view, 7> kDays{"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                "Thursday", "Friday", "Saturday"};

/// A run of one pattern letter, or (letter 0) a text that stands for itself.
struct Piece {
    char letter = 0;
    std::size_t count = 0;
    std::string_view literal;
};

/// The longest run of each letter; 0 when it is not one of the pattern's.
std::size_t longestRun(char letter) {
    switch (letter) {
        case 'y':
        case 'M':
        case 'd':
            return 4;
        case 'H':
        case 'h':
        case 'm':
        case 's':
        case 't':
            return 2;
        case 'f':
            return 6;
        default:
            return 0;
    }
}

bool isPatternLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Takes the next piece off a pattern; false when the pattern is wrong there.
bool takePiece(std::string_view& pattern, Piece& piece) {
    const char first = pattern.front();
    if (first == '\'') {
        const auto end = pattern.find('\'', 1);
        if (end == std::string_view::npos) return false;
        piece = {0, 0, pattern.substr(1, end - 1)};
        pattern.remove_prefix(end + 1);
        return true;
    }
    if (first == '\\') {
        if (pattern.size() < 2) return false;
        piece = {0, 0, pattern.substr(1, 1)};
        pattern.remove_prefix(2);
        return true;
    }
    const std::size_t longest = longestRun(first);
    if (longest == 0) {
        piece = {0, 0, pattern.substr(0, 1)};
        pattern.remove_prefix(1);
        return !isPatternLetter(first) || first == 'T' || first == 'Z';
    }
    const std::size_t count = std::min(pattern.find_first_not_of(first), pattern.size());
    piece = {first, count, {}};
    pattern.remove_prefix(count);
    const bool oddRun = (first == 'y' && count != 2 && count != 4) || (first == 't' && count != 2);
    return count <= longest && !oddRun;
}

void appendNumber(std::string& out, int value, std::size_t digits) {
    fmt::format_to(std::back_inserter(out), "{:0{}}", value, digits);
}

void appendName(std::string& out, std::string_view name, std::size_t count) {
    out += count == 3 ? name.substr(0, 3) : name;
}

void appendPiece(std::string& out, const Piece& piece, const CivilTime& time) {
    switch (piece.letter) {
        case 'y':
            return piece.count == 2 ? appendNumber(out, time.year % 100, 2)
                                    : appendNumber(out, time.year, 4);
        case 'M':
            if (piece.count > 2)
                return appendName(out, kMonths[static_cast<std::size_t>(time.month - 1)],
                                  piece.count);
            return appendNumber(out, time.month, piece.count);
        case 'd':
            if (piece.count > 2)
                return appendName(out, kDays[static_cast<std::size_t>(time.weekday)], piece.count);
            return appendNumber(out, time.day, piece.count);
        case 'H':
            return appendNumber(out, time.hour, piece.count);
        case 'h':
            return appendNumber(out, (time.hour + 11) % 12 + 1, piece.count);
        case 'm':
            return appendNumber(out, time.minute, piece.count);
        case 's':
            return appendNumber(out, time.second, piece.count);
        case 't':
            out += time.hour < 12 ? "AM" : "PM";
            return;
        case 'f': {
            const std::string micros = fmt::format("{:06}", time.micros);
            out += std::string_view{micros}.substr(0, piece.count);
            return;
        }
        default:
            out += piece.literal;
    }
}

/// Reads a text piece by piece.
class Reader {
public:
    explicit Reader(std::string_view text) : rest_(text) {}

    bool take(const Piece& piece) {
        switch (piece.letter) {
            case 'y':
                return year(piece.count);
            case 'M':
                return piece.count > 2 ? name(kMonths, piece.count, time_.month, 1)
                                       : number(time_.month, piece.count);
            case 'd': {
                int ignored = 0;
                return piece.count > 2 ? name(kDays, piece.count, ignored, 0)
                                       : number(time_.day, piece.count);
            }
            case 'H':
                return number(time_.hour, piece.count);
            case 'h':
                halfDay_ = true;
                return number(time_.hour, piece.count) && time_.hour >= 1 && time_.hour <= 12;
            case 'm':
                return number(time_.minute, piece.count);
            case 's':
                return number(time_.second, piece.count);
            case 't':
                return afternoon();
            case 'f':
                return fraction(piece.count);
            default:
                if (!rest_.starts_with(piece.literal)) return false;
                rest_.remove_prefix(piece.literal.size());
                return true;
        }
    }

    [[nodiscard]] std::optional<base::Timestamp> finish() {
        if (!rest_.empty()) return std::nullopt;
        if (halfDay_) time_.hour = time_.hour % 12 + (afternoon_ ? 12 : 0);
        return fromCivil(time_);
    }

private:
    /// One or two digits for a single letter, else exactly as many as letters.
    bool number(int& out, std::size_t count) { return digits(out, count, count == 1 ? 2 : count); }

    bool digits(int& out, std::size_t least, std::size_t most) {
        std::size_t read = 0;
        out = 0;
        for (; read < most && !rest_.empty(); ++read) {
            if (rest_.front() < '0' || rest_.front() > '9') break;
            out = out * 10 + (rest_.front() - '0');
            rest_.remove_prefix(1);
        }
        return read >= least;
    }

    bool year(std::size_t count) {
        if (!number(time_.year, count)) return false;
        if (count == 2) time_.year += time_.year < 50 ? 2000 : 1900;
        return true;
    }

    bool fraction(std::size_t count) {
        if (!digits(time_.micros, count, count)) return false;
        for (; count < 6; ++count) time_.micros *= 10;
        return true;
    }

    bool afternoon() {
        const auto word = rest_.substr(0, 2);
        afternoon_ = base::equalsIgnoringCase(word, "PM");
        if (!afternoon_ && !base::equalsIgnoringCase(word, "AM")) return false;
        rest_.remove_prefix(2);
        return true;
    }

    template <std::size_t N>
    bool name(const std::array<std::string_view, N>& names, std::size_t count, int& out,
              int first) {
        for (std::size_t i = 0; i < N; ++i) {
            const auto wanted = count == 3 ? names[i].substr(0, 3) : names[i];
            if (!base::equalsIgnoringCase(rest_.substr(0, wanted.size()), wanted)) continue;
            out = static_cast<int>(i) + first;
            rest_.remove_prefix(wanted.size());
            return true;
        }
        return false;
    }

    std::string_view rest_;
    CivilTime time_;
    bool halfDay_ = false;
    bool afternoon_ = false;
};

}  // namespace

std::optional<std::string> datePatternProblem(std::string_view pattern) {
    if (pattern.empty()) return "a date pattern is not empty.";
    while (!pattern.empty()) {
        const std::string_view here = pattern;
        Piece piece;
        if (takePiece(pattern, piece)) continue;
        if (here.front() == '\'') return "a quote in a date pattern has no end.";
        const std::size_t run = std::min(here.find_first_not_of(here.front()), here.size());
        return fmt::format("'{}' means nothing in a date pattern; text goes in single quotes.",
                           here.substr(0, run));
    }
    return std::nullopt;
}

void formatDate(base::Timestamp when, std::string_view pattern, std::string& out) {
    const CivilTime time = toCivil(when);
    Piece piece;
    while (!pattern.empty() && takePiece(pattern, piece)) appendPiece(out, piece, time);
}

std::optional<base::Timestamp> parseDate(std::string_view text, std::string_view pattern) {
    Reader reader{text};
    Piece piece;
    while (!pattern.empty())
        if (!takePiece(pattern, piece) || !reader.take(piece)) return std::nullopt;
    return reader.finish();
}

}  // namespace jim::synchronisation::expression::impl
