#include "api/service_setting/Limits.hpp"

#include "api/service_setting/Table.hpp"
#include "foundation/base/Ensure.hpp"

#include <charconv>
#include <map>

namespace jim::api::service_setting {
namespace {

using Values = std::map<std::string, std::string>;

std::string effective(const Values& values, std::string_view key) {
    const Definition* definition = find(key);
    base::ensure(definition != nullptr, "the API asks for settings that it declares");
    const auto at = values.find(std::string{key});
    return at == values.end() ? std::string{definition->fallback} : at->second;
}

std::int64_t integer(const Values& values, std::string_view key) {
    const std::string text = effective(values, key);
    std::int64_t number = 1;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

}  // namespace

base::Result<access::RateLimits> rateLimits(runs::run_profile::Session& session) {
    JIM_ASSIGN(const auto values, session.serviceSettings().overridden());
    return access::RateLimits{
        effective(values, "Security.RateLimiting.Enabled") == "true",
        integer(values, "Security.RateLimiting.AuthenticatedRequestsPerMinute"),
        integer(values, "Security.RateLimiting.UnauthenticatedRequestsPerMinute")};
}

}  // namespace jim::api::service_setting
