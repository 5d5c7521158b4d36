#include "transport/http/Server.hpp"

#include "transport/http/impl/Connection.hpp"
#include "transport/http/impl/Listener.hpp"

#include <utility>

namespace jim::transport::http {

using namespace impl;

struct Server::State {
    State(ServerOptions options, Handler handler, const base::Clock& clock, HostList hosts)
        : service{std::move(options), std::move(handler), clock, std::move(hosts)},
          listener(service, context) {}

    Service service;
    std::uint16_t port = 0;
    // Goes before everything above: coroutines that still wait touch it when they are destroyed.
    asio::io_context context;
    Listener listener;
};

Server::Server(ServerOptions options, Handler handler, const base::Clock& clock) {
    HostList hosts{options.address, options.allowedHosts};
    state_ =
        std::make_unique<State>(std::move(options), std::move(handler), clock, std::move(hosts));
}

Server::~Server() = default;

base::Status Server::listen() {
    JIM_ASSIGN(state_->port, state_->listener.open());
    return {};
}

std::uint16_t Server::port() const {
    return state_->port;
}

void Server::run() {
    state_->context.run();
}

void Server::stop() {
    state_->listener.stop();
}

}  // namespace jim::transport::http
