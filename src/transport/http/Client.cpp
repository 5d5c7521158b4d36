#include "transport/http/Client.hpp"

#include "foundation/base/EnumText.hpp"
#include "transport/http/impl/Asio.hpp"
#include "transport/http/impl/BaseUrl.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/basic_stream.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <exception>
#include <optional>
#include <utility>

namespace jim::transport::http {

using namespace impl;

namespace {

using ResponseParser = beast::http::response_parser<beast::http::string_body>;
using Stream = beast::basic_stream<tcp, Strand>;
using Endpoints = tcp::resolver::results_type;
using boost::system::error_code;

bool isControl(char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

bool isSpaceOrControl(char c) {
    return c == ' ' || isControl(c);
}

/// The error code's text as part of a sentence.
std::string reasonOf(error_code error) {
    if (error == beast::error::timeout) return "it took too long";
    if (error == asio::error::eof || error == beast::http::error::end_of_stream)
        return "it closed the connection";
    std::string text = error.message();
    if (!text.empty() && text.front() >= 'A' && text.front() <= 'Z')
        text.front() = static_cast<char>(text.front() + ('a' - 'A'));
    return text;
}

base::Status checkSendable(std::string_view path, const Headers& headers) {
    if (!path.starts_with('/') || std::ranges::any_of(path, isSpaceOrControl))
        return base::fail(base::invalidInput(
            "path", "A request's path begins with '/' and has no spaces or control characters."));
    for (const Header& header : headers)
        if (header.name.empty() || std::ranges::any_of(header.name, isSpaceOrControl) ||
            header.name.contains(':') || std::ranges::any_of(header.value, isControl))
            return base::fail(base::invalidInput(
                "headers", fmt::format("The value of the header '{}' has characters that cannot "
                                       "be sent, such as a line break.",
                                       header.name)));
    return {};
}

Response toResponse(ResponseParser& parser) {
    Response response;
    auto& message = parser.get();
    response.status = static_cast<int>(message.result_int());
    for (const auto& line : message) {
        const Header header{std::string{line.name_string()}, std::string{line.value()}};
        if (base::equalsIgnoringCase(header.name, "Content-Type"))
            response.contentType = header.value;
        response.headers.push_back(header);
    }
    response.body = std::move(message.body());
    return response;
}

}  // namespace

struct Client::State {
    State(std::string_view baseUrl, ClientOptions clientOptions)
        : url(parseBaseUrl(baseUrl)), options(std::move(clientOptions)) {}

    /// A whole request as it goes on the wire.
    struct Sending {
        Method method = Method::Get;
        std::string head;
        std::string_view body;
        const Sink* sink = nullptr;  ///< For a streamed body.
    };

    base::Result<Response> run(const Sending& sending);
    Task<error_code> attempt(const Sending& sending, ResponseParser& parser);
    Task<error_code> connect();
    Task<error_code> receive(const Sending& sending, ResponseParser& parser);
    Task<error_code> receivePieces(const Sink& sink, ResponseParser& parser);
    [[nodiscard]] base::Status prepare(Sending& sending, std::string_view path,
                                       const Headers& headers) const;
    error_code attemptNow(const Sending& sending, std::optional<ResponseParser>& parser);
    void runContext();
    void dropStale();
    [[nodiscard]] base::Error failure(error_code error, bool connected) const;

