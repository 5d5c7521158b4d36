#pragma once

#include "foundation/base/Clock.hpp"
#include "transport/http/Server.hpp"
#include "transport/http/impl/HostList.hpp"
#include "transport/http/impl/Live.hpp"

#include <atomic>
#include <functional>
#include <memory>
#include <string_view>

namespace jim::transport::http::impl {

/// What all connections of a server share. Outlives them.
struct Service {
    ServerOptions options;
    Handler handler;
    const base::Clock& clock;
    HostList hosts;
    std::atomic<bool> stopping{false};

    /// The listener knows who lives: told when a long answer takes a connection's socket over, and
    /// when it has ended. Any thread.
    std::function<void(std::shared_ptr<Live>)> began{};
    std::function<void(std::shared_ptr<Live>)> ended{};

    void report(std::string_view text) const {
        if (options.report) options.report(text);
    }
};

}  // namespace jim::transport::http::impl
