#pragma once

#include "foundation/metrics/Registry.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace jim::metrics {

/// The text forms: of Prometheus (0.0.4), and of OpenMetrics (1.0).
enum class Format : std::uint8_t { Prometheus, OpenMetrics };

/// What an Accept header asks for; Prometheus when it names neither.
[[nodiscard]] Format formatFor(std::string_view accept);

[[nodiscard]] std::string_view contentType(Format format);

/// Metrics without a value are left out; unlabelled counters are there from 0.
[[nodiscard]] std::string expose(const Scrape& scrape, Format format);

}  // namespace jim::metrics
