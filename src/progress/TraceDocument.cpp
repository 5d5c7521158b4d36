#include "progress/TraceDocument.hpp"

#include "foundation/base/Timestamp.hpp"
#include "progress/impl/JsonWriter.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <cmath>
#include <cstddef>
#include <limits>
#include <utility>

namespace jim::progress {
namespace {

namespace json = boost::json;
using std::chrono::microseconds;

constexpr std::size_t kLongestLine = 64 * 1024;
constexpr std::size_t kLongestKey = 256;
/// About thirty years: what is more is no duration.
constexpr double kMostSeconds = 1e9;
constexpr double kMostObjects = 1e15;

base::Error wrong(std::string_view what) {
    return base::invalidInput("trace", std::string{what});
}

/// A number as wide as `most` to both sides, or an error that names it.
base::Result<double> numberOf(const json::value& value, std::string_view name, double most) {
    if (!value.is_number()) return base::fail(wrong(fmt::format("'{}' is no number", name)));
    const auto number = value.to_number<double>();
    if (!std::isfinite(number) || std::abs(number) > most)
        return base::fail(wrong(fmt::format("'{}' is out of range", name)));
    return number;
}

base::Result<std::int64_t> countOf(const json::value& value, std::string_view name) {
    JIM_ASSIGN(const double number, numberOf(value, name, kMostObjects));
    if (number < 0) return base::fail(wrong(fmt::format("'{}' is negative", name)));
    return static_cast<std::int64_t>(number);
}

base::Result<microseconds> secondsOf(const json::value& value, std::string_view name) {
    JIM_ASSIGN(const double seconds, numberOf(value, name, kMostSeconds));
    return microseconds{std::llround(seconds * 1e6)};
}

base::Result<json::value> parse(std::string_view text) {
    boost::system::error_code failure;
    json::parse_options options;
    options.max_depth = 4;
    auto value = json::parse(text, failure, {}, options);
    if (failure) return base::fail(wrong(fmt::format("it is no JSON ({})", failure.message())));
    return value;
}

base::Result<TracePoint> pointOf(std::string_view line) {
    if (line.size() > kLongestLine) return base::fail(wrong("it is too long"));
    JIM_ASSIGN(const auto value, parse(line));
    if (!value.is_object()) return base::fail(wrong("it is no JSON object"));
    const auto& object = value.get_object();
    const auto* t = object.if_contains("t");
    const auto* phase = object.if_contains("phase");
    const auto* processed = object.if_contains("processed");
    const auto* total = object.if_contains("total");
    if (t == nullptr) return base::fail(wrong("'t' is missing"));
    if (phase == nullptr) return base::fail(wrong("'phase' is missing"));
    if (processed == nullptr) return base::fail(wrong("'processed' is missing"));
    TracePoint point;
    JIM_ASSIGN(point.at, secondsOf(*t, "t"));
    if (!phase->is_null()) {
        if (!phase->is_string() || phase->get_string().size() > kLongestKey)
            return base::fail(wrong("'phase' is no phase's key"));
        point.phase = phase->get_string();
    }
    JIM_ASSIGN(point.processed, countOf(*processed, "processed"));
    if (total != nullptr && !total->is_null()) {
        JIM_ASSIGN(point.total, countOf(*total, "total"));
    }
    return point;
}

base::Result<PastRun> runOf(const json::value& value) {
    if (!value.is_object()) return base::fail(wrong("it is no JSON object"));
    const auto& object = value.get_object();
    const auto* objects = object.if_contains("objects");
    const auto* phases = object.if_contains("phases");
    const auto* processed = object.if_contains("processed");
    if (objects == nullptr) return base::fail(wrong("'objects' is missing"));
    if (phases == nullptr || !phases->is_object())
        return base::fail(wrong("'phases' is no JSON object"));
    if (processed != nullptr && !processed->is_object())
        return base::fail(wrong("'processed' is no JSON object"));
    PastRun run;
    JIM_ASSIGN(run.objects, countOf(*objects, "objects"));
    for (const auto& phase : phases->get_object()) {
        const std::string_view key = phase.key();
        if (key.empty() || key.size() > kLongestKey)
            return base::fail(wrong("'phases' has a member that is no phase's key"));
        PastPhase past;
        past.key = key;
        JIM_ASSIGN(past.duration, secondsOf(phase.value(), key));
        if (past.duration < microseconds{0})
            return base::fail(wrong(fmt::format("'{}' is negative", key)));
        const auto* count =
            processed == nullptr ? nullptr : processed->get_object().if_contains(key);
        if (count != nullptr) {
            JIM_ASSIGN(past.processed, countOf(*count, key));
        }
        run.phases.push_back(std::move(past));
    }
    return run;
}

void write(JsonWriter& writer, Name name, const std::optional<EtaRange>& range) {
    const auto thousandths = [](double seconds) { return std::round(seconds * 1000) / 1000; };
    writer.key(name);
    if (!range) {
        writer.null();
        return;
    }
    writer.beginObject().key("p10").number(thousandths(range->p10.value_or(range->p50)));
    writer.key("p50").number(thousandths(range->p50));
    writer.key("p90").number(thousandths(range->p90.value_or(range->p50))).endObject();
}

}  // namespace

base::Result<std::vector<TracePoint>> parseTrace(std::string_view text) {
    std::vector<TracePoint> trace;
    std::size_t number = 0;
    while (!text.empty()) {
        ++number;
        const auto end = text.find('\n');
        auto line = text.substr(0, end);
        text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
        while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.remove_suffix(1);
        if (line.empty()) continue;
        auto point = pointOf(line);
        if (!point)
            return base::fail(
                wrong(fmt::format("Line {} of the trace: {}.", number, point.error().message)));
        trace.push_back(std::move(*point));
    }
    return trace;
}

std::string traceLine(const TracePoint& point) {
    JsonWriter writer;
    writer.beginObject().key("t").number(base::inSeconds(point.at));
    writer.key("phase").textOrNull(point.phase, kLongestKey);
    writer.key("processed").integer(point.processed).key("total");
    point.total ? writer.integer(*point.total) : writer.null();
    writer.endObject();
    return writer.take();
}

base::Result<std::vector<PastRun>> parseHistory(std::string_view text) {
    auto value = parse(text);
    if (!value) return base::fail(wrong(fmt::format("The history: {}.", value.error().message)));
    if (!value->is_array()) return base::fail(wrong("The history is no JSON array of runs."));
    const auto& list = value->get_array();
    std::vector<PastRun> history;
    const auto first = list.size() > kComparableRuns ? list.size() - kComparableRuns : 0;
    for (std::size_t i = 0; i < list.size(); ++i) {
        auto run = runOf(list[i]);
        if (!run)
            return base::fail(
                wrong(fmt::format("Run {} of the history: {}.", i + 1, run.error().message)));
        if (i >= first) history.push_back(std::move(*run));
    }
    return history;
}

std::string estimateLine(const TracePoint& point, const Snapshot& snapshot) {
    JsonWriter writer;
    writer.beginObject().key("t").number(base::inSeconds(point.at));
    write(writer, "phase", snapshot.eta.phase);
    write(writer, "run", snapshot.eta.run);
    writer.key("fraction").number(snapshot.overall.fraction);
    writer.key("health").text(toText(snapshot.health.status));
    writer.key("reason").textOrNull(snapshot.eta.reason).endObject();
    return writer.take();
}

}  // namespace jim::progress
