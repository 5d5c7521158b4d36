#pragma once

#include "transport/http/impl/Asio.hpp"

namespace jim::transport::http::impl {

/// What holds a client's socket, for one request after another or for one long answer.
class Live {
public:
    virtual ~Live() = default;

    /// Called when the service is stopping: ends what would go on for long. A request in hand is
    /// still answered. On the strand.
    virtual void finish() = 0;

    /// Ends now. On the strand.
    virtual void kill() = 0;

    [[nodiscard]] virtual Strand strand() = 0;
};

}  // namespace jim::transport::http::impl
