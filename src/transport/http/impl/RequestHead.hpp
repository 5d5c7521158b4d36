#pragma once

#include "transport/http/Message.hpp"
#include "transport/http/impl/Asio.hpp"
#include "transport/http/impl/HostList.hpp"
#include "transport/http/impl/Refusal.hpp"
#include "transport/http/impl/ResponseText.hpp"

#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include <optional>

namespace jim::transport::http::impl {

using Parser = boost::beast::http::request_parser<boost::beast::http::string_body>;

/// A request whose head was read and accepted; its body may still be on the way.
struct Incoming {
    Request request;
    Wire wire;
    bool expectsContinue = false;
};

/// Judges and copies the head that `parser` has read. Copies, because Beast would mix trailers
/// into the headers later. Beast leaves to us: one Host, unknown transfer codings, chunked on
/// HTTP/1.0.
[[nodiscard]] std::optional<Refusal> readHead(const Parser& parser, const HostList& hosts,
                                              Incoming& incoming);

/// What a parser error means to the client.
[[nodiscard]] Refusal refusalOf(boost::beast::error_code error);

}  // namespace jim::transport::http::impl
