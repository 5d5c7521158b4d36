#include "apps/cli/TraceLines.hpp"

#include "apps/cli/impl/Json.hpp"

#include <boost/json/serialize.hpp>
#include <fmt/format.h>

namespace jim::apps::cli {
namespace {

/// Of a phase, when it is a measure of what there is to do.
std::optional<std::int64_t> totalOf(const json::object& phase) {
    const auto* total = json::child(phase, "total");
    if (total == nullptr) return std::nullopt;
    const auto kind = json::text(*total, "kind");
    const auto value = json::whole(*total, "value");
    if ((kind != "exact" && kind != "estimate") || value <= 0) return std::nullopt;
    return value;
}

const json::object* phaseOf(const json::object& document, std::string_view key) {
    for (const auto& phase : json::list(document, "phases"))
        if (phase.is_object() && json::text(phase.get_object(), "key") == key)
            return &phase.get_object();
    return nullptr;
}

}  // namespace

std::string TraceLines::lineOf(const std::string& document) {
    const auto parsed = json::parseObject(document);
    if (!parsed || json::text(*parsed, "source") != "live") return {};
    if (json::text(*parsed, "state") == "queued") return {};
    const auto revision = json::whole(*parsed, "revision");
    const auto asOf = base::parseIso(json::text(*parsed, "asOf"));
    if (!asOf || revision == revision_) return {};
    revision_ = revision;
    const auto elapsed = json::number(*parsed, "elapsedSeconds").value_or(0);
    if (!began_)
        began_ = *asOf + -std::chrono::microseconds{static_cast<std::int64_t>(elapsed * 1e6)};

    if (const auto* current = json::child(*parsed, "currentPhase")) {
        const auto host = json::text(*current, "parentKey");
        window_.phase = host.empty() ? json::text(*current, "key") : host;
        const auto* counted = current;
        if (json::whole(*current, "processed") == 0 && !totalOf(*current) && !host.empty())
            if (const auto* phase = phaseOf(*parsed, host)) counted = phase;
        window_.processed = json::whole(*counted, "processed");
        window_.total = totalOf(*counted);
    }
    const double t = static_cast<double>((*asOf - *began_).count()) / 1e6;
    const auto phase = window_.phase.empty() ? json::value{} : json::value(window_.phase);
    return fmt::format(R"({{"t":{:.3f},"phase":{},"processed":{},"total":{}}})"
                       "\n",
                       t, boost::json::serialize(phase), window_.processed,
                       window_.total ? fmt::format("{}", *window_.total) : "null");
}

}  // namespace jim::apps::cli
