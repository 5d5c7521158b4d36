#pragma once

#include <boost/asio/buffer.hpp>

#include <algorithm>
#include <array>
#include <cstddef>

namespace jim::transport::http::impl {

/// What is left of buffers of which `sent` bytes have gone.
template <std::size_t N>
[[nodiscard]] std::array<boost::asio::const_buffer, N> unsent(
    std::array<boost::asio::const_buffer, N> buffers, std::size_t sent) {
    for (auto& buffer : buffers) {
        const auto here = std::min(sent, buffer.size());
        buffer += here;
        sent -= here;
    }
    return buffers;
}

}  // namespace jim::transport::http::impl
