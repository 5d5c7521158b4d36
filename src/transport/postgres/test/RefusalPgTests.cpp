#include "servers/PostgresServer.hpp"
#include "transport/postgres/Connection.hpp"

#include <gmock/gmock.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <thread>

namespace jim::transport::postgres {
namespace {

using base::ErrorKind;
using testing::HasSubstr;
using testing::Not;

base::Error refusal(const ConnectOptions& options) {
    const auto connection = Connection::open(options);
    EXPECT_FALSE(connection);
    return connection ? base::Error{} : connection.error();
}

/// A port of 127.0.0.1 where so many connections are each refused with the same answer.
class RefusingServer {
public:
    RefusingServer(std::string answer, int times) {
        listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto* const any = reinterpret_cast<sockaddr*>(&address);
        EXPECT_EQ(::bind(listener_, any, size), 0);
        EXPECT_EQ(::listen(listener_, times), 0);
        EXPECT_EQ(::getsockname(listener_, any, &size), 0);
        port_ = ntohs(address.sin_port);
        thread_ = std::jthread{[this, answer = std::move(answer), times] {
            for (int i = 0; i < times; ++i) {
                const int client = ::accept(listener_, nullptr, nullptr);
                std::array<char, 1024> startup{};
                EXPECT_GT(::read(client, startup.data(), startup.size()), 0);
                EXPECT_EQ(::write(client, answer.data(), answer.size()),
                          static_cast<ssize_t>(answer.size()));
                ::close(client);
            }
        }};
    }
    ~RefusingServer() {
        thread_.join();
        ::close(listener_);
    }
    RefusingServer(const RefusingServer&) = delete;
    RefusingServer& operator=(const RefusingServer&) = delete;

    [[nodiscard]] ConnectOptions options() const {
        ConnectOptions options;
        options.host = "127.0.0.1";
        options.port = std::to_string(port_);
        options.user = "jim";
        options.database = "jim";
        options.sslMode = "disable";
        return options;
    }

private:
    int listener_ = -1;
    std::uint16_t port_ = 0;
    std::jthread thread_;
};

/// The message that ends a connection: a length of four bytes, and fields that end with zeros.
std::string errorResponse(std::string_view state, std::string_view text) {
    using namespace std::string_literals;
    const auto fields =
        "SSCHWERWIEGEND\0VFATAL\0C"s + std::string{state} + "\0M"s + std::string{text} + "\0\0"s;
    return "E\0\0\0"s + static_cast<char>(fields.size() + 4) + fields;
}

TEST(RefusalPgTest, AServerThatStopsIsThereButTakesNoConnections) {
    servers::PostgresServer server;
    const auto last = Connection::open(server.options("postgres")).value();
    // It stops when nobody is connected any more.
    ASSERT_EQ(::kill(server.pid(), SIGTERM), 0);
    while (Connection::open(server.options("postgres"))) {
    }
    const auto error = refusal(server.options("postgres"));
    EXPECT_EQ(error.kind, ErrorKind::Unavailable);
    EXPECT_THAT(error.message, HasSubstr("takes no connections now"));
    EXPECT_THAT(error.message, Not(HasSubstr("cannot be reached")));
    EXPECT_THAT(error.detail, HasSubstr("57P03"));
}

TEST(RefusalPgTest, ALimitOfConnectionsIsNamed) {
    const servers::ScratchDatabase database;
    servers::postgresServer().execute("CREATE ROLE limited LOGIN CONNECTION LIMIT 0");
    auto options = database.options();
    options.user = "limited";
    const auto error = refusal(options);
    servers::postgresServer().execute("DROP ROLE limited");
    EXPECT_EQ(error.kind, ErrorKind::Unavailable);
    EXPECT_THAT(error.message, HasSubstr("takes no more connections"));
    EXPECT_THAT(error.message, HasSubstr("JIM_DB_MAX_POOL_SIZE"));
}

TEST(RefusalPgTest, TheServersLanguageDoesNotMatter) {
    const std::array<std::pair<const char*, const char*>, 3> refusals{
        {{"57P03", "takes no connections now"},
         {"53300", "takes no more connections"},
         {"28P01", "does not accept the user or password"}}};
    for (const auto& [state, said] : refusals) {
        const RefusingServer server{errorResponse(state, "das geht gerade nicht: nein"), 2};
        EXPECT_THAT(refusal(server.options()).message, HasSubstr(said)) << state;
    }
}

}  // namespace
}  // namespace jim::transport::postgres
