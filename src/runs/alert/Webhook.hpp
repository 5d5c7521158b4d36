#pragma once

#include "foundation/base/Guid.hpp"
#include "foundation/base/Secret.hpp"
#include "foundation/base/Timestamp.hpp"
#include "runs/alert/RunAlerts.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace jim::runs::alert {

/// One message to one receiver, the same for each time that it is tried.
struct WebhookDelivery {
    base::Guid id;
    std::string url;
    base::Secret secret;
    std::string body;  ///< JSON.
    std::string rule;  ///< For the log.
    base::Guid activityId;
};

/// What a receiver is told of a firing: run, rule, what was seen and the limit, and where the
/// activity is; never anything of an object. `server` is the server's URL, for the link; empty: the
/// link is a path.
[[nodiscard]] WebhookDelivery webhookOf(const AlertEvent& event, base::Guid id, base::Secret secret,
                                        std::string_view server);

/// The headers of one try: what it is, `X-JIM-Delivery` (the same for each try, to know a
/// repetition by), `X-JIM-Timestamp` (seconds since 1970 of this try) and `X-JIM-Signature`:
/// `sha256=` and HMAC-SHA-256 of `timestamp.body` under the rule's secret, in hexadecimal.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> webhookHeaders(
    const WebhookDelivery& delivery, base::Timestamp now);

}  // namespace jim::runs::alert