    base::Result<BaseUrl> url;
    ClientOptions options;
    asio::io_context context{1};
    std::optional<Stream> stream;
    beast::flat_buffer buffer;
    bool connected = false;  ///< This attempt reached the server.
    WhileWaiting glance;
    bool givenUp = false;  ///< This request.
};

Client::Client(std::string_view baseUrl, ClientOptions options)
    : state_(std::make_unique<State>(baseUrl, std::move(options))) {}
Client::~Client() = default;
Client::Client(Client&&) noexcept = default;
Client& Client::operator=(Client&&) noexcept = default;

base::Result<Response> Client::send(Method method, std::string_view path, const Headers& headers,
                                    std::string_view body) {
    State::Sending sending{method, {}, body, nullptr};
    JIM_TRY(state_->prepare(sending, path, headers));
    return state_->run(sending);
}

base::Result<Response> Client::stream(std::string_view path, const Headers& headers,
                                      const Sink& sink) {
    State::Sending sending{Method::Get, {}, {}, &sink};
    JIM_TRY(state_->prepare(sending, path, headers));
    return state_->run(sending);
}

void Client::whileWaiting(WhileWaiting glance) {
    state_->glance = std::move(glance);
}

base::Status Client::State::prepare(Sending& sending, std::string_view path,
                                    const Headers& headers) const {
    if (!url) return base::fail(url.error());
    JIM_TRY(checkSendable(path, headers));
    sending.head = fmt::format("{} {}{} HTTP/1.1\r\nHost: {}\r\nContent-Length: {}\r\n",
                               toText(sending.method), url->pathPrefix, path, url->authority,
                               sending.body.size());
    for (const Header& header : headers)
        sending.head.append(header.name).append(": ").append(header.value).append("\r\n");
    sending.head.append("\r\n");
    return {};
}

base::Result<Response> Client::State::run(const Sending& sending) {
    dropStale();
    givenUp = false;
    const bool reused = stream.has_value();
    std::optional<ResponseParser> parser;
    error_code error = attemptNow(sending, parser);
    // The server may have closed the kept connection just as we sent. Where doing the thing twice
    // is the same as doing it once, a fresh connection is worth one more attempt.
    const bool repeatable = sending.method != Method::Post && sending.method != Method::Patch;
    const bool closed = error && error != beast::error::timeout && !parser->got_some();
    if (reused && repeatable && closed && !givenUp) error = attemptNow(sending, parser);
    if (error && givenUp) return base::fail(base::cancelled());
    if (error) return base::fail(failure(error, connected));
    if (!parser->keep_alive() || !parser->is_done()) stream.reset();
    return toResponse(*parser);
}

error_code Client::State::attemptNow(const Sending& sending,
                                     std::optional<ResponseParser>& parser) {
    parser.emplace();
    parser->header_limit(static_cast<std::uint32_t>(options.maxHeaderBytes));
    parser->body_limit(options.maxBodyBytes);
    parser->skip(sending.method == Method::Head);
    if (!stream) stream.emplace(asio::make_strand(context));
    error_code outcome = asio::error::operation_aborted;
    asio::co_spawn(stream->get_executor(), attempt(sending, *parser),
                   [&outcome](const std::exception_ptr& problem, error_code error) {
                       if (problem) std::rethrow_exception(problem);
                       outcome = error;
                   });
    context.restart();
    runContext();
    if (outcome) stream.reset();
    return outcome;
}

void Client::State::runContext() {
    constexpr std::chrono::milliseconds kGlance{50};
    while (glance && !givenUp) {
        context.run_for(kGlance);
        if (context.stopped()) return;
        if (glance()) continue;
        givenUp = true;
        stream->close();  // What waits for it ends with an error.
    }
    context.run();
}

Task<error_code> Client::State::attempt(const Sending& sending, ResponseParser& parser) {
    connected = stream->socket().is_open();
    if (!connected) {
        const error_code error = co_await connect();
        if (error) co_return error;
        connected = true;
    }
    stream->expires_after(options.responseTime);
    const std::array<asio::const_buffer, 2> buffers{
        asio::buffer(sending.head), asio::buffer(sending.body.data(), sending.body.size())};
    const auto [writeError, written] = co_await asio::async_write(*stream, buffers, kAwait);
    if (writeError == beast::error::timeout) co_return writeError;
    // A server that refuses a large body answers and closes before it has read everything: what
    // it said is worth more than the failed write.
    const error_code readError = co_await receive(sending, parser);
    stream->expires_never();
    if (writeError && !readError) stream->close();
    co_return readError;
}

Task<error_code> Client::State::receive(const Sending& sending, ResponseParser& parser) {
    const auto [headError, headBytes] =
        co_await beast::http::async_read_header(*stream, buffer, parser, kAwait);
    if (headError) co_return headError;
    if (sending.sink != nullptr && parser.get().result_int() == 200)
        co_return co_await receivePieces(*sending.sink, parser);
    const auto [error, bytes] = co_await beast::http::async_read(*stream, buffer, parser, kAwait);
    co_return error;
}

Task<error_code> Client::State::receivePieces(const Sink& sink, ResponseParser& parser) {
    parser.body_limit(boost::none);
    while (!parser.is_done()) {
        stream->expires_after(options.responseTime);
        const auto [error, bytes] =
            co_await beast::http::async_read_some(*stream, buffer, parser, kAwait);
        if (error) co_return error;
        const std::string piece = std::exchange(parser.get().body(), {});
        if (piece.empty() || sink(piece)) continue;
        stream->close();
        break;
    }
    co_return error_code{};
}

Task<error_code> Client::State::connect() {
    buffer.clear();
    error_code error;
    tcp::resolver resolver{context};
    const Endpoints endpoints = resolver.resolve(url->host, url->port, error);
    if (error) co_return error;
    stream->expires_after(options.connectTime);
    const auto [connectError, endpoint] = co_await stream->async_connect(endpoints, kAwait);
    if (!connectError) stream->socket().set_option(tcp::no_delay{true}, error);
    co_return connectError;
}

/// Forgets a kept connection that the server has closed meanwhile.
void Client::State::dropStale() {
    if (!stream) return;
    error_code error;
    char next = 0;
    auto& socket = stream->socket();
    socket.non_blocking(true, error);
    socket.receive(asio::buffer(&next, 1), tcp::socket::message_peek, error);
    if (error != asio::error::would_block || buffer.size() > 0) stream.reset();
}

base::Error Client::State::failure(error_code error, bool reached) const {
    base::Error failure;
    failure.kind = base::ErrorKind::Unavailable;
    if (!reached) {
        failure.message = fmt::format("The server at {} did not answer ({}). {}", url->text,
                                      reasonOf(error), options.hint);
    } else if (error == beast::http::error::body_limit ||
               error == beast::http::error::header_limit) {
        failure.kind = base::ErrorKind::External;
        failure.message = fmt::format(
            "The server at {} sent a larger answer than this program takes.", url->text);
    } else if (error.category() == make_error_code(beast::http::error::bad_version).category() &&
               error != beast::http::error::end_of_stream &&
               error != beast::http::error::partial_message) {
        failure.kind = base::ErrorKind::External;
        failure.message = fmt::format("What answers at {} is not an HTTP server.", url->text);
    } else {
        failure.message = fmt::format("The server at {} did not answer the request ({}).",
                                      url->text, reasonOf(error));
    }
    failure.detail = error.message();
    return failure;
}

}  // namespace jim::transport::http
