#pragma once

#include "api/Api.hpp"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

namespace jim::apps {

/// Runs API operations beside the HTTP thread. The queue is bounded: what does not fit is answered
/// with 503 at once. Thread-safe.
class HandlerPool {
public:
    HandlerPool(api::Api& api, std::size_t threads);
    ~HandlerPool();
    HandlerPool(const HandlerPool&) = delete;
    HandlerPool& operator=(const HandlerPool&) = delete;

    void submit(transport::http::Request&& request, transport::http::Responder respond);

private:
    struct Job {
        transport::http::Request request;
        transport::http::Responder respond;
    };

    void work(const std::stop_token& stop);

    api::Api& api_;
    std::mutex mutex_;
    std::condition_variable_any ready_;
    std::deque<Job> jobs_;
    std::vector<std::jthread> threads_;
};

}  // namespace jim::apps
