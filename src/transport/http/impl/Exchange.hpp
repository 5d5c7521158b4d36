#pragma once

#include "transport/http/Message.hpp"

#include <functional>
#include <mutex>
#include <optional>

namespace jim::transport::http::impl {

/// Where a responder, on any thread, leaves its answer for the connection that waits for it.
/// Thread-safe. After `detach` nothing of the connection is touched any more, so a responder may
/// outlive connection and server.
class Exchange {
public:
    /// `wake` is called with every change, under the lock, and must only post.
    explicit Exchange(std::function<void()> wake) : wake_(std::move(wake)) {}

    void answer(Response response);
    void abandon();
    [[nodiscard]] bool wanted() const;

    [[nodiscard]] bool settled() const;
    [[nodiscard]] std::optional<Response> takeAnswer();
    void detach();

private:
    mutable std::mutex mutex_;
    std::function<void()> wake_;
    std::optional<Response> answer_;
    bool settled_ = false;
};

}  // namespace jim::transport::http::impl
