#include "foundation/base/test/TemporaryFolder.hpp"
#include "progress/redis/RedisOneTimeValues.hpp"
#include "progress/redis/test/RunningStore.hpp"

#include <filesystem>
#include <fstream>
#include <regex>

namespace jim::progress::redis {
namespace {

std::string readText(const std::filesystem::path& file) {
    std::ifstream stream{file};
    return {std::istreambuf_iterator<char>{stream}, {}};
}

/// The line of docs/administration/redis.md that makes the user.
std::vector<std::string> documentedUser() {
    auto folder = std::filesystem::path{__FILE__};
    std::string page;
    while (page.empty() && folder.has_relative_path()) {
        folder = folder.parent_path();
        page = readText(folder / "docs/administration/redis.md");
    }
    std::smatch found;
    EXPECT_TRUE(std::regex_search(page, found, std::regex{"\n(user jim [^\n]*)"}));
    std::istringstream line{found[1].str()};
    std::vector<std::string> words{"ACL", "SETUSER"};
    std::string word;
    line >> word;
    while (line >> word) words.push_back(word);
    return words;
}

class SecureRedisTests : public testing::Test {
protected:
    std::string at(const char* file) { return (folder_ / file).string(); }

    static void works(RunningStore& running) {
        const auto id = newId();
        std::int64_t told = 0;
        const auto subscription = running.store().subscribe(
            [&](const SnapshotPtr& snapshot) { told = snapshot->revision; });
        const auto result = running.store().update(snapshotOf(id, 1, 1), HistoryPoint{{1}, 1, {}});
        ASSERT_TRUE(result) << result.error().message;
        EXPECT_NE(running.store().get(id).value(), nullptr);
        EXPECT_EQ(running.store().history(id).value().size(), 1U);
        EXPECT_EQ(running.store().listActive().value().size(), 1U);
        EXPECT_TRUE(running.store().settle());
        RedisOneTimeValues values{running.client(), ""};
        EXPECT_TRUE(values.keep("a", "one", 30s));
        EXPECT_EQ(values.take("a").value(), "one");
        EXPECT_EQ(told, 1);
        EXPECT_TRUE(running.store().clear(id));
        EXPECT_EQ(running.store().status().state, "up");
    }

    static std::string reasonOf(const transport::redis::Options& options) {
        RunningStore running{options};
        EXPECT_TRUE(running.await("down"));
        return running.store().status().reason;
    }

