#include "foundation/base/test/TemporaryFolder.hpp"
#include "foundation/config/Settings.hpp"

#include <gtest/gtest.h>

#include <fstream>

namespace jim::config {
namespace {

/// The message of a start that is refused; empty when it is not.
std::string refusal(Environment environment) {
    const auto settings = load(environment);
    if (!settings) return settings.error().message;
    const auto checked = checkForServing(*settings);
    return checked ? "" : checked.error().message;
}

class RedisSettingsTests : public testing::Test {
protected:
    std::string file(const std::string& content) {
        const auto path = folder_ / "password";
        std::ofstream{path} << content;
        return path.string();
    }

    base::TemporaryFolder folder_;
};

TEST_F(RedisSettingsTests, WithoutAnAddressThereIsNoRedis) {
    const auto settings = load({}).value();
    EXPECT_FALSE(usesRedis(settings));
    EXPECT_EQ(settings.redisPort, 6379);
}

TEST_F(RedisSettingsTests, EachWayToSayWhereItIsWillDo) {
    EXPECT_TRUE(usesRedis(load({{"JIM_REDIS_HOST", "redis"}}).value()));
    EXPECT_TRUE(usesRedis(load({{"JIM_REDIS_UNIX_SOCKET", "/run/redis.sock"}}).value()));
    EXPECT_TRUE(usesRedis(load({{"JIM_REDIS_SENTINELS", "a,b"}}).value()));
}

TEST_F(RedisSettingsTests, TwoWaysContradictEachOther) {
    EXPECT_NE(refusal({{"JIM_REDIS_HOST", "redis"}, {"JIM_REDIS_UNIX_SOCKET", "/s"}}), "");
    EXPECT_NE(refusal({{"JIM_REDIS_HOST", "redis"},
                       {"JIM_REDIS_SENTINELS", "a"},
                       {"JIM_REDIS_SENTINEL_MASTER", "m"}}),
              "");
    EXPECT_EQ(refusal({{"JIM_REDIS_HOST", "redis"}}), "");
}

TEST_F(RedisSettingsTests, SentinelsAreHostsWithOrWithoutAPort) {
    const auto settings = load({{"JIM_REDIS_SENTINELS", "a, b:1234, [::1]:5, [::2]"}}).value();
    const auto addresses = redisSentinelsOf(settings).value();
    ASSERT_EQ(addresses.size(), 4U);
    EXPECT_EQ(addresses[0].host, "a");
    EXPECT_EQ(addresses[0].port, 26'379);
    EXPECT_EQ(addresses[1].port, 1234);
    EXPECT_EQ(addresses[2].host, "::1");
    EXPECT_EQ(addresses[2].port, 5);
    EXPECT_EQ(addresses[3].host, "::2");
    for (const char* bad : {"a:0", "a:99999", ":1", "[::1", "a:b"})
        EXPECT_NE(refusal({{"JIM_REDIS_SENTINELS", bad}, {"JIM_REDIS_SENTINEL_MASTER", "m"}})
                      .find("JIM_REDIS_SENTINELS"),
                  std::string::npos)
            << bad;
    EXPECT_NE(refusal({{"JIM_REDIS_SENTINELS", "a"}}).find("JIM_REDIS_SENTINEL_MASTER"),
              std::string::npos);
}

TEST_F(RedisSettingsTests, APasswordComesFromItsSettingOrTheFirstLineOfAFile) {
    EXPECT_EQ(redisPasswordOf(load({{"JIM_REDIS_PASSWORD", "abc"}}).value())->reveal(), "abc");
    const auto path = file("s3cret of two words\r\nnot this\n");
    EXPECT_EQ(redisPasswordOf(load({{"JIM_REDIS_PASSWORD_FILE", path}}).value())->reveal(),
              "s3cret of two words");
    EXPECT_NE(refusal({{"JIM_REDIS_PASSWORD", "abc"}, {"JIM_REDIS_PASSWORD_FILE", path}}), "");
    EXPECT_NE(refusal({{"JIM_REDIS_PASSWORD_FILE", file("")}}), "");
    EXPECT_NE(refusal({{"JIM_REDIS_PASSWORD_FILE", file(std::string(600, 'x'))}}), "");
    EXPECT_NE(refusal({{"JIM_REDIS_PASSWORD_FILE", "/nowhere"}}).find("/nowhere"),
              std::string::npos);
    EXPECT_NE(refusal({{"JIM_REDIS_USERNAME", "jim"}}), "");
}

TEST_F(RedisSettingsTests, FilesForTlsBelongTogether) {
    EXPECT_NE(refusal({{"JIM_REDIS_HOST", "r"}, {"JIM_REDIS_TLS_CA_FILE", "/ca"}}), "");
    EXPECT_NE(refusal({{"JIM_REDIS_HOST", "r"},
                       {"JIM_REDIS_TLS", "true"},
                       {"JIM_REDIS_TLS_CERTIFICATE_FILE", "/c"}}),
              "");
    EXPECT_NE(refusal({{"JIM_REDIS_UNIX_SOCKET", "/s"}, {"JIM_REDIS_TLS", "true"}}), "");
    EXPECT_EQ(
        refusal(
            {{"JIM_REDIS_HOST", "r"}, {"JIM_REDIS_TLS", "true"}, {"JIM_REDIS_TLS_CA_FILE", "/ca"}}),
        "");
}

TEST_F(RedisSettingsTests, NoPasswordIsRepeatedInAMessage) {
    const auto message = refusal({{"JIM_REDIS_PASSWORD", "hush hush"}});
    EXPECT_NE(message, "");
    EXPECT_EQ(message.find("hush"), std::string::npos);
}

}  // namespace
}  // namespace jim::config
