#pragma once

#include "foundation/base/Timestamp.hpp"
#include "transport/http/Message.hpp"

#include <string_view>

namespace jim::transport::http::impl {

/// Why a request is not served. Messages are ours, never a client's text. Status 0: the peer has
/// gone or said nothing, so there is nobody to tell.
struct Refusal {
    int status = 0;
    std::string_view message;
};

/// The refusal in the one error shape of the REST interface.
[[nodiscard]] Response refusalResponse(const Refusal& refusal, base::Timestamp now);

}  // namespace jim::transport::http::impl
