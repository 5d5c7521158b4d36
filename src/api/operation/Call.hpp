#pragma once

#include "api/access/Gate.hpp"
#include "api/operation/ApiContext.hpp"
#include "api/operation/Json.hpp"
#include "api/operation/Reply.hpp"
#include "api/watch/Feed.hpp"
#include "transport/http/Message.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace jim::api::operation {

using access::Level;
using access::Principal;

using PathValue = std::variant<std::int32_t, base::Guid, std::string>;
using PathValues = std::vector<std::pair<std::string, PathValue>>;

/// One request on its way through one operation, which runs on one thread.
class Call {
public:
    struct Parts {
        const transport::http::Request& request;
        const ApiContext& context;
        const Principal& principal;
        access::Gate& gate;
        watch::Feed& feed;
        runs::run_profile::Session* session = nullptr;  ///< Null on anonymous routes.
        PathValues path{};
        Json body{};                       ///< An object when the route declares a body.
        progress::SnapshotPtr recalled{};  ///< Of the route's run, when it is answered at once.
    };

    explicit Call(Parts parts) : parts_(std::move(parts)) {}

    [[nodiscard]] const transport::http::Request& request() const { return parts_.request; }
    [[nodiscard]] const ApiContext& context() const { return parts_.context; }
    [[nodiscard]] const Principal& principal() const { return parts_.principal; }
    /// To be told when keys or limits change.
    [[nodiscard]] access::Gate& gate() const { return parts_.gate; }
    /// What those who watch are told by.
    [[nodiscard]] watch::Feed& feed() const { return parts_.feed; }
    [[nodiscard]] runs::run_profile::Session& session() const;
    [[nodiscard]] const Json& body() const { return parts_.body; }
    [[nodiscard]] base::Timestamp now() const { return parts_.context.clock.now(); }

    /// The newest of the route's run, as Feed::find; what was recalled of it, when something was.
    [[nodiscard]] base::Result<watch::Found> progressOf(const base::Guid& activityId) const;

    /// Watching for the caller; nothing when it watches as often as it may (tooManyWatchers).
    [[nodiscard]] std::optional<watch::Watching> startWatching() const;

    /// Path values, by the name their segment has in the route; asking for one that the route
    /// does not have is a bug.
    [[nodiscard]] std::int32_t integer(std::string_view name) const;
    [[nodiscard]] const base::Guid& guid(std::string_view name) const;
    [[nodiscard]] const std::string& text(std::string_view name) const;

    /// `work` in a write transaction, or on one snapshot without writing.
    [[nodiscard]] base::Status write(const std::function<base::Status()>& work) const;
    [[nodiscard]] base::Status read(const std::function<base::Status()>& work) const;

    /// The GUID of a numbered row (connector_space::kCsoKind and so on), and back; the latter is
    /// empty for a GUID of another kind or database.
    [[nodiscard]] base::Guid guidOf(std::uint16_t kind, std::int64_t number) const;
    [[nodiscard]] std::optional<std::int64_t> numberOf(std::uint16_t kind,
                                                       const base::Guid& guid) const;

private:
    [[nodiscard]] const PathValue& value(std::string_view name) const;

    Parts parts_;
};

}  // namespace jim::api::operation
