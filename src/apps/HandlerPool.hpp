#pragma once

#include "api/Api.hpp"

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <variant>
#include <vector>

namespace jim::apps {

/// Runs API operations beside the HTTP thread. The queue is bounded: what does not fit is answered
/// with 503 at once. It ends when all that it took is done. Thread-safe.
class HandlerPool {
public:
    HandlerPool(api::Api& api, std::size_t threads);
    ~HandlerPool();
    HandlerPool(const HandlerPool&) = delete;
    HandlerPool& operator=(const HandlerPool&) = delete;

    void submit(transport::http::Request&& request, transport::http::Responder respond);

    /// Other work that may wait. Dropped when the queue is full.
    void submit(std::function<void()> work);

private:
    struct Request {
        transport::http::Request request;
        transport::http::Responder respond;
    };
    using Job = std::variant<Request, std::function<void()>>;

    [[nodiscard]] bool enqueue(Job& job);

    void work(const std::stop_token& stop);

    api::Api& api_;
    std::mutex mutex_;
    std::condition_variable_any ready_;
    std::deque<Job> jobs_;
    std::vector<std::jthread> threads_;
};

}  // namespace jim::apps
