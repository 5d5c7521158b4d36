#pragma once

#ifndef BOOST_ASIO_NO_DEPRECATED
#define BOOST_ASIO_NO_DEPRECATED
#endif

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/error.hpp>

namespace jim::transport::http::impl {

namespace asio = boost::asio;
namespace beast = boost::beast;
using tcp = asio::ip::tcp;

// Every connection lives on a strand of its own, so its state needs no locks. One concrete type
// for all: a connection that is a template of its stream costs minutes to compile.
using Strand = asio::strand<asio::io_context::executor_type>;
using Socket = asio::basic_stream_socket<tcp, Strand>;
using Timer = asio::basic_waitable_timer<std::chrono::steady_clock,
                                         asio::wait_traits<std::chrono::steady_clock>, Strand>;
template <class T>
using Task = asio::awaitable<T, Strand>;

/// Completion token: `const auto [error, bytes] = co_await socket.async_read_some(b, kAwait)`.
constexpr auto kAwait = asio::as_tuple(asio::use_awaitable_t<Strand>{});

}  // namespace jim::transport::http::impl
