#pragma once

#include <stop_token>

namespace jim::base {

/// Asked between batches by everything that takes long. Thread-safe.
using StopToken = std::stop_token;
using StopSource = std::stop_source;

}  // namespace jim::base
