#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace jim::runs::alert {

/// What is done when an alert rule fires. Every rule does the first.
enum class AlertAction : std::uint8_t {
    Log,      ///< It is written to the log and kept on the activity.
    Webhook,  ///< A receiver is told.
    Pause,    ///< The run waits for somebody to resume or cancel it.
};

[[nodiscard]] std::string_view toText(AlertAction action);
[[nodiscard]] std::optional<AlertAction> parseAlertAction(std::string_view text);

}  // namespace jim::runs::alert