    base::TemporaryFolder folder_;
};

TEST_F(SecureRedisTests, AUserWithTheDocumentedRightsIsEnoughAndHasNoMore) {
    servers::RedisServer server;
    auto words = documentedUser();
    ASSERT_EQ(server.ask(words), "OK");
    (void)server.ask({"ACL", "SETUSER", "jim", "resetpass", ">secret"});
    auto options = patientOptions(server);
    options.username = "jim";
    options.password = base::Secret{"secret"};
    {
        RunningStore running{options};
        works(running);
        for (const auto& forbidden :
             std::vector<transport::redis::Command>{{"GET", "other"},
                                                    {"FLUSHALL"},
                                                    {"CONFIG", "GET", "*"},
                                                    {"KEYS", "*"},
                                                    {"PUBLISH", "other", "x"},
                                                    {"SET", "other", "x"}}) {
            const auto replies = running.client().execute({forbidden}).value();
            EXPECT_EQ(replies.front().errorCode(), "NOPERM") << forbidden.encode();
        }
    }
    // What was denied is what this test tried, and nothing that the store did.
    const auto denied = server.ask({"ACL", "LOG"});
    EXPECT_EQ(denied.find("progress"), std::string::npos) << denied;
}

TEST_F(SecureRedisTests, APasswordThatIsWrongIsSaidSo) {
    servers::RedisServer server{{"--requirepass", "right"}};
    auto options = patientOptions(server);
    EXPECT_NE(reasonOf(options).find("asks for a password"), std::string::npos);
    options.password = base::Secret{"wrong"};
    const auto reason = reasonOf(options);
    EXPECT_NE(reason.find("JIM_REDIS_PASSWORD"), std::string::npos);
    EXPECT_EQ(reason.find("wrong"), std::string::npos);
    options.password = base::Secret{"right"};
    RunningStore running{options};
    works(running);
}

TEST_F(SecureRedisTests, SpeaksTlsWithACertificateOnBothSides) {
    servers::makeCertificates(folder_.path());
    const auto port = servers::freePort();
    servers::RedisServer server{{"--tls-port", std::to_string(port), "--tls-cert-file",
                                 at("server.pem"), "--tls-key-file", at("server.key"),
                                 "--tls-ca-cert-file", at("ca.pem"), "--tls-auth-clients", "yes"}};
    auto options = patientOptions(server);
    options.address = {"localhost", port};
    options.tls = {true, at("ca.pem"), at("client.pem"), at("client.key")};
    {
        RunningStore running{options};
        works(running);
    }
    // Another name than the certificate's, no certificate of ours, an authority that is unknown.
    auto other = options;
    other.address.host = "127.0.0.1";
    EXPECT_NE(reasonOf(other).find("TLS"), std::string::npos);
    other = options;
    other.tls.certificateFile = other.tls.keyFile = "";
    EXPECT_NE(reasonOf(other), "");
    other = options;
    other.tls.caFile = "";
    EXPECT_NE(reasonOf(other).find("JIM_REDIS_TLS_CA_FILE"), std::string::npos);
}

TEST_F(SecureRedisTests, FilesForTlsThatCannotBeUsedAreNamed) {
    const base::SystemClock clock;
    transport::redis::Options options;
    options.tls = {true, "/nowhere/ca.pem", "", ""};
    const auto client = transport::redis::Client::make(options, clock);
    ASSERT_FALSE(client);
    EXPECT_NE(client.error().message.find("JIM_REDIS_TLS_CA_FILE"), std::string::npos);
    EXPECT_NE(client.error().message.find("/nowhere/ca.pem"), std::string::npos);
}

TEST_F(SecureRedisTests, WorksOverAUnixSocketAndInAnotherDatabase) {
    auto options = patientOptions(sharedServer());
    options.unixSocket = sharedServer().unixSocket();
    options.database = 3;
    RunningStore running{options};
    works(running);
}

TEST_F(SecureRedisTests, ASetupThatMayCostThePictureIsWarnedAboutOnce) {
    servers::RedisServer server{
        {"--maxmemory", "256mb", "--maxmemory-policy", "allkeys-lru", "--save", "3600 1"}};
    RunningStore running{patientOptions(server), {.mayReadConfig = true}};
    ASSERT_TRUE(running.await("up"));
    const base::SystemClock clock;
    while (running.store().status().warnings.size() < 2) std::this_thread::yield();
    server.ask({"CLIENT", "KILL", "TYPE", "normal"});
    works(running);
    running.stop();
    EXPECT_EQ(running.log().count("maxmemory-policy allkeys-lru"), 1U);
    EXPECT_EQ(running.log().count("saves to disk"), 1U);
}

TEST_F(SecureRedisTests, TheRecommendedSetupIsNotWarnedAbout) {
    servers::RedisServer server{{"--maxmemory", "256mb", "--maxmemory-policy", "volatile-lru"}};
    RunningStore running{patientOptions(server), {.mayReadConfig = true}};
    works(running);
    running.stop();
    EXPECT_EQ(running.log().count("maxmemory"), 0U);
    EXPECT_EQ(running.log().count("saves"), 0U);
}

TEST_F(SecureRedisTests, FollowsSentinelToTheNewMaster) {
    servers::RedisServer master;
    servers::RedisServer replica{{"--replicaof", "127.0.0.1 " + std::to_string(master.port())}};
    while (replica.ask({"INFO", "replication"}).find("master_link_status:up") == std::string::npos)
        std::this_thread::yield();
    servers::RedisSentinel sentinel{master.port()};
    while (sentinel.ask({"SENTINEL", "REPLICAS", "jim"}).find(std::to_string(replica.port())) ==
           std::string::npos)
        std::this_thread::yield();
    transport::redis::Options options;
    options.sentinels = {{"127.0.0.1", servers::freePort()}, {"127.0.0.1", sentinel.port()}};
    options.masterName = "jim";
    options.commandTime = options.connectTime = 2s;
    const auto id = newId();
    RunningStore running{options};
    works(running);
    master.kill();
    (void)sentinel.ask({"SENTINEL", "FAILOVER", "jim"});
    std::int64_t revision = 0;
    while (!running.store().update(snapshotOf(id, 1, ++revision), {})) std::this_thread::yield();
    EXPECT_NE(replica.ask({"GET", "progress:" + base::toText(id)}), "(nil)");
}

}  // namespace
}  // namespace jim::progress::redis
