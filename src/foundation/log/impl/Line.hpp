#pragma once

#include "foundation/base/Timestamp.hpp"
#include "foundation/log/Log.hpp"

#include <span>
#include <string>
#include <string_view>

namespace jim::log::impl {

/// `2026-08-22T13:48:07.123456Z info    Ready. url=http://127.0.0.1:5200 seconds=0.2`
[[nodiscard]] std::string textLine(base::Timestamp when, Level level, std::string_view message,
                                   std::span<const Field> fields);

/// `{"time":"...","level":"info","message":"Ready.","url":"http://127.0.0.1:5200"}`; valid JSON
/// whatever is in the texts: bytes that are no UTF-8 become U+FFFD.
[[nodiscard]] std::string jsonLine(base::Timestamp when, Level level, std::string_view message,
                                   std::span<const Field> fields);

}  // namespace jim::log::impl
