#pragma once

#ifndef BOOST_ASIO_NO_DEPRECATED
#define BOOST_ASIO_NO_DEPRECATED
#endif

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace jim::transport::redis::impl {

namespace asio = boost::asio;
using boost::system::error_code;

// All of a client lives on one strand, so its state needs no locks. One concrete socket for TCP and
// unix sockets alike.
using Strand = asio::strand<asio::io_context::executor_type>;
using Socket = asio::basic_stream_socket<asio::generic::stream_protocol, Strand>;
using Timer = asio::basic_waitable_timer<std::chrono::steady_clock,
                                         asio::wait_traits<std::chrono::steady_clock>, Strand>;
template <class T>
using Task = asio::awaitable<T, Strand>;

/// Completion token: `const auto [error] = co_await timer.async_wait(kAwait)`.
constexpr auto kAwait = asio::as_tuple(asio::use_awaitable_t<Strand>{});

}  // namespace jim::transport::redis::impl
