#include "apps/HandlerPool.hpp"

#include "apps/Threads.hpp"

#include <fmt/format.h>

namespace jim::apps {
namespace {

constexpr std::size_t kLongestQueue = 2'000;

}  // namespace

HandlerPool::HandlerPool(api::Api& api, std::size_t threads) : api_(api) {
    for (std::size_t i = 1; i <= threads; ++i)
        threads_.push_back(startThread(fmt::format("web-{}", i).c_str(),
                                       [this](const std::stop_token& stop) { work(stop); }));
}

HandlerPool::~HandlerPool() {
    for (auto& thread : threads_) thread.request_stop();
    threads_.clear();
}

void HandlerPool::submit(transport::http::Request&& request, transport::http::Responder respond) {
    {
        const std::scoped_lock lock{mutex_};
        if (jobs_.size() < kLongestQueue) {
            jobs_.push_back({std::move(request), std::move(respond)});
            ready_.notify_one();
            return;
        }
    }
    transport::http::Response busy;
    busy.status = 503;
    busy.contentType = "application/json";
    busy.headers.emplace_back("Retry-After", "5");
    busy.body =
        R"({"code":"SERVICE_UNAVAILABLE","message":"The server is busy. Try again in a few seconds.",)"
        R"("details":null,"validationErrors":null})";
    std::move(respond)(std::move(busy));
}

void HandlerPool::work(const std::stop_token& stop) {
    while (true) {
        std::unique_lock lock{mutex_};
        if (!ready_.wait(lock, stop, [&] { return !jobs_.empty(); })) return;
        Job job = std::move(jobs_.front());
        jobs_.pop_front();
        lock.unlock();
        api_.handle(std::move(job.request), std::move(job.respond));
    }
}

}  // namespace jim::apps
