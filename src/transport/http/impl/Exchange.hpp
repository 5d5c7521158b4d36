#pragma once

#include "transport/http/Conversation.hpp"
#include "transport/http/Responder.hpp"

#include <functional>
#include <memory>
#include <mutex>
#include <variant>

namespace jim::transport::http::impl {

using Answer = std::variant<Response, StreamedResponse, Conversation>;

/// Where a responder, on any thread, leaves its answer for the connection that waits for it.
/// Thread-safe. After `detach`, which the one who waits calls before it ends, nothing of it is
/// touched any more, so responders and wakers may outlive connection and server.
class Exchange {
public:
    /// `wake` is called with every change, under the lock, and must only post.
    explicit Exchange(std::function<void()> wake) : wake_(std::move(wake)) {}

    void answer(Answer answer);
    void abandon();
    void wake();
    [[nodiscard]] bool wanted() const;

    [[nodiscard]] bool settled() const;
    /// Null when there is none.
    [[nodiscard]] std::unique_ptr<Answer> takeAnswer();

    /// Another part of the server waits from now on.
    void attach(std::function<void()> wake);
    void detach();

private:
    mutable std::mutex mutex_;
    std::function<void()> wake_;
    std::unique_ptr<Answer> answer_;  ///< Apart: it is large, and soon taken.
    bool settled_ = false;
};

}  // namespace jim::transport::http::impl
