#include "api/access/Gate.hpp"

namespace jim::api::access {
namespace {

constexpr std::chrono::seconds kLimitsAge{5};
constexpr std::size_t kLongestKey = 512;

}  // namespace

void Gate::forgetLimits() {
    const std::lock_guard lock{mutex_};
    limits_.reset();
}

base::Result<RateLimits> Gate::limits(const Source& source) {
    {
        const std::lock_guard lock{mutex_};
        if (limits_ && clock_.steady() - limitsLoaded_ < kLimitsAge) return *limits_;
    }
    const auto asked = clock_.steady();
    JIM_ASSIGN(const RateLimits loaded, source.limits());
    const std::lock_guard lock{mutex_};
    limits_ = loaded;
    limitsLoaded_ = asked;
    return loaded;
}

std::optional<Seconds> Gate::wait(const transport::http::Request& request,
                                  const Principal& principal, const RateLimits& limits) {
    if (!limits.enabled || principal.infrastructure) return std::nullopt;
    if (principal.keyId)
        return authenticated_.admit(base::toText(*principal.keyId), limits.authenticated,
                                    clock_.steady());
    return unauthenticated_.admit(request.remoteAddress, limits.unauthenticated, clock_.steady());
}

base::Result<bool> Gate::isUsable(const std::string& keyHash, const Source& source) {
    JIM_ASSIGN(const auto key, keys_.find(keyHash, source.key));
    return key.has_value();
}

/// The hash of the key that the request shows, or of what cannot be one; nothing when it shows
/// none.
base::Result<std::optional<std::string>> Gate::presentedKey(const transport::http::Request& request,
                                                            Terms terms) {
    using Presented = std::optional<std::string>;
    if (const auto key = request.findHeader("X-API-Key"))
        return Presented{key->size() <= kLongestKey
                             ? security::hashOf(base::Secret{std::string{*key}})
                             : std::string{}};
    const auto ticket = terms.tickets ? request.queryValue("ticket") : std::nullopt;
    if (!ticket) return Presented{};
    JIM_ASSIGN(const auto redeemed, tickets_.redeem(std::string{*ticket}));
    return Presented{redeemed.value_or(std::string{})};
}

base::Result<Admission> Gate::admit(const transport::http::Request& request, Terms terms,
                                    const Source& source) {
    Admission admission;
    JIM_ASSIGN(const auto hash, presentedKey(request, terms));
    if (hash) {
        std::optional<security::ApiKey> key;
        if (!hash->empty()) {
            JIM_ASSIGN(key, keys_.find(*hash, source.key));
        }
        if (key) {
            admission.principal = {key->id, key->name, key->infrastructure, key->roles, *hash};
            keys_.used(key->id, request.remoteAddress);
        } else {
            admission.verdict = Verdict::InvalidKey;
        }
    }
    if (terms.unlimited) return admission;
    JIM_ASSIGN(const RateLimits now, limits(source));
    if (const auto seconds = wait(request, admission.principal, now)) {
        admission.verdict = Verdict::TooManyRequests;
        admission.retryAfter = *seconds;
    }
    return admission;
}

}  // namespace jim::api::access
