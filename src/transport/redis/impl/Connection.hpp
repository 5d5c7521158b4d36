#pragma once

#include "foundation/base/Clock.hpp"
#include "transport/redis/Command.hpp"
#include "transport/redis/impl/Handshake.hpp"
#include "transport/redis/impl/ReplyQueue.hpp"
#include "transport/redis/impl/ReplyReader.hpp"
#include "transport/redis/impl/Stream.hpp"

#include <array>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace jim::transport::redis::impl {

/// What the connections of a client share. Outlives them.
struct Shared {
    Options options;
    const base::Clock& clock;
    std::shared_ptr<asio::ssl::context> tls;
};

/// What a subscriber's connection gives on. Called on the strand.
struct Pushes {
    std::function<void()> subscribed;
    std::function<void(std::string)> message;
};

/// One connection to a Redis (or sentinel), from its beginning to its end. On the strand.
class Connection : public std::enable_shared_from_this<Connection> {
public:
    Connection(const Shared& shared, const Strand& strand);

    /// Connects and greets within the options' time; Trouble::None when it may be used.
    [[nodiscard]] Task<Failure> open(Address address, NameLookup& names);

    /// Asks a sentinel where the master is, within the same time. Nothing follows.
    [[nodiscard]] Task<MasterAnswer> consult(Address sentinel, NameLookup& names);

    /// Reads until it ends, and says why. What still waits is told.
    [[nodiscard]] Task<Failure> serve();

    /// Sends commands together.
    void send(std::string bytes, std::size_t replies, Moment deadline, Completion done);

    /// From now on what comes is pushes, beside the replies to PING.
    void subscribe(std::string_view channel, Pushes pushes);
    /// Asks whether it still lives, and closes it when it does not. `done` may be empty.
    void ping(Completion done);

    /// How many answers are late now; the connection ends when the first has been for too long.
    std::size_t expire();
    [[nodiscard]] std::size_t outstanding() const { return queue_.size(); }
    /// Whether anything came since this was last asked.
    [[nodiscard]] bool spoke() { return std::exchange(spoke_, false); }

    void close(Failure why);

private:
    [[nodiscard]] Task<void> writeAll(std::shared_ptr<Connection> self);
    [[nodiscard]] Task<Failure> connect(Address address, NameLookup& names);
    [[nodiscard]] Task<Failure> greet();
    [[nodiscard]] Task<std::vector<Reply>> ask(std::vector<Command> commands);
    [[nodiscard]] Failure silent() const;
    bool takeReply(Reply reply);
    void takePush(Reply push);
    bool readReplies();
    void wait(std::chrono::milliseconds patience);

    const Shared& shared_;
    Strand strand_;
    Stream stream_;
    Timer deadline_;
    ReplyReader reader_;
    ReplyQueue queue_;
    std::optional<Pushes> pushes_;
    std::string waiting_;  ///< Bytes for the next write.
    bool writing_ = false;
    bool spoke_ = false;
    bool closed_ = false;
    Failure failure_;
    std::array<char, 16 * 1024> buffer_{};
};

}  // namespace jim::transport::redis::impl
