#include "synchronisation/expression/impl/Calendar.hpp"

#include <chrono>

namespace jim::synchronisation::expression::impl {
namespace {

using namespace std::chrono;

sys_time<microseconds> timePoint(base::Timestamp when) {
    return sys_time<microseconds>{microseconds{when.micros}};
}

base::Timestamp timestamp(sys_days day, microseconds ofDay) {
    return {(sys_time<microseconds>{day} + ofDay).time_since_epoch().count()};
}

}  // namespace

CivilTime toCivil(base::Timestamp when) {
    const auto point = timePoint(when);
    const auto day = floor<days>(point);
    const year_month_day date{day};
    const hh_mm_ss<microseconds> time{point - day};
    return {static_cast<int>(date.year()),
            static_cast<int>(static_cast<unsigned>(date.month())),
            static_cast<int>(static_cast<unsigned>(date.day())),
            static_cast<int>(time.hours().count()),
            static_cast<int>(time.minutes().count()),
            static_cast<int>(time.seconds().count()),
            static_cast<int>(time.subseconds().count()),
            static_cast<int>(weekday{day}.c_encoding())};
}

std::optional<base::Timestamp> fromCivil(const CivilTime& time) {
    const year_month_day date{year{time.year}, month{static_cast<unsigned>(time.month)},
                              day{static_cast<unsigned>(time.day)}};
    if (!date.ok() || time.year < 1 || time.year > 9999 || time.hour > 23 || time.minute > 59 ||
        time.second > 59)
        return std::nullopt;
    return timestamp(sys_days{date}, hours{time.hour} + minutes{time.minute} +
                                         seconds{time.second} + microseconds{time.micros});
}

bool isRepresentable(base::Timestamp when) {
    constexpr sys_days kFirst{year{1} / January / 1};
    constexpr sys_days kEnd{year{10000} / January / 1};
    const auto point = timePoint(when);
    return point >= kFirst && point < kEnd;
}

std::optional<base::Timestamp> later(base::Timestamp when, std::int64_t count,
                                     std::int64_t microsEach) {
    std::int64_t micros = 0;
    if (__builtin_mul_overflow(count, microsEach, &micros) ||
        __builtin_add_overflow(micros, when.micros, &micros) || !isRepresentable({micros}))
        return std::nullopt;
    return base::Timestamp{micros};
}

std::optional<base::Timestamp> monthsLater(base::Timestamp when, std::int64_t count) {
    constexpr std::int64_t kMost = 12 * 10'000;
    if (count > kMost || count < -kMost || !isRepresentable(when)) return std::nullopt;
    const auto point = timePoint(when);
    const auto dayStart = floor<days>(point);
    const year_month_day date{dayStart};
    const auto target = year_month{date.year(), date.month()} + months{count};
    if (target.year() < year{1} || target.year() > year{9999}) return std::nullopt;
    const year_month_day_last last{target.year(), month_day_last{target.month()}};
    const auto day = date.day() < last.day() ? date.day() : last.day();
    return timestamp(sys_days{target / day}, point - dayStart);
}

}  // namespace jim::synchronisation::expression::impl
