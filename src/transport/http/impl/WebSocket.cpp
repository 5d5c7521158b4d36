#include "transport/http/impl/WebSocket.hpp"

#include <boost/asio/post.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/websocket/stream.hpp>

#include <atomic>
#include <utility>

namespace jim::transport::http::impl {

namespace {

namespace websocket = beast::websocket;
using boost::system::error_code;

constexpr std::string_view kStopping = "The server is stopping. Connect again.";

/// What Beast's handshake looks at.
beast::http::request<beast::http::empty_body> handshakeOf(const std::string& key) {
    beast::http::request<beast::http::empty_body> request{beast::http::verb::get, "/", 11};
    request.set(beast::http::field::host, "localhost");
    request.set(beast::http::field::connection, "Upgrade");
    request.set(beast::http::field::upgrade, "websocket");
    request.set(beast::http::field::sec_websocket_version, "13");
    request.set(beast::http::field::sec_websocket_key, key);
    return request;
}

/// One concrete type, without compression: templates on the stream, or a deflate window for each
/// client, are what makes WebSockets expensive.
class Socketed final : public WebSocket, public std::enable_shared_from_this<Socketed> {
public:
    Socketed(const Service& service, Socket socket, std::shared_ptr<Exchange> exchange,
             Conversation conversation)
        : service_(service),
          stream_(std::move(socket)),
          life_(stream_.get_executor(), Timer::time_point::max()),
          writeLimit_(stream_.get_executor()),
          exchange_(std::move(exchange)),
          conversation_(std::move(conversation)),
          input_(conversation_.maxMessageBytes) {}

    ~Socketed() override { exchange_->detach(); }
    Socketed(const Socketed&) = delete;
    Socketed& operator=(const Socketed&) = delete;

    void start() override {
        // While a message is being heard nothing is read: this keeps us until the end.
        life_.async_wait([self = shared_from_this()](error_code) {});
        exchange_->attach([this] {
            asio::post(strand(), [weak = weak_from_this()] {
                if (const auto self = weak.lock()) self->pull();
            });
        });
        stream_.set_option(websocket::stream_base::timeout{service_.options.lingerTime,
                                                           conversation_.idleTime, true});
        stream_.read_message_max(conversation_.maxMessageBytes);
        stream_.text(true);
        stream_.auto_fragment(false);
        stream_.async_accept(handshakeOf(conversation_.key),
                             [self = shared_from_this()](error_code error) {
                                 if (error) return self->end();
                                 self->open_ = true;
                                 self->read();
                                 self->pull();
                             });
    }

    void finish() override { pull(); }

    void kill() override { end(); }

    Strand strand() override { return stream_.get_executor(); }

private:
    void read() {
        stream_.async_read(input_, [self = shared_from_this()](error_code error, std::size_t) {
            self->wasRead(error);
        });
    }

    void wasRead(error_code error) {
        if (error) return end();
        if (!stream_.got_text())
            return close(websocket::close_code::unknown_data, "Only text is understood.");
        const auto data = input_.cdata();
        std::string message{static_cast<const char*>(data.data()), data.size()};
        input_.consume(input_.size());
        input_.shrink_to_fit();
        if (!conversation_.receive) return read();
        // By way of the exchange, because the turn may be let go when nothing of us is left.
        conversation_.receive(std::move(message),
                              {nullptr, [heard = heard_, exchange = exchange_](void*) {
                                   *heard = true;
                                   exchange->wake();
                               }});
    }

    void pull() {
        if (!open_ || closing_ || ended_) return;
        if (heard_->exchange(false)) read();
        if (writing_) return;
        if (service_.stopping) return close(websocket::close_code::service_restart, kStopping);
        const Utterance next = conversation_.next();
        if (!next.text.empty()) return write(next);
        if (next.last) close(next.closeCode, {});
    }

    void write(const Utterance& next) {
        writing_ = true;
        sending_ = next;
        writeLimit_.expires_after(service_.options.writeTime);
        writeLimit_.async_wait([weak = weak_from_this(), turn = ++writes_](error_code error) {
            const auto self = weak.lock();
            if (self && !error && self->writing_ && self->writes_ == turn) self->end();
        });
        const auto text = sending_.text.view();
        stream_.async_write(asio::const_buffer{text.data(), text.size()},
                            [self = shared_from_this()](error_code error, std::size_t) {
                                self->wasWritten(error);
                            });
    }

    void wasWritten(error_code error) {
        writing_ = false;
        writeLimit_.cancel();
        const auto sent = std::exchange(sending_, {});
        if (error) return end();
        if (sent.last) return close(sent.closeCode, {});
        pull();
    }

    void close(std::uint16_t code, std::string_view reason) {
        if (std::exchange(closing_, true)) return;
        stream_.async_close({static_cast<websocket::close_code>(code), reason},
                            [self = shared_from_this()](error_code) { self->end(); });
    }

    void end() {
        if (std::exchange(ended_, true)) return;
        exchange_->detach();
        writeLimit_.cancel();
        life_.cancel();
        error_code ignored;
        stream_.next_layer().close(ignored);
        // Not now: this may be called by one of them.
        asio::post(strand(), [self = shared_from_this()] {
            self->conversation_.next = nullptr;
            self->conversation_.receive = nullptr;
        });
        service_.ended(shared_from_this());
    }

    const Service& service_;
    websocket::stream<Socket, false> stream_;
    Timer life_;
    Timer writeLimit_;
    std::shared_ptr<Exchange> exchange_;
    Conversation conversation_;
    beast::flat_buffer input_;
    Utterance sending_;
    std::shared_ptr<std::atomic<bool>> heard_ = std::make_shared<std::atomic<bool>>(false);
    std::uint64_t writes_ = 0;  ///< Tells a write's limit from those before it.
    bool open_ = false;
    bool writing_ = false;
    bool closing_ = false;
    bool ended_ = false;
};

}  // namespace

std::shared_ptr<WebSocket> makeWebSocket(const Service& service, Socket socket,
                                         std::shared_ptr<Exchange> exchange,
                                         Conversation conversation) {
    return std::make_shared<Socketed>(service, std::move(socket), std::move(exchange),
                                      std::move(conversation));
}

}  // namespace jim::transport::http::impl
