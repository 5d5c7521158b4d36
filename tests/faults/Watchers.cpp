#include "faults/Watchers.hpp"

#include "scenarios/JimProcess.hpp"
#include "transport/http/Client.hpp"

namespace jim::faults {
namespace {

namespace json = boost::json;
using transport::http::Client;
using transport::http::Method;

bool isTerminal(const transport::http::Response& response) {
    boost::system::error_code ignored;
    const auto body = json::parse(response.body, ignored);
    const auto* object = body.if_object();
    const auto* terminal = object == nullptr ? nullptr : object->if_contains("terminal");
    return terminal != nullptr && terminal->is_bool() && terminal->get_bool();
}

}  // namespace

void Watchers::watch(std::vector<std::string> activities) {
    threads_.emplace_back([this, web = threads_.size(), all = std::move(activities)](
                              const std::stop_token& stop) { follow(web, all, stop); });
}

std::size_t Watchers::ends() {
    for (auto& thread : threads_) thread.join();
    threads_.clear();
    return ends_;
}

void Watchers::follow(std::size_t web, const std::vector<std::string>& activities,
                      const std::stop_token& stop) {
    for (const auto& activity : activities) {
        std::string etag;
        while (!stop.stop_requested()) {
            Client client{url_(web)};
            client.whileWaiting([&] { return !stop.stop_requested(); });
            const auto answer =
                client.send(Method::Get, "/api/v1/activities/" + activity + "/progress",
                            {{"X-API-Key", key_}, {"If-None-Match", etag}, {"Prefer", "wait=2"}});
            if (!answer || answer->status >= 500) {
                ++web;  // Where the other one is.
                continue;
            }
            etag = answer->findHeader("ETag").value_or("");
            if (answer->status != 200 || !isTerminal(*answer)) continue;
            ++ends_;
            break;
        }
    }
}

}  // namespace jim::faults
