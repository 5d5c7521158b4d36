#pragma once

#include "foundation/base/Guid.hpp"
#include "progress/Health.hpp"
#include "progress/SnapshotReading.hpp"
#include "transport/http/SharedBytes.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace jim::api::watch {

/// What watchers are shown of a run at one moment: rendered once, shared by all of them.
struct Shown {
    base::Guid activityId;
    std::string etag;  ///< Without quotes.
    bool terminal = false;
    progress::HealthStatus health = progress::HealthStatus::Healthy;
    std::string event;           ///< The document as a server-sent event.
    std::size_t documentAt = 0;  ///< Where in it the document begins.
    std::size_t documentSize = 0;

    [[nodiscard]] std::string_view document() const {
        return std::string_view{event}.substr(documentAt, documentSize);
    }
};

using ShownPtr = std::shared_ptr<const Shown>;

[[nodiscard]] ShownPtr show(const base::Guid& activityId, const progress::ReadDocument& read);

/// The bytes that are sent of it, kept alive by themselves.
[[nodiscard]] transport::http::SharedBytes eventOf(const ShownPtr& shown);
[[nodiscard]] transport::http::SharedBytes documentOf(const ShownPtr& shown);

}  // namespace jim::api::watch
