#include "api/operation/Call.hpp"

#include "api/watch/Feed.hpp"
#include "foundation/base/Ensure.hpp"

#include <algorithm>

namespace jim::api::operation {

runs::run_profile::Session& Call::session() const {
    base::ensure(parts_.session != nullptr, "anonymous routes have no session");
    return *parts_.session;
}

base::Result<watch::Found> Call::progressOf(const base::Guid& activityId) const {
    if (parts_.recalled) return watch::Found{.snapshot = parts_.recalled};
    return parts_.feed.find(activityId);
}

std::optional<watch::Watching> Call::startWatching() const {
    const auto& caller = parts_.principal;
    return parts_.feed.open(caller.keyId.value_or(base::Guid{}), caller.keyHash);
}

const PathValue& Call::value(std::string_view name) const {
    const auto at = std::ranges::find(parts_.path, name, &PathValues::value_type::first);
    base::ensure(at != parts_.path.end(), "an operation asks for path values of its route only");
    return at->second;
}

std::int32_t Call::integer(std::string_view name) const {
    return std::get<std::int32_t>(value(name));
}

const base::Guid& Call::guid(std::string_view name) const {
    return std::get<base::Guid>(value(name));
}

const std::string& Call::text(std::string_view name) const {
    return std::get<std::string>(value(name));
}

base::Status Call::write(const std::function<base::Status()>& work) const {
    return session().transactions().write(work);
}

base::Status Call::read(const std::function<base::Status()>& work) const {
    return session().transactions().read(work);
}

base::Guid Call::guidOf(std::uint16_t kind, std::int64_t number) const {
    return base::sequenceGuid(parts_.context.sessions.guidSpace(), kind, number);
}

std::optional<std::int64_t> Call::numberOf(std::uint16_t kind, const base::Guid& guid) const {
    return base::sequenceOf(guid, parts_.context.sessions.guidSpace(), kind);
}

}  // namespace jim::api::operation
