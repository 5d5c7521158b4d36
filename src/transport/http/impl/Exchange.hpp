#pragma once

#include "transport/http/Responder.hpp"

#include <functional>
#include <mutex>
#include <optional>
#include <variant>

namespace jim::transport::http::impl {

using Answer = std::variant<Response, StreamedResponse>;

/// Where a responder, on any thread, leaves its answer for the connection that waits for it.
/// Thread-safe. After `detach` nothing of the connection is touched any more, so responders and
/// wakers may outlive connection and server.
class Exchange {
public:
    /// `wake` is called with every change, under the lock, and must only post.
    explicit Exchange(std::function<void()> wake) : wake_(std::move(wake)) {}

    void answer(Answer answer);
    void abandon();
    void wake();
    [[nodiscard]] bool wanted() const;

    [[nodiscard]] bool settled() const;
    [[nodiscard]] std::optional<Answer> takeAnswer();
    void detach();

private:
    mutable std::mutex mutex_;
    std::function<void()> wake_;
    std::optional<Answer> answer_;
    bool settled_ = false;
};

}  // namespace jim::transport::http::impl
