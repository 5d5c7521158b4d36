#include "transport/redis/impl/Pool.hpp"

#include "foundation/base/Random.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>

#include <algorithm>
#include <utility>

namespace jim::transport::redis::impl {
namespace {

using namespace std::chrono_literals;

/// How often deadlines are looked at while somebody waits.
constexpr auto kTick = 20ms;
/// After an open connection broke, and while another link tries.
constexpr Moment kShortPause = 20ms;

std::uint32_t seed() {
    std::array<std::uint8_t, 4> bytes{};
    base::randomBytes(bytes);
    return static_cast<std::uint32_t>(bytes[0]) << 24U |
           static_cast<std::uint32_t>(bytes[1]) << 16U |
           static_cast<std::uint32_t>(bytes[2]) << 8U | bytes[3];
}

Failure stopped() {
    return {Trouble::Unreachable, "The connection to Redis is closed: the server stops."};
}

}  // namespace

Pool::Pool(Shared& shared, const Strand& strand, Tally& tally,
           std::function<void(const Status&)> changed, std::function<void()> checked)
    : shared_(shared),
      strand_(strand),
      tally_(tally),
      changed_(std::move(changed)),
      checked_(std::move(checked)),
      random_(seed()),
      deadlines_(strand),
      checks_(strand) {}

void Pool::start() {
    for (std::size_t i = 0; i < shared_.options.connections; ++i) {
        links_.push_back(std::make_unique<Link>(strand_, shared_.options.connectTime));
        asio::co_spawn(strand_, keep(*links_.back()), asio::detached);
    }
    asio::co_spawn(strand_, checkRegularly(), asio::detached);
}

void Pool::stop() {
    stopping_ = true;
    checks_.cancel();
    deadlines_.cancel();
    for (const auto& link : links_) {
        link->pause.cancel();
        if (link->opening) link->opening->close(stopped());
    }
    closeAll(stopped());
    failWaiting(stopped());
}

void Pool::subscribe(std::string channel, Pushes pushes) {
    if (subscriber_ != nullptr || stopping_) return;
    channel_ = std::move(channel);
    pushes_ = std::move(pushes);
    links_.push_back(std::make_unique<Link>(strand_, shared_.options.connectTime));
    subscriber_ = links_.back().get();
    subscriber_->subscriber = true;
    asio::co_spawn(strand_, keep(*subscriber_), asio::detached);
}

Task<void> Pool::keep(Link& link) {
    while (!stopping_) {
        if (!breaker_.mayTry(now())) {
            co_await pause(link, std::max(breaker_.nextTry() - now(), kShortPause));
            continue;
        }
        link.opening = std::make_shared<Connection>(shared_, strand_);
        const auto failure = co_await reach(link, *link.opening);
        auto connection = std::exchange(link.opening, nullptr);
        if (stopping_) co_return;
        if (failure.trouble == Trouble::None)
            co_await serve(link, std::move(connection));
        else
            failed(failure);
    }
}

Task<void> Pool::serve(Link& link, std::shared_ptr<Connection> connection) {
    link.connection = connection;
    breaker_.succeeded();
    ++tally_.connections;
    for (const auto& other : links_)
        if (other.get() != &link) other->pause.cancel();
    if (link.subscriber)
        connection->subscribe(channel_, pushes_);
    else
        sendWaiting();
    judge();
    watchDeadlines();
    lastFailure_ = co_await connection->serve();
    link.connection.reset();
    // One that keeps breaking right after its greeting must not keep us busy.
    if (!stopping_) co_await pause(link, kShortPause);
}

Task<Failure> Pool::reach(Link& link, Connection& connection) {
    auto address = shared_.options.address;
    if (!shared_.options.sentinels.empty()) {
        auto answer = co_await findMaster(link);
        if (answer.failure.trouble != Trouble::None) co_return answer.failure;
        address = std::move(answer.address);
    }
    co_return co_await connection.open(std::move(address), link.names);
}

/// Asks one sentinel after the other, beginning with the one that answered last.
Task<MasterAnswer> Pool::findMaster(Link& link) {
    const auto& sentinels = shared_.options.sentinels;
    MasterAnswer answer;
    for (std::size_t i = 0; i < sentinels.size() && !stopping_; ++i) {
        const auto asked = nextSentinel_ % sentinels.size();
        const auto connection = std::make_shared<Connection>(shared_, strand_);
        answer = co_await connection->consult(sentinels[asked], link.names);
        if (answer.failure.trouble == Trouble::None) break;
        nextSentinel_ = asked + 1;
        if (answer.failure.trouble != Trouble::NoMaster)
            answer.failure = {Trouble::NoMaster, "No sentinel can be asked where the master is: " +
                                                     answer.failure.message};
    }
    co_return answer;
}

Task<void> Pool::pause(Link& link, Moment time) {
    link.pause.expires_after(time);
    (void)co_await link.pause.async_wait(kAwait);
}

/// Whether what nobody asks anything just now still lives, and is still the master.
Task<void> Pool::checkRegularly() {
    while (!stopping_) {
        checks_.expires_after(shared_.options.checkTime);
        (void)co_await checks_.async_wait(kAwait);
        if (stopping_) co_return;
        if (subscriber_ != nullptr && subscriber_->connection) subscriber_->connection->ping({});
        checkRole();
        watchDeadlines();
        checked_();
    }
}

void Pool::checkRole() {
    auto* connection = leastBusy();
    if (connection == nullptr) return;
    connection->send(roleQuestion().encode(), 1, now() + shared_.options.commandTime,
                     [this](const base::Result<std::vector<Reply>>& replies) {
                         if (!replies) return;
                         const auto failure = judgeRole(replies->front());
                         if (failure.trouble != Trouble::None) closeLater(failure);
                     });
}

/// Not from within one of the connections.
void Pool::closeLater(const Failure& why) {
    asio::post(strand_, [this, why] { closeAll(why); });
}

Connection* Pool::leastBusy() {
    Connection* best = nullptr;
    for (const auto& link : links_)
        if (link->connection && !link->subscriber &&
            (best == nullptr || link->connection->outstanding() < best->outstanding()))
            best = link->connection.get();
    return best;
}

void Pool::submit(Request request) {
    ++tally_.commands;
    if (stopping_ || breaker_.state() != CircuitBreaker::State::Closed) {
        ++tally_.failures;
        return request.done(base::fail(toError(stopping_ ? stopped() : status_.failure)));
    }
    auto* connection = leastBusy();
    const auto busy = connection == nullptr ? waiting_.size() : connection->outstanding();
    if (busy >= shared_.options.maxWaiting) {
        ++tally_.failures;
        return request.done(
            base::fail(toError({Trouble::Refused, "Too many calls of Redis wait already."})));
    }
    if (connection == nullptr)
        waiting_.push_back(std::move(request));
    else
        connection->send(std::move(request.bytes), request.replies, request.deadline,
                         std::move(request.done));
    watchDeadlines();
}

void Pool::pingSubscription(Completion done) {
    if (subscriber_ == nullptr || !subscriber_->connection)
        return done(base::fail(toError({Trouble::Unreachable, "There is no subscription."})));
    subscriber_->connection->ping(std::move(done));
    watchDeadlines();
}

void Pool::sendWaiting() {
    while (!waiting_.empty()) {
        auto request = std::move(waiting_.front());
        waiting_.pop_front();
        leastBusy()->send(std::move(request.bytes), request.replies, request.deadline,
                          std::move(request.done));
    }
}

void Pool::failWaiting(const Failure& why) {
    const auto all = std::exchange(waiting_, {});
    tally_.failures += all.size();
    for (const auto& request : all) request.done(base::fail(toError(why)));
}

void Pool::closeAll(const Failure& why) {
    for (const auto& link : links_)
        if (link->connection) link->connection->close(why);
}

void Pool::failed(const Failure& why) {
    lastFailure_ = why;
    const double chance = static_cast<double>(random_() - std::minstd_rand::min()) /
                          static_cast<double>(std::minstd_rand::max() - std::minstd_rand::min());
    breaker_.failed(now(), chance);
    judge();
}

/// Works out whether Redis is there, and tells of a change.
void Pool::judge() {
    const bool closed = breaker_.state() == CircuitBreaker::State::Closed;
    Status next = status_;
    if (!closed)
        next = {State::Down, lastFailure_};
    else if (leastBusy() != nullptr)
        next = {State::Up, {}};
    const bool isNew =
        next.state != status_.state || next.failure.trouble != status_.failure.trouble;
    status_ = std::move(next);
    if (!closed) {
        failWaiting(status_.failure);
        closeAll(status_.failure);
    }
    if (isNew) changed_(status_);
}

void Pool::watchDeadlines() {
    if (watching_ || stopping_) return;
    watching_ = true;
    deadlines_.expires_after(kTick);
    deadlines_.async_wait([this](const error_code& cancelled) {
        watching_ = false;
        if (!cancelled) expire();
    });
}

void Pool::expire() {
    bool more = false;
    bool spoke = false;
    std::size_t late = 0;
    const Failure silent{Trouble::Silent, "Redis does not answer in time."};
    while (!waiting_.empty() && waiting_.front().deadline <= now()) {
        auto request = std::move(waiting_.front());
        waiting_.pop_front();
        const auto& why = lastFailure_.trouble == Trouble::None ? silent : lastFailure_;
        request.done(base::fail(toError(why)));
        ++late;
    }
    for (const auto& link : links_) {
        if (!link->connection) continue;
        late += link->connection->expire();
        spoke = link->connection->spoke() || spoke;
        more = more || link->connection->outstanding() > 0;
    }
    tally_.timeouts += late;
    tally_.failures += late;
    if (late > 0)
        failed(silent);
    else if (spoke && breaker_.state() == CircuitBreaker::State::Closed)
        breaker_.succeeded();
    if (more || !waiting_.empty()) watchDeadlines();
}

}  // namespace jim::transport::redis::impl
