#pragma once

#include "foundation/base/Clock.hpp"
#include "foundation/base/Result.hpp"
#include "transport/redis/Command.hpp"
#include "transport/redis/Failure.hpp"
#include "transport/redis/Options.hpp"
#include "transport/redis/Reply.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace jim::transport::redis {

/// Connecting: nobody knows yet. Down: calls fail at once, while it is looked for in the
/// background.
enum class State : std::uint8_t { Connecting, Up, Down };

[[nodiscard]] std::string_view toText(State state);

struct Status {
    State state = State::Connecting;
    Failure failure;  ///< While it is down.
};

struct Counters {
    std::uint64_t commands = 0;     ///< Sent or refused.
    std::uint64_t failures = 0;     ///< Of those, without an answer.
    std::uint64_t timeouts = 0;     ///< Of those, because the answer came late.
    std::uint64_t connections = 0;  ///< Made since the start.
    std::uint64_t messages = 0;     ///< Received by subscription.
};

/// A client of one Redis: a few connections for commands, which are pipelined, and one for a
/// subscription. It reconnects by itself; while Redis is away calls fail at once.
///
/// Thread-safe. It makes no threads: at least two call `run`, so that what `post` does may wait for
/// an answer. (Asio looks names up on a thread of its own.)
class Client {
public:
    /// Called with the replies of commands that were sent together, in their order, error replies
    /// among them; or with Unavailable.
    using Completion = std::function<void(base::Result<std::vector<Reply>>)>;

    /// InvalidInput: a file of the TLS options cannot be used. The clock outlives the client.
    [[nodiscard]] static base::Result<std::unique_ptr<Client>> make(Options options,
                                                                    const base::Clock& clock);
    ~Client();
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    /// Told of every change of the state, and of another trouble while it is down. By one thread
    /// at a time; it must not wait. Before `run`.
    void watch(std::function<void(const Status&)> watcher);

    /// Called after each Options::checkTime, by one thread at a time; it must not wait. Before
    /// `run`.
    void regularly(std::function<void()> call);

    /// Receives what is published on a channel: `subscribed` each time when that has begun (what
    /// was published before was missed), then each message. By one thread at a time; they must not
    /// wait. Once.
    void subscribe(std::string channel, std::function<void()> subscribed,
                   std::function<void(std::string)> message);

    /// Works until `stop`.
    void run();
    void stop();

    /// Sends commands together, and calls `done` once, on a thread that must not wait.
    void send(Pipeline commands, Completion done);

    /// Sends commands together, and waits for their replies, at most about Options::commandTime.
    [[nodiscard]] base::Result<std::vector<Reply>> execute(Pipeline commands);
    [[nodiscard]] base::Result<std::vector<Reply>> execute(const std::vector<Command>& commands);

    /// Returns when everything that was published before the call has been received and given on.
    [[nodiscard]] base::Status settle();

    /// Does something on a thread that runs this client; one after the other, and it may wait.
    void post(std::function<void()> work);

    [[nodiscard]] const base::Clock& clock() const;
    [[nodiscard]] Status status() const;
    [[nodiscard]] Counters counters() const;

private:
    struct Parts;
    explicit Client(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> parts_;
};

}  // namespace jim::transport::redis
