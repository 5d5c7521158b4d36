#pragma once

#include "foundation/base/Result.hpp"

#include <span>
#include <string>
#include <string_view>

namespace jim::runs::alert {

/// Whether alerts may be sent there: an https URL, or http to this machine itself, with a host,
/// and without user, password or fragment. InvalidInput (`webhookUrl`) says what is wrong.
[[nodiscard]] base::Status checkWebhookUrl(std::string_view url);

/// Whether the URL's host is one of those: names and addresses as they stand in URLs, in any case,
/// and `*.example.com` for all below it. Without any, every host is.
[[nodiscard]] bool isReceiverAllowed(std::string_view url, std::span<const std::string> hosts);

/// Host and port only, for the log: paths of webhooks are often secrets themselves.
[[nodiscard]] std::string shownAddress(std::string_view url);

}  // namespace jim::runs::alert
