#pragma once

#include "api/operation/ApiContext.hpp"
#include "foundation/base/StopToken.hpp"
#include "transport/http/Message.hpp"
#include "transport/http/Responder.hpp"

#include <chrono>
#include <memory>

namespace jim::api {

using operation::ApiContext;

/// The REST interface. Thread-safe; makes no threads: an operation runs on the thread that calls
/// `handle`, and may wait for the database, so that thread is none of the server's.
class Api {
public:
    explicit Api(ApiContext context);
    ~Api();
    Api(const Api&) = delete;
    Api& operator=(const Api&) = delete;

    /// Answers a request, at once or (streams, long polls) later.
    void handle(transport::http::Request&& request, transport::http::Responder respond);

    /// Answers a request that needs nothing but memory, so that the server's own thread may call
    /// it; false when it needs more: then both are untouched, and `handle` is to get them.
    [[nodiscard]] bool handleAtOnce(transport::http::Request& request,
                                    transport::http::Responder& respond);

    /// The answer of an operation that answers at once.
    [[nodiscard]] transport::http::Response answer(const transport::http::Request& request);

    /// Blocks until watchers are to be told something or stop is requested, and tells it. One
    /// thread calls it in a loop, or nothing comes to those who watch.
    void waitAndTellWatchers(const base::StopToken& stop);
    /// Tells them what is to be told now, without waiting; for tests.
    void tellWatchers();
    /// How many connections watch now.
    [[nodiscard]] std::size_t watchers() const;
    /// The server stops: answers requests that wait for a change.
    void endWaits();

    /// Writes when keys were used since the last call. Meant for every minute or so, and the end.
    [[nodiscard]] base::Status keepKeyUses();

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace jim::api
