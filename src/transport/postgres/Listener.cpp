#include "transport/postgres/Listener.hpp"

#include "transport/postgres/Failure.hpp"

#include <fmt/format.h>
#include <libpq-fe.h>
#include <poll.h>

namespace jim::transport::postgres {

base::Result<std::unique_ptr<Listener>> Listener::open(const ConnectOptions& options,
                                                       std::string channel, Beginning beginning) {
    JIM_ASSIGN(auto connection, Connection::open(options));
    std::unique_ptr<Listener> listener{
        new Listener{std::move(connection), std::move(channel), std::move(beginning)}};
    JIM_TRY(listener->listen());
    return listener;
}

base::Status Listener::listen() {
    listening_ = false;
    JIM_TRY(connection_->ping());  // Connects anew when the old one is gone.
    if (beginning_) JIM_TRY(beginning_(*connection_));
    JIM_TRY(connection_->script(fmt::format("LISTEN {}", channel_)));
    listening_ = true;
    return {};
}

bool Listener::takeAll() {
    bool any = false;
    while (PGnotify* const one = PQnotifies(connection_->handle_)) {
        PQfreemem(one);
        any = true;
    }
    return any;
}

base::Result<bool> Listener::wait(std::chrono::milliseconds time) {
    if (!listening_ || !connection_->isUsable()) JIM_TRY(listen());
    if (takeAll()) return true;
    pollfd ready{PQsocket(connection_->handle_), POLLIN, 0};
    if (::poll(&ready, 1, static_cast<int>(time.count())) <= 0) return false;
    if (PQconsumeInput(connection_->handle_) == 0)
        return base::fail(
            failure("08006", connection_->server(), PQerrorMessage(connection_->handle_)));
    return takeAll();
}

}  // namespace jim::transport::postgres
