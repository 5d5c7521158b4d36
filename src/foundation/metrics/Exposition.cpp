#include "foundation/metrics/Exposition.hpp"

#include <fmt/format.h>

namespace jim::metrics {
namespace {

constexpr std::string_view kOpenMetrics = "application/openmetrics-text";

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '\n')
            out += "\\n";
        else if (c == '"' || c == '\\')
            (out += '\\') += c;
        else
            out += c;
    }
    return out;
}

/// `{name="value",...}`, or nothing; `bound` is a histogram bucket's.
std::string labelText(const Declaration& metric, const LabelValues& values,
                      std::string_view bound = {}) {
    std::string text;
    for (std::size_t i = 0; i < values.size(); ++i)
        text += fmt::format("{}{}=\"{}\"", text.empty() ? "" : ",", metric.labels[i],
                            escaped(values[i]));
    if (!bound.empty()) text += fmt::format("{}le=\"{}\"", text.empty() ? "" : ",", bound);
    return text.empty() ? text : "{" + text + "}";
}

void writeHistogram(std::string& out, const Declaration& metric, const LabelValues& values,
                    const Series& series) {
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < kBounds.size(); ++i) {
        sum += series.buckets.at(i);
        out += fmt::format("{}_bucket{} {}\n", metric.name,
                           labelText(metric, values, fmt::to_string(kBounds.at(i))), sum);
    }
    out += fmt::format("{}_bucket{} {}\n", metric.name, labelText(metric, values, "+Inf"),
                       series.count);
    out += fmt::format("{}_sum{} {}\n", metric.name, labelText(metric, values), series.value);
    out += fmt::format("{}_count{} {}\n", metric.name, labelText(metric, values), series.count);
}

void writeFamily(std::string& out, const Declaration& metric, const Family& family, Format format) {
    const std::string_view total = metric.kind == Kind::Counter ? "_total" : "";
    const auto shown = fmt::format("{}{}", metric.name, format == Format::Prometheus ? total : "");
    out += fmt::format("# HELP {} {}\n# TYPE {} {}\n", shown, escaped(metric.meaning), shown,
                       toText(metric.kind));
    for (const auto& [values, series] : family) {
        if (metric.kind == Kind::Histogram)
            writeHistogram(out, metric, values, series);
        else
            out += fmt::format("{}{}{} {}\n", metric.name, total, labelText(metric, values),
                               series.value);
    }
}

}  // namespace

Format formatFor(std::string_view accept) {
    return accept.find(kOpenMetrics) == std::string_view::npos ? Format::Prometheus
                                                               : Format::OpenMetrics;
}

std::string_view contentType(Format format) {
    return format == Format::Prometheus
               ? "text/plain; version=0.0.4; charset=utf-8"
               : "application/openmetrics-text; version=1.0.0; charset=utf-8";
}

std::string expose(const Scrape& scrape, Format format) {
    const Family zero{{{}, {}}};
    std::string out;
    for (const auto* metric : declarations()) {
        const auto found = scrape.families().find(metric);
        if (found != scrape.families().end())
            writeFamily(out, *metric, found->second, format);
        else if (metric->kind == Kind::Counter && metric->labels.empty())
            writeFamily(out, *metric, zero, format);
    }
    if (format == Format::OpenMetrics) out += "# EOF\n";
    return out;
}

}  // namespace jim::metrics
