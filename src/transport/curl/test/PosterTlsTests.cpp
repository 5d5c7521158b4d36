#include "foundation/base/test/TemporaryFolder.hpp"
#include "servers/RedisServer.hpp"
#include "transport/curl/Poster.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/streambuf.hpp>
#include <boost/asio/write.hpp>
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <filesystem>
#include <string_view>
#include <thread>

namespace jim::transport::curl {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using namespace std::chrono_literals;
using testing::HasSubstr;

/// A folder with the certificates of an authority that no system trusts.
class Certificates {
public:
    Certificates() { servers::makeCertificates(folder_.path()); }

    [[nodiscard]] std::string at(const char* name) const { return (folder_ / name).string(); }

private:
    base::TemporaryFolder folder_;
};

/// An HTTPS server that takes one connection and answers its request with 200.
class TlsReceiver {
public:
    explicit TlsReceiver(const Certificates& certificates) {
        tls_.use_certificate_chain_file(certificates.at("server.pem"));
        tls_.use_private_key_file(certificates.at("server.key"), asio::ssl::context::pem);
        thread_ = std::jthread{[this] { serveOne(); }};
    }

    [[nodiscard]] std::string url(std::string_view host) const {
        return fmt::format("https://{}:{}/", host, acceptor_.local_endpoint().port());
    }

private:
    void serveOne() {
        asio::ssl::stream<tcp::socket> stream{acceptor_.accept(), tls_};
        boost::system::error_code failure;
        stream.handshake(asio::ssl::stream_base::server, failure);
        if (failure) return;
        asio::streambuf request;
        asio::read_until(stream, request, "\r\n\r\n", failure);
        constexpr std::string_view kAnswer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
        asio::write(stream, asio::buffer(kAnswer), failure);
        stream.shutdown(failure);
    }

    asio::io_context context_;
    asio::ssl::context tls_{asio::ssl::context::tls_server};
    tcp::acceptor acceptor_{context_, {asio::ip::address_v4::loopback(), 0}};
    std::jthread thread_;
};

class PosterTlsTests : public testing::Test {
protected:
    PostAnswer post(const std::filesystem::path& caFile, std::string_view host) {
        const TlsReceiver receiver{certificates_};
        Poster poster{{.caFile = caFile}};
        poster.start({1, receiver.url(host), {}, "{}"});
        for (;;)
            if (auto answers = poster.wait(10s); !answers.empty()) return answers.front();
    }

    Certificates certificates_;
};

TEST_F(PosterTlsTests, TakesACertificateOfTheAuthorityThatItWasTold) {
    const auto answer = post(certificates_.at("ca.pem"), "localhost");
    ASSERT_TRUE(answer.status) << answer.status.error().message;
    EXPECT_EQ(*answer.status, 200);
}

TEST_F(PosterTlsTests, RefusesACertificateOfAnAuthorityThatNobodyKnows) {
    const auto answer = post({}, "localhost");
    ASSERT_FALSE(answer.status);
    EXPECT_THAT(answer.status.error().message, HasSubstr("certificate"));
}

TEST_F(PosterTlsTests, RefusesACertificateForAnotherName) {
    const auto answer = post(certificates_.at("ca.pem"), "127.0.0.1");
    ASSERT_FALSE(answer.status);
    EXPECT_THAT(answer.status.error().message, HasSubstr("127.0.0.1"));
}

}  // namespace
}  // namespace jim::transport::curl
