#include "synchronisation/expression/impl/Builtin.hpp"
#include "synchronisation/expression/impl/Calendar.hpp"
#include "synchronisation/expression/impl/DatePattern.hpp"

#include <fmt/format.h>

namespace jim::synchronisation::expression::impl {
namespace {

using Arguments = std::span<const Slot>;

constexpr std::int64_t kMicrosADay = 86'400'000'000;
constexpr std::int64_t kMicrosAnHour = 3'600'000'000;
constexpr std::int64_t kTicksAMicro = 10;
/// From 1601-01-01, where file times begin, to 1970-01-01.
constexpr std::int64_t kFileTimeEpoch = 11'644'473'600'000'000;
/// What directories write for "never".
constexpr std::int64_t kNever = 0x7FFF'FFFF'FFFF'FFFF;

constexpr auto kOutOfRange = "the date would be outside the years 1 to 9999";
constexpr auto kOutside = "the date is outside the years 1 to 9999";

Slot dateOr(Workspace& workspace, std::optional<base::Timestamp> date, std::string problem) {
    return date ? Slot::dateTime(date->micros) : workspace.fail(std::move(problem));
}

/// False when the pattern is wrong; the workspace then says why.
bool isSound(Workspace& workspace, std::string_view pattern) {
    auto problem = datePatternProblem(pattern);
    if (!problem) return true;
    problem->pop_back();  // The full stop, which ends the whole message.
    workspace.fail(std::move(*problem));
    return false;
}

Slot now(Workspace& workspace, Arguments) {
    return Slot::dateTime(workspace.now().micros);
}

Slot today(Workspace& workspace, Arguments) {
    const std::int64_t micros = workspace.now().micros;
    const std::int64_t ofDay = (micros % kMicrosADay + kMicrosADay) % kMicrosADay;
    return Slot::dateTime(micros - ofDay);
}

Slot format(Workspace& workspace, Arguments arguments) {
    const base::Timestamp when{arguments[0].whole()};
    if (!isRepresentable(when)) return workspace.fail(kOutside);
    if (!isSound(workspace, arguments[1].text())) return {};
    std::string& out = workspace.buffer();
    formatDate(when, arguments[1].text(), out);
    return workspace.text(out);
}

Slot parse(Workspace& workspace, Arguments arguments) {
    const auto text = arguments[0].text();
    if (arguments.size() < 2)
        return dateOr(workspace, base::parseIso(text),
                      fmt::format("'{}' is not an ISO 8601 date", text.substr(0, 40)));
    if (!isSound(workspace, arguments[1].text())) return {};
    return dateOr(
        workspace, parseDate(text, arguments[1].text()),
        fmt::format("'{}' is not a date as in '{}'", text.substr(0, 40), arguments[1].text()));
}

template <std::int64_t MicrosEach>
Slot addTime(Workspace& workspace, Arguments arguments) {
    return dateOr(workspace, later({arguments[0].whole()}, arguments[1].whole(), MicrosEach),
                  kOutOfRange);
}

template <std::int64_t MonthsEach>
Slot addMonths(Workspace& workspace, Arguments arguments) {
    std::int64_t months = 0;
    if (__builtin_mul_overflow(arguments[1].whole(), MonthsEach, &months))
        return workspace.fail(kOutOfRange);
    return dateOr(workspace, monthsLater({arguments[0].whole()}, months), kOutOfRange);
}

Slot dateDiffDays(Workspace& workspace, Arguments arguments) {
    std::int64_t micros = 0;
    if (__builtin_sub_overflow(arguments[1].whole(), arguments[0].whole(), &micros))
        return workspace.fail("the dates are too far apart");
    return Slot::whole(micros / kMicrosADay);
}

Slot toFileTime(Workspace& workspace, Arguments arguments) {
    if (!isRepresentable({arguments[0].whole()})) return workspace.fail(kOutside);
    const std::int64_t micros = arguments[0].whole() + kFileTimeEpoch;
    if (micros < 0) return workspace.fail("file times begin with the year 1601");
    return Slot::whole(micros * kTicksAMicro);
}

Slot fromFileTime(Workspace& workspace, Arguments arguments) {
    const std::int64_t ticks = arguments[0].whole();
    if (ticks == 0 || ticks == kNever) return {};
    if (ticks < 0) return workspace.fail("a file time is not negative");
    const base::Timestamp when{ticks / kTicksAMicro - kFileTimeEpoch};
    if (!isRepresentable(when)) return workspace.fail(kOutOfRange);
    return Slot::dateTime(when.micros);
}

constexpr Parameter kDate{"date", Accepts::DateTime};
constexpr Parameter kDateCount{"count", Accepts::Whole};

constexpr Builtin kDateFunctions[] = {
    {{"Dates",
      "Now",
      "",
      {},
      Gives::DateTime,
      false,
      "The time of the evaluation, in UTC; the same wherever it stands in an expression.",
      "Now() -> 2026-08-22T13:48:07.123456Z"},
     now},
    {{"Dates",
      "Today",
      "",
      {},
      Gives::DateTime,
      false,
      "Midnight of the day of the evaluation, in UTC.",
      "Today() -> 2026-08-22T00:00:00.000000Z"},
     today},
    {{"Dates",
      "FormatDate",
      "",
      {kDate, {"pattern", Accepts::DateFormat}},
      Gives::Text,
      true,
      "The date as text by a pattern such as yyyy-MM-dd HH:mm:ss.",
      R"(FormatDate(ParseDate("2026-08-22"), "d MMMM yyyy") -> "22 August 2026")"},
     format},
    {{"Dates",
      "ParseDate",
      "ToDateTime",
      {{"text", Accepts::Text}, {"pattern", Accepts::DateFormat, Arity::Optional}},
      Gives::DateTime,
      true,
      "The date that the text is, by the pattern or, without one, ISO 8601.",
      R"(ParseDate("22/08/2026", "dd/MM/yyyy") -> 2026-08-22T00:00:00.000000Z)"},
     parse},
    {{"Dates",
      "ToFileTime",
      "",
      {kDate},
      Gives::LongNumber,
      true,
      "The date as directories count it: units of 100 nanoseconds since the year 1601.",
      R"(ToFileTime(ParseDate("2026-08-22")) -> 134318304000000000)"},
     toFileTime},
    {{"Dates",
      "FromFileTime",
      "",
      {{"value", Accepts::Whole}},
      Gives::DateTime,
      true,
      "The date of such a number; null for 0 and 9223372036854775807, which mean never.",
      R"(FromFileTime(134318304000000000) -> 2026-08-22T00:00:00.000000Z)"},
     fromFileTime},
    {{"Dates",
      "AddHours",
      "",
      {kDate, kDateCount},
      Gives::DateTime,
      true,
      "The date so many hours later, or earlier for a negative count.",
      R"(AddHours(ParseDate("2026-08-22"), 36) -> 2026-08-23T12:00:00.000000Z)"},
     addTime<kMicrosAnHour>},
    {{"Dates",
      "AddDays",
      "",
      {kDate, kDateCount},
      Gives::DateTime,
      true,
      "The date so many days later, or earlier for a negative count.",
      R"(AddDays(ParseDate("2026-08-22"), -22) -> 2026-07-31T00:00:00.000000Z)"},
     addTime<kMicrosADay>},
    {{"Dates",
      "AddMonths",
      "",
      {kDate, kDateCount},
      Gives::DateTime,
      true,
      "The same day so many months later, or the month's last when it is shorter.",
      R"(AddMonths(ParseDate("2026-01-31"), 1) -> 2026-02-28T00:00:00.000000Z)"},
     addMonths<1>},
    {{"Dates",
      "AddYears",
      "",
      {kDate, kDateCount},
      Gives::DateTime,
      true,
      "The same day so many years later; 29 February becomes the 28th.",
      R"(AddYears(ParseDate("2024-02-29"), 1) -> 2025-02-28T00:00:00.000000Z)"},
     addMonths<12>},
    {{"Dates",
      "DateDiffDays",
      "",
      {{"from", Accepts::DateTime}, {"to", Accepts::DateTime}},
      Gives::Number,
      true,
      "The whole days from one date to another, negative when the second is earlier.",
      R"(DateDiffDays(ParseDate("2026-08-01"), ParseDate("2026-08-22")) -> 21)"},
     dateDiffDays},
};

}  // namespace

std::span<const Builtin> dateFunctions() {
    return kDateFunctions;
}

}  // namespace jim::synchronisation::expression::impl
