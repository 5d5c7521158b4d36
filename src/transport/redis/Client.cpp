#include "transport/redis/Client.hpp"

#include "transport/redis/impl/Pool.hpp"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>

#include <condition_variable>
#include <mutex>
#include <optional>
#include <utility>

namespace jim::transport::redis {

using namespace impl;

namespace {

/// Beyond the deadlines that the pool keeps: so long nobody waits for threads that do not run.
constexpr std::chrono::milliseconds kThreadsTime{500};

/// Where a call waits for its replies.
class Waiter {
public:
    void answer(base::Result<std::vector<Reply>> result) {
        const std::scoped_lock lock{mutex_};
        result_ = std::move(result);
        answered_.notify_all();
    }

    base::Result<std::vector<Reply>> wait(std::chrono::milliseconds atMost) {
        std::unique_lock lock{mutex_};
        if (!answered_.wait_for(lock, atMost, [this] { return result_.has_value(); }))
            return base::fail(toError({Trouble::Silent, "The client of Redis does not run."}));
        return std::move(*result_);
    }

private:
    std::mutex mutex_;
    std::condition_variable answered_;
    std::optional<base::Result<std::vector<Reply>>> result_;
};

}  // namespace

std::string_view toText(State state) {
    switch (state) {
        case State::Connecting:
            return "connecting";
        case State::Up:
            return "up";
        case State::Down:
            break;
    }
    return "down";
}

struct Client::Parts {
    Parts(Options options, const base::Clock& clock, std::shared_ptr<asio::ssl::context> tls)
        : shared{std::move(options), clock, std::move(tls)} {}

    void changed(const Status& next) {
        {
            const std::scoped_lock lock{mutex};
            status = next;
        }
        if (watcher) watcher(next);
    }

    Shared shared;
    Tally tally;
    std::function<void(const Status&)> watcher;
    std::function<void()> regular;
    mutable std::mutex mutex;  ///< Guards the status.
    Status status;
    std::atomic<bool> stopped{false};
    // Goes before everything above: coroutines that still wait touch it when they are destroyed.
    asio::io_context context;
    asio::executor_work_guard<asio::io_context::executor_type> work{context.get_executor()};
    Strand strand{context.get_executor()};
    Strand posts{context.get_executor()};
    std::unique_ptr<Pool> pool;  ///< Its timers and sockets are the context's.
};

base::Result<std::unique_ptr<Client>> Client::make(Options options, const base::Clock& clock) {
    JIM_ASSIGN(auto tls, makeTlsContext(options.tls));
    auto parts = std::make_unique<Parts>(std::move(options), clock, std::move(tls));
    return std::unique_ptr<Client>{new Client{std::move(parts)}};
}

Client::Client(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {
    parts_->pool = std::make_unique<Pool>(
        parts_->shared, parts_->strand, parts_->tally,
        [this](const Status& next) { parts_->changed(next); },
        [this] {
            if (parts_->regular) parts_->regular();
        });
    asio::post(parts_->strand, [this] { parts_->pool->start(); });
}

Client::~Client() = default;

void Client::watch(std::function<void(const Status&)> watcher) {
    parts_->watcher = std::move(watcher);
}

void Client::regularly(std::function<void()> call) {
    parts_->regular = std::move(call);
}

void Client::subscribe(std::string channel, std::function<void()> subscribed,
                       std::function<void(std::string)> message) {
    Pushes pushes{std::move(subscribed), [this, message = std::move(message)](std::string payload) {
                      ++parts_->tally.messages;
                      message(std::move(payload));
                  }};
    asio::post(parts_->strand,
               [this, channel = std::move(channel), pushes = std::move(pushes)]() mutable {
                   parts_->pool->subscribe(std::move(channel), std::move(pushes));
               });
}

void Client::run() {
    parts_->context.run();
}

void Client::stop() {
    parts_->stopped = true;
    asio::post(parts_->strand, [this] {
        parts_->pool->stop();
        // Not when all work has ended: a name may be looked up for a long time.
        parts_->context.stop();
    });
}

void Client::send(Pipeline commands, Completion done) {
    if (parts_->stopped)
        return done(
            base::fail(toError({Trouble::Unreachable, "The client of Redis has stopped."})));
    Request request{commands.take(), commands.count(), {}, std::move(done)};
    request.deadline = parts_->shared.clock.steady() + parts_->shared.options.commandTime;
    asio::post(parts_->strand, [this, request = std::move(request)]() mutable {
        parts_->pool->submit(std::move(request));
    });
}

base::Result<std::vector<Reply>> Client::execute(const std::vector<Command>& commands) {
    Pipeline pipeline{commands.size()};
    for (const auto& command : commands) pipeline.add(command);
    return execute(std::move(pipeline));
}

base::Result<std::vector<Reply>> Client::execute(Pipeline commands) {
    if (commands.count() == 0) return std::vector<Reply>{};
    const auto waiter = std::make_shared<Waiter>();
    send(std::move(commands),
         [waiter](base::Result<std::vector<Reply>> result) { waiter->answer(std::move(result)); });
    return waiter->wait(parts_->shared.options.commandTime + kThreadsTime);
}

base::Status Client::settle() {
    const auto waiter = std::make_shared<Waiter>();
    asio::post(parts_->strand, [this, waiter] {
        parts_->pool->pingSubscription([this, waiter](base::Result<std::vector<Reply>> result) {
            // What came before is given on by posts that stand before this one.
            post([waiter, result = std::move(result)]() mutable {
                waiter->answer(std::move(result));
            });
        });
    });
    JIM_TRY(waiter->wait(parts_->shared.options.commandTime + kThreadsTime));
    return {};
}

void Client::post(std::function<void()> work) {
    asio::post(parts_->posts, std::move(work));
}

const base::Clock& Client::clock() const {
    return parts_->shared.clock;
}

Status Client::status() const {
    const std::scoped_lock lock{parts_->mutex};
    return parts_->status;
}

Counters Client::counters() const {
    const auto& tally = parts_->tally;
    return {tally.commands, tally.failures, tally.timeouts, tally.connections, tally.messages};
}

}  // namespace jim::transport::redis
