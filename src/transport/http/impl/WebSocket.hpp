#pragma once

#include "transport/http/Conversation.hpp"
#include "transport/http/impl/Exchange.hpp"
#include "transport/http/impl/Service.hpp"

#include <memory>

namespace jim::transport::http::impl {

/// A conversation on its way: it takes the socket of the connection that read the request.
class WebSocket : public Live {
public:
    virtual void start() = 0;
};

/// What it is made of stays in one source file: Beast's WebSocket costs much to compile.
[[nodiscard]] std::shared_ptr<WebSocket> makeWebSocket(const Service& service, Socket socket,
                                                       std::shared_ptr<Exchange> exchange,
                                                       Conversation conversation);

}  // namespace jim::transport::http::impl
