#pragma once

#include "transport/http/Message.hpp"

#include <memory>

namespace jim::transport::http {

namespace impl {
class Exchange;
}

/// The right to answer one request: call it once, now or later, from any thread. The answer of a
/// request whose client has gone, whose time is up or whose server has ended is dropped quietly.
/// Destroyed without an answer, it answers 500, so that no client waits for nothing.
class Responder {
public:
    explicit Responder(std::shared_ptr<impl::Exchange> exchange);
    Responder(Responder&&) noexcept = default;
    Responder& operator=(Responder&&) noexcept;
    Responder(const Responder&) = delete;
    Responder& operator=(const Responder&) = delete;
    ~Responder();

    void operator()(Response response);

    /// False when nobody waits for the answer any more: long work may as well stop.
    [[nodiscard]] bool wanted() const;

private:
    void giveUp();

    std::shared_ptr<impl::Exchange> exchange_;
};

}  // namespace jim::transport::http
