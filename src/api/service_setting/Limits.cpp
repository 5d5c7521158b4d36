#include "api/service_setting/Limits.hpp"

namespace jim::api::service_setting {

base::Result<access::RateLimits> rateLimits(runs::run_profile::Session& session) {
    JIM_ASSIGN(const auto values, session.serviceSettings().overridden());
    access::RateLimits limits;
    const auto integer = [&](const char* key, std::int64_t& into) {
        const auto at = values.find(key);
        if (at != values.end()) into = std::stoll(at->second);
    };
    if (const auto at = values.find("Security.RateLimiting.Enabled"); at != values.end())
        limits.enabled = at->second == "true";
    integer("Security.RateLimiting.AuthenticatedRequestsPerMinute", limits.authenticated);
    integer("Security.RateLimiting.UnauthenticatedRequestsPerMinute", limits.unauthenticated);
    return limits;
}

}  // namespace jim::api::service_setting
