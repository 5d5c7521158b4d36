#include "transport/http/Responder.hpp"

#include "foundation/base/Ensure.hpp"
#include "transport/http/impl/Exchange.hpp"

#include <utility>

namespace jim::transport::http {

namespace impl {

void Exchange::answer(Answer answer) {
    const std::lock_guard lock{mutex_};
    base::ensure(!settled_, "a request is answered once");
    settled_ = true;
    if (!wake_) return;
    answer_ = std::make_unique<Answer>(std::move(answer));
    wake_();
}

void Exchange::attach(std::function<void()> wake) {
    const std::lock_guard lock{mutex_};
    if (wake_) wake_ = std::move(wake);
}

void Exchange::wake() {
    const std::lock_guard lock{mutex_};
    if (wake_) wake_();
}

void Exchange::abandon() {
    const std::lock_guard lock{mutex_};
    settled_ = true;
    if (wake_) wake_();
}

bool Exchange::wanted() const {
    const std::lock_guard lock{mutex_};
    return static_cast<bool>(wake_);
}

bool Exchange::settled() const {
    const std::lock_guard lock{mutex_};
    return settled_;
}

std::unique_ptr<Answer> Exchange::takeAnswer() {
    const std::lock_guard lock{mutex_};
    return std::move(answer_);
}

void Exchange::detach() {
    // An answer that comes too late is destroyed without the lock: what it owns may call back.
    std::unique_ptr<Answer> late;
    const std::lock_guard lock{mutex_};
    wake_ = nullptr;
    late.swap(answer_);
}

}  // namespace impl

void Waker::operator()() const {
    exchange_->wake();
}

bool Waker::wanted() const {
    return exchange_->wanted();
}

Responder::Responder(std::shared_ptr<impl::Exchange> exchange) : exchange_(std::move(exchange)) {}

Responder& Responder::operator=(Responder&& other) noexcept {
    if (this != &other) {
        giveUp();
        exchange_ = std::move(other.exchange_);
    }
    return *this;
}

Responder::~Responder() {
    giveUp();
}

void Responder::operator()(Response response) {
    base::ensure(exchange_ != nullptr, "a responder answers once");
    std::exchange(exchange_, nullptr)->answer(std::move(response));
}

Waker Responder::stream(StreamedResponse response) {
    base::ensure(exchange_ != nullptr, "a responder answers once");
    Waker waker{exchange_};
    std::exchange(exchange_, nullptr)->answer(std::move(response));
    return waker;
}

Waker Responder::converse(Conversation conversation) {
    base::ensure(exchange_ != nullptr, "a responder answers once");
    Waker waker{exchange_};
    std::exchange(exchange_, nullptr)->answer(std::move(conversation));
    return waker;
}

bool Responder::wanted() const {
    return exchange_ && exchange_->wanted();
}

void Responder::giveUp() {
    if (exchange_) std::exchange(exchange_, nullptr)->abandon();
}

}  // namespace jim::transport::http
