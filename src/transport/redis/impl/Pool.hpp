#pragma once

#include "transport/redis/CircuitBreaker.hpp"
#include "transport/redis/Client.hpp"
#include "transport/redis/impl/Connection.hpp"

#include <atomic>
#include <deque>
#include <memory>
#include <random>
#include <vector>

namespace jim::transport::redis::impl {

/// Commands on their way, as bytes.
struct Request {
    std::string bytes;
    std::size_t replies = 0;
    Moment deadline{0};
    Completion done;
};

/// What of Counters is counted here; read from any thread.
struct Tally {
    std::atomic<std::uint64_t> commands{0};
    std::atomic<std::uint64_t> failures{0};
    std::atomic<std::uint64_t> timeouts{0};
    std::atomic<std::uint64_t> connections{0};
    std::atomic<std::uint64_t> messages{0};
};

/// The connections of a client: keeps them, shares requests out to them, and judges by them whether
/// Redis is there. All on the strand.
class Pool {
public:
    Pool(Shared& shared, const Strand& strand, Tally& tally,
         std::function<void(const Status&)> changed, std::function<void()> checked);

    void start();
    void stop();
    void submit(Request request);
    void subscribe(std::string channel, Pushes pushes);
    void pingSubscription(Completion done);

private:
    /// A place for a connection, which is made anew whenever it has ended.
    struct Link {
        Link(const Strand& strand, std::chrono::milliseconds patience)
            : pause(strand), names(strand, patience) {}

        Timer pause;
        NameLookup names;
        std::shared_ptr<Connection> connection;  ///< While it is open and serves.
        std::shared_ptr<Connection> opening;
        bool subscriber = false;
    };

    [[nodiscard]] Task<void> keep(Link& link);
    [[nodiscard]] Task<void> serve(Link& link, std::shared_ptr<Connection> connection);
    [[nodiscard]] Task<Failure> reach(Link& link, Connection& connection);
    [[nodiscard]] Task<MasterAnswer> findMaster(Link& link);
    [[nodiscard]] Task<void> pause(Link& link, Moment time);
    [[nodiscard]] Task<void> checkRegularly();
    void checkRole();
    [[nodiscard]] Connection* leastBusy();
    void sendWaiting();
    void failWaiting(const Failure& why);
    void closeAll(const Failure& why);
    void closeLater(const Failure& why);
    void failed(const Failure& why);
    void judge();
    void watchDeadlines();
    void expire();
    [[nodiscard]] Moment now() const { return shared_.clock.steady(); }

    Shared& shared_;
    Strand strand_;
    Tally& tally_;
    std::function<void(const Status&)> changed_;
    std::function<void()> checked_;
    CircuitBreaker breaker_;
    std::minstd_rand random_;
    std::vector<std::unique_ptr<Link>> links_;  ///< For commands, then the subscriber's.
    Link* subscriber_ = nullptr;
    std::string channel_;
    Pushes pushes_;
    std::deque<Request> waiting_;
    Timer deadlines_;
    Timer checks_;
    bool watching_ = false;
    bool stopping_ = false;
    std::size_t nextSentinel_ = 0;
    Status status_;
    Failure lastFailure_;
};

}  // namespace jim::transport::redis::impl
