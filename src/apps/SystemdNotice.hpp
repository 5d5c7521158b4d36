#pragma once

#include <string_view>

namespace jim::apps {

/// Tells what started this process, where it has asked for it by `NOTIFY_SOCKET` as systemd does
/// (`Type=notify`), how the process stands: `READY=1`, `STOPPING=1`. Does nothing elsewhere, and
/// when nobody listens there any more.
void tellSystemd(std::string_view state);

}  // namespace jim::apps
