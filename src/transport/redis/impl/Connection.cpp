#include "transport/redis/impl/Connection.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <fmt/format.h>

namespace jim::transport::redis::impl {
namespace {

std::string encodeAll(std::span<const Command> commands) {
    std::string bytes;
    for (const auto& command : commands) command.appendTo(bytes);
    return bytes;
}

Failure lost() {
    return {Trouble::Unreachable, "The connection to Redis was lost."};
}

}  // namespace

Connection::Connection(const Shared& shared, const Strand& strand)
    : shared_(shared),
      strand_(strand),
      stream_(strand),
      deadline_(strand),
      reader_(shared.options.maxReplyBytes) {}

Failure Connection::silent() const {
    return {Trouble::Silent, fmt::format("Redis does not answer within {} ms.",
                                         shared_.options.commandTime.count())};
}

void Connection::wait(std::chrono::milliseconds patience) {
    deadline_.expires_after(patience);
    deadline_.async_wait([weak = weak_from_this()](const error_code& cancelled) {
        const auto self = weak.lock();
        if (!cancelled && self)
            self->close({Trouble::Silent, "Redis does not answer in time while connecting."});
    });
}

Task<Failure> Connection::open(Address address, NameLookup& names) {
    wait(shared_.options.connectTime);
    auto failure = co_await connect(std::move(address), names);
    if (failure.trouble == Trouble::None) failure = co_await greet();
    deadline_.cancel();
    if (failure.trouble != Trouble::None) close(failure);
    co_return failure_;
}

Task<Failure> Connection::connect(Address address, NameLookup& names) {
    const auto& options = shared_.options;
    if (options.unixSocket.empty())
        co_return co_await stream_.connect(std::move(address), names, shared_.tls.get());
    co_return co_await stream_.connect(options.unixSocket);
}

Task<Failure> Connection::greet() {
    if (closed_) co_return failure_;
    const auto replies = co_await ask(greeting(shared_.options));
    if (replies.empty()) co_return failure_;
    co_return judgeGreeting(shared_.options, replies);
}

Task<MasterAnswer> Connection::consult(Address sentinel, NameLookup& names) {
    wait(shared_.options.connectTime);
    MasterAnswer answer;
    answer.failure = co_await connect(std::move(sentinel), names);
    if (answer.failure.trouble == Trouble::None && !closed_) {
        const auto replies = co_await ask(sentinelQuestion(shared_.options));
        if (!replies.empty()) answer = judgeSentinel(shared_.options, replies);
    }
    deadline_.cancel();
    if (closed_) answer.failure = failure_;
    close(answer.failure);
    co_return answer;
}

Task<std::vector<Reply>> Connection::ask(std::vector<Command> commands) {
    const auto bytes = encodeAll(commands);
    std::vector<Reply> replies;
    const bool sent = co_await stream_.write(asio::buffer(bytes));
    if (!sent && !closed_) close(lost());
    while (!closed_ && replies.size() < commands.size()) {
        const auto count = co_await stream_.read(asio::buffer(buffer_));
        if (count == 0 && !closed_) close(lost());
        reader_.feed({buffer_.data(), count});
        while (auto reply = reader_.next()) replies.push_back(std::move(*reply));
        if (reader_.broken() && !closed_)
            close({Trouble::Protocol, "What answers at the address of Redis is no Redis."});
    }
    if (closed_) replies.clear();
    co_return replies;
}

Task<Failure> Connection::serve() {
    const auto self = shared_from_this();
    while (!closed_) {
        const auto count = co_await stream_.read(asio::buffer(buffer_));
        if (count == 0) close(lost());
        reader_.feed({buffer_.data(), count});
        if (!closed_ && !readReplies())
            close({Trouble::Protocol, "Redis sent what is no reply, or one that is too large."});
    }
    co_return failure_;
}

bool Connection::readReplies() {
    while (auto reply = reader_.next())
        if (!takeReply(std::move(*reply))) return false;
    return !reader_.broken();
}

bool Connection::takeReply(Reply reply) {
    if (pushes_ && reply.isError()) close(failureOf(reply.text));
    if (closed_) return true;
    spoke_ = true;
    const bool push = pushes_ && reply.isArray() && !reply.elements.empty() &&
                      reply.elements.front().text != "pong";
    if (!push) return queue_.take(std::move(reply));
    takePush(std::move(reply));
    return true;
}

void Connection::takePush(Reply push) {
    const auto& kind = push.elements.front().text;
    if (kind == "subscribe") pushes_->subscribed();
    if (kind == "message" && push.elements.size() == 3)
        pushes_->message(std::move(push.elements[2].text));
}

void Connection::send(std::string bytes, std::size_t replies, Moment deadline, Completion done) {
    if (closed_) return done(base::fail(toError(failure_)));
    queue_.expect(replies, deadline, std::move(done));
    if (waiting_.empty())
        waiting_ = std::move(bytes);
    else
        waiting_ += bytes;
    if (writing_) return;
    writing_ = true;
    asio::co_spawn(strand_, writeAll(shared_from_this()), asio::detached);
}

/// Keeps itself: whoever has the connection may let it go before this begins.
Task<void> Connection::writeAll(std::shared_ptr<Connection> self) {
    while (!closed_ && !waiting_.empty()) {
        const auto bytes = std::exchange(waiting_, {});
        const bool sent = co_await stream_.write(asio::buffer(bytes));
        if (!sent) close(lost());
    }
    self->writing_ = false;
}

void Connection::subscribe(std::string_view channel, Pushes pushes) {
    pushes_ = std::move(pushes);
    waiting_ += Command{"SUBSCRIBE", channel}.encode();
    ping({});
}

void Connection::ping(Completion done) {
    const auto deadline = shared_.clock.steady() + shared_.options.commandTime;
    if (!done) done = [](const base::Result<std::vector<Reply>>&) {};
    send(Command{"PING"}.encode(), 1, deadline, std::move(done));
}

std::size_t Connection::expire() {
    const auto now = shared_.clock.steady();
    const auto late = queue_.expire(now, silent());
    const auto since = queue_.silentSince();
    if (since && now - *since >= shared_.options.commandTime) close(silent());
    return late;
}

void Connection::close(Failure why) {
    if (closed_) return;
    closed_ = true;
    failure_ = std::move(why);
    stream_.close();
    queue_.failAll(failure_);
}

}  // namespace jim::transport::redis::impl
