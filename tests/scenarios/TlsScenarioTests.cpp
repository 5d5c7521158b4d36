#include "scenarios/JimProcess.hpp"
#include "scenarios/TemporaryFolder.hpp"
#include "servers/PostgresServer.hpp"
#include "servers/RedisServer.hpp"

#include <gmock/gmock.h>

namespace jim::scenarios {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr auto kPassword = "correct-horse";

/// A database server that is reached by TLS, with a password from a file, as it is documented.
class TlsScenarioTests : public testing::Test {
protected:
    static void SetUpTestSuite() {
        server = new servers::PostgresServer;
        files = new TemporaryFolder;
        for (const char* name : {"ours", "other"}) {
            std::filesystem::create_directory(files->path() / name);
            servers::makeCertificates(files->path() / name);
        }
        port = servers::freePort();
        server->listenWithTls(port, files->path() / "ours/server.pem",
                              files->path() / "ours/server.key");
        server->execute("CREATE DATABASE people");
        server->execute("CREATE ROLE reader LOGIN PASSWORD '" + std::string{kPassword} + "'");
        server->execute("ALTER DATABASE people OWNER TO reader");
    }
    static void TearDownTestSuite() {
        delete server;
        delete files;
    }

    void password(const std::string& text) const {
        writeFile(folder.path() / "password", text + "\n");
    }
    /// What the program says of that server.
    [[nodiscard]] EndedCommand migrate(const std::string& host, const std::string& authority,
                                       const std::string& mode = "verify-full") const {
        return runJim({"database", "migrate"},
                      {{"JIM_DB_HOST", host},
                       {"JIM_DB_PORT", std::to_string(port)},
                       {"JIM_DB_NAME", "people"},
                       {"JIM_DB_USER", "reader"},
                       {"JIM_DB_PASSWORD_FILE", (folder.path() / "password").string()},
                       {"JIM_DB_SSL_MODE", mode},
                       {"JIM_DB_SSL_ROOT_CERT", (files->path() / authority / "ca.pem").string()}});
    }
    static void expectRefused(const EndedCommand& ended, const std::string& why) {
        EXPECT_EQ(ended.exitStatus, 1) << ended.output;
        EXPECT_THAT(ended.errors, HasSubstr(why));
        EXPECT_THAT(ended.errors, HasSubstr("people"));
        EXPECT_EQ(std::ranges::count(ended.errors, '\n'), 1) << ended.errors;
        EXPECT_THAT(ended.errors, Not(HasSubstr(kPassword)));
    }

    static servers::PostgresServer* server;
    static TemporaryFolder* files;
    static std::uint16_t port;
    TemporaryFolder folder;
};

servers::PostgresServer* TlsScenarioTests::server = nullptr;
TemporaryFolder* TlsScenarioTests::files = nullptr;
std::uint16_t TlsScenarioTests::port = 0;

TEST_F(TlsScenarioTests, TheRightAuthorityNameAndPasswordComeIn) {
    password(kPassword);
    const auto done = migrate("localhost", "ours");
    EXPECT_EQ(done.exitStatus, 0) << done.errors;
    EXPECT_THAT(done.output, HasSubstr("that of this program"));
}

TEST_F(TlsScenarioTests, AnotherAuthorityIsRefused) {
    password(kPassword);
    expectRefused(migrate("localhost", "other"), "sslrootcert");
    expectRefused(migrate("localhost", "other", "verify-ca"), "sslrootcert");
}

TEST_F(TlsScenarioTests, AnotherHostNameThanThatOfTheCertificateIsRefused) {
    password(kPassword);
    expectRefused(migrate("127.0.0.1", "ours"), "the name in the server's certificate");
    // It is the name that was refused, and nothing else.
    EXPECT_EQ(migrate("127.0.0.1", "ours", "verify-ca").exitStatus, 0);
}

TEST_F(TlsScenarioTests, WithoutTlsOrTheRightPasswordNobodyComesIn) {
    password(kPassword);
    expectRefused(migrate("localhost", "ours", "disable"), "does not accept");
    password("wrong-horse");
    const auto refused = migrate("localhost", "ours");
    expectRefused(refused, "password");
    EXPECT_THAT(refused.errors, Not(HasSubstr("wrong-horse")));
}

}  // namespace
}  // namespace jim::scenarios
