#pragma once

#include "foundation/base/Result.hpp"

#include <string>
#include <string_view>

namespace jim::runs::alert {

/// Whether alerts may be sent there: an https URL, or http to this machine itself, with a host,
/// and without user, password or fragment. InvalidInput (`webhookUrl`) says what is wrong.
[[nodiscard]] base::Status checkWebhookUrl(std::string_view url);

/// Host and port only, for the log: paths of webhooks are often secrets themselves.
[[nodiscard]] std::string shownAddress(std::string_view url);

}  // namespace jim::runs::alert
