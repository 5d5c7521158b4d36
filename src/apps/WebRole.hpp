#pragma once

#include "api/Api.hpp"
#include "apps/HandlerPool.hpp"
#include "apps/ServiceParts.hpp"
#include "runs/executor/QueuedRunControl.hpp"
#include "transport/http/Server.hpp"

#include <functional>
#include <memory>
#include <thread>

namespace jim::apps {

/// Answers requests: the REST interface with its threads.
class WebRole {
public:
    /// `wakeWorkers` is called when a run was queued; must not block.
    WebRole(const ServiceParts& parts, std::function<void()> wakeWorkers);
    /// Answers what waits, stops, and writes down when keys were used.
    ~WebRole();
    WebRole(const WebRole&) = delete;
    WebRole& operator=(const WebRole&) = delete;

    /// Takes the address; what comes is answered from `start` on.
    [[nodiscard]] base::Status listen() { return server_.listen(); }
    void start();
    [[nodiscard]] std::uint16_t port() const { return server_.port(); }

private:
    void keepKeyUses();

    const ServiceParts parts_;
    runs::executor::QueuedRunControl runs_;
    api::Api api_;
    transport::http::Server server_;
    std::unique_ptr<HandlerPool> handlers_;
    std::jthread watchers_;
    std::jthread upkeep_;
    std::jthread http_;
};

}  // namespace jim::apps
