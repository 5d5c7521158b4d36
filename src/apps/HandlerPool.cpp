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

bool HandlerPool::enqueue(Job& job) {
    const std::scoped_lock lock{mutex_};
    if (jobs_.size() >= kLongestQueue) return false;
    jobs_.push_back(std::move(job));
    ready_.notify_one();
    return true;
}

void HandlerPool::submit(std::function<void()> work) {
    Job job{std::move(work)};
    (void)enqueue(job);
}

void HandlerPool::submit(transport::http::Request&& request, transport::http::Responder respond) {
    Job job{Request{std::move(request), std::move(respond)}};
    if (enqueue(job)) return;
    transport::http::Response busy;
    busy.status = 503;
    busy.contentType = "application/json";
    busy.headers.emplace_back("Retry-After", "5");
    busy.body =
        R"({"code":"SERVICE_UNAVAILABLE","message":"The server is busy. Try again in a few seconds.",)"
        R"("details":null,"validationErrors":null})";
    std::get<Request>(job).respond(std::move(busy));
}

void HandlerPool::work(const std::stop_token& stop) {
    while (true) {
        std::unique_lock lock{mutex_};
        if (!ready_.wait(lock, stop, [&] { return !jobs_.empty(); })) return;
        Job job = std::move(jobs_.front());
        jobs_.pop_front();
        lock.unlock();
        if (auto* request = std::get_if<Request>(&job))
            api_.handle(std::move(request->request), std::move(request->respond));
        else
            std::get<std::function<void()>>(job)();
    }
}

}  // namespace jim::apps
