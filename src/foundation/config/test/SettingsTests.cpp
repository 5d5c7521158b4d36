#include "foundation/config/Declaration.hpp"
#include "foundation/config/Settings.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>

namespace jim::config {
namespace {

using testing::HasSubstr;
using testing::Not;

class SettingsTests : public testing::Test {
protected:
    ~SettingsTests() override { std::filesystem::remove(file_); }

    std::filesystem::path fileWith(std::string_view content) {
        std::ofstream{file_, std::ios::binary} << content;
        return file_;
    }

    std::string fileErrorOf(std::string_view content) {
        auto settings = load({}, fileWith(content));
        return settings ? "no error" : settings.error().message;
    }

    std::filesystem::path file_ = std::filesystem::path{testing::TempDir()} /
                                  ("jim-settings-" + std::to_string(getpid()) + ".conf");
};

std::string errorOf(std::string name, std::string value) {
    auto settings = load({{std::move(name), std::move(value)}});
    return settings ? "no error" : settings.error().message;
}

const Origin& origin(const Settings& settings, std::string_view name) {
    const auto all = declarations();
    const auto found = std::ranges::find(all, name, &Declaration::name);
    return settings.origins.at(static_cast<std::size_t>(found - all.begin()));
}

TEST_F(SettingsTests, DefaultsNeedNothing) {
    const auto settings = load({});
    ASSERT_TRUE(settings) << settings.error().message;
    EXPECT_EQ(settings->dataDir, "jim-data");
    EXPECT_EQ(settings->listen.host, "127.0.0.1");
    EXPECT_EQ(settings->listen.port, 5200);
    EXPECT_EQ(settings->workerSlots, 2);
    EXPECT_EQ(settings->lease, std::chrono::seconds{30});
    EXPECT_EQ(settings->progressTtl, std::chrono::hours{1});
    EXPECT_EQ(settings->logLevel, "info");
    EXPECT_FALSE(settings->allowRemoteWithoutTls);
    EXPECT_TRUE(settings->infrastructureApiKey.empty());
    EXPECT_EQ(sqliteFile(*settings), "jim-data/jim.db");
    EXPECT_TRUE(settings->warnings.empty());
    EXPECT_EQ(settings->origins.size(), declarations().size());
}

TEST_F(SettingsTests, EnvironmentWinsOverFileAndFileOverDefault) {
    const auto path = fileWith("JIM_WORKER_SLOTS = 5\nJIM_WEB_THREADS=7\n");
    const auto settings = load({{"JIM_WORKER_SLOTS", "9"}}, path);
    ASSERT_TRUE(settings) << settings.error().message;
    EXPECT_EQ(settings->workerSlots, 9);
    EXPECT_EQ(settings->webThreads, 7);
    EXPECT_EQ(origin(*settings, "JIM_WORKER_SLOTS").source, Source::Environment);
    EXPECT_EQ(origin(*settings, "JIM_WEB_THREADS").source, Source::File);
    EXPECT_THAT(origin(*settings, "JIM_WEB_THREADS").where, HasSubstr("line 2"));
    EXPECT_EQ(origin(*settings, "JIM_LISTEN").source, Source::Default);
    EXPECT_EQ(origin(*settings, "JIM_CONFIG_FILE").where, "command line");
}

TEST_F(SettingsTests, TheEnvironmentNamesTheFile) {
    const auto path = fileWith("JIM_LOG_FORMAT = json\n");
    const auto settings = load({{"JIM_CONFIG_FILE", path.string()}});
    ASSERT_TRUE(settings) << settings.error().message;
    EXPECT_EQ(settings->logFormat, "json");
    EXPECT_EQ(settings->configFile, path);
}

TEST_F(SettingsTests, ReadsCommentsQuotesAndWindowsLines) {
    const auto path = fileWith(
        "\xEF\xBB\xBF# a comment\r\n\r\n  JIM_DATA_DIR = /srv/jim # here\r\n"
        "JIM_DATABASE_URL=\"sqlite:/srv/a #1.db\" # quoted\nJIM_ALLOWED_HOSTS = a.example , b\n"
        "JIM_ALLOW_REMOTE_WITHOUT_TLS = TRUE\nJIM_INFRASTRUCTURE_API_KEY =\nJIM_LISTEN=[::1]:0");
    const auto settings = load({}, path);
    ASSERT_TRUE(settings) << settings.error().message;
    EXPECT_EQ(settings->dataDir, "/srv/jim");
    EXPECT_EQ(sqliteFile(*settings), "/srv/a #1.db");
    EXPECT_THAT(settings->allowedHosts, testing::ElementsAre("a.example", "b"));
    EXPECT_TRUE(settings->allowRemoteWithoutTls);
    EXPECT_TRUE(settings->infrastructureApiKey.empty());
    EXPECT_EQ(settings->listen.host, "::1");
    EXPECT_TRUE(settings->listen.isLoopback());
}

TEST_F(SettingsTests, AnEmptyVariableIsNotSet) {
    const auto settings = load({{"JIM_WORKER_SLOTS", ""}}, fileWith("JIM_WORKER_SLOTS = 4"));
    ASSERT_TRUE(settings);
    EXPECT_EQ(settings->workerSlots, 4);
}

TEST_F(SettingsTests, AnUnknownVariableIsWarnedAbout) {
    const auto settings = load({{"JIM_WORKER_SLOT", "3"}, {"PATH", "/bin"}});
    ASSERT_TRUE(settings);
    ASSERT_EQ(settings->warnings.size(), 1U);
    EXPECT_THAT(settings->warnings[0], HasSubstr("JIM_WORKER_SLOT"));
}

TEST_F(SettingsTests, KnowsADatabaseServerByItsUrlOrHost) {
    const auto settings = load({{"JIM_DATABASE_URL", "postgresql://jim@db/jim"}});
    ASSERT_TRUE(settings) << settings.error().message;
    EXPECT_TRUE(usesDatabaseServer(*settings));
    EXPECT_TRUE(usesDatabaseServer(load({{"JIM_DB_HOST", "db"}}).value()));
    EXPECT_FALSE(usesDatabaseServer(load({}).value()));
    const auto both = load({{"JIM_DB_HOST", "db"}, {"JIM_DATABASE_URL", "sqlite:a"}});
    ASSERT_TRUE(both);
    EXPECT_THAT(checkForServing(*both).error().message, HasSubstr("Remove one of them"));
    EXPECT_THAT(errorOf("JIM_DB_SSL_MODE", "always"), HasSubstr("empty or one of disable"));
}

TEST_F(SettingsTests, NeverShowsThePasswordOfAUrl) {
    for (const auto* url :
         {"postgresql://jim:hunter2@db/jim", "postgres://jim:hun@hunter2@db/jim?sslmode=require",
          "postgresql://db/jim?user=jim&password=hunter2&sslmode=require",
          "postgresql://jim@db/jim?password=hunter2"}) {
        const auto settings = load({{"JIM_DATABASE_URL", url}});
        ASSERT_TRUE(settings) << settings.error().message;
        EXPECT_EQ(settings->databaseUrl, url);
        for (const auto& origin : settings->origins)
            EXPECT_EQ(origin.text.find("hunter2"), std::string::npos) << origin.text;
    }
    EXPECT_THAT(errorOf("JIM_DATABASE_URL", "postgre://jim:hunter2@db/jim"),
                testing::Not(HasSubstr("hunter2")));
}

TEST_F(SettingsTests, BadValuesSayWhichWhereAndWhatIsAllowed) {
    EXPECT_EQ(errorOf("JIM_WORKER_SLOTS", "33"),
              "JIM_WORKER_SLOTS (environment): '33' is not allowed; it must be a whole number from "
              "1 to 32.");
    for (const auto* text : {"0", "-1", "2x", " 2", "1e1", "99999999999999999999", "two", "2.0"})
        EXPECT_THAT(errorOf("JIM_WORKER_SLOTS", text), HasSubstr("1 to 32")) << text;
    EXPECT_THAT(errorOf("JIM_LEASE_SECONDS", "30s"), HasSubstr("seconds from 1 to 3600"));
    EXPECT_THAT(errorOf("JIM_ALLOW_REMOTE_WITHOUT_TLS", "yes"), HasSubstr("true or false"));
    EXPECT_THAT(errorOf("JIM_LOG_LEVEL", "loud"), HasSubstr("one of trace, debug"));
    EXPECT_THAT(errorOf("JIM_DATABASE_URL", "mysql://x"), HasSubstr("begins with 'sqlite:'"));
    EXPECT_THAT(errorOf("JIM_DATABASE_URL", "sqlite:"), HasSubstr("begins with 'sqlite:'"));
    EXPECT_THAT(errorOf("JIM_DATABASE_URL", "postgresql://"), HasSubstr("'postgresql://'"));
    EXPECT_THAT(errorOf("JIM_ALLOWED_HOSTS", "a,,b"), HasSubstr("separated by commas"));
    EXPECT_THAT(errorOf("JIM_DATA_DIR", "a\nb"), HasSubstr("'a?b' is not allowed"));
    for (const auto* text : {"127.0.0.1", "127.0.0.1:", ":80", "::1:80", "host:80", "127.0.0.1:x",
                             "127.0.0.1:65536", "[127.0.0.1]:80", "1.2.3:4"})
        EXPECT_THAT(errorOf("JIM_LISTEN", text), HasSubstr("numeric IP address")) << text;
}

TEST_F(SettingsTests, ASecretNeverComesBackInAMessage) {
    for (const std::string text : {"hunter2-hunter2-hunter2-hunter2-hunter2", "jim_ak_hunter2",
                                   "jim_ak_hunter2 hunter2 hunter2 hunter2 hunter2"}) {
        const auto message = errorOf("JIM_INFRASTRUCTURE_API_KEY", text);
        EXPECT_THAT(message, HasSubstr("at least 32 characters"));
        EXPECT_THAT(message, Not(HasSubstr("hunter2")));
    }
    for (const auto* line : {"hunter2", "hunter2 = x", "JIM_API_KEY = \"hunter2", "=hunter2",
                             "JIM_API_KEY = \"a\" hunter2", "JIM_API_KEY hunter2"})
        EXPECT_THAT(fileErrorOf(line),
                    testing::AllOf(HasSubstr("line 1"), Not(HasSubstr("hunter2"))))
            << line;

    const std::string key = "jim_ak_0123456789012345678901234567890123456789";
    const auto settings = load({{"JIM_INFRASTRUCTURE_API_KEY", key}});
    ASSERT_TRUE(settings);
    EXPECT_EQ(settings->infrastructureApiKey.reveal(), key);
    EXPECT_EQ(origin(*settings, "JIM_INFRASTRUCTURE_API_KEY").text, "********");
}

TEST_F(SettingsTests, TheFileIsStrict) {
    EXPECT_THAT(fileErrorOf("\nJIM_WORKER_SLOT = 3"),
                HasSubstr("line 2: there is no setting 'JIM_WORKER_SLOT'"));
    EXPECT_THAT(fileErrorOf("JIM_LISTEN=[::]:1\nJIM_LISTEN=[::]:2"),
                HasSubstr("line 2: JIM_LISTEN is set a second time"));
    EXPECT_THAT(fileErrorOf("JIM_CONFIG_FILE = other"), HasSubstr("environment only"));
    EXPECT_THAT(fileErrorOf("JIM_WEB_THREADS ="), HasSubstr("'' is not allowed"));
    EXPECT_THAT(fileErrorOf(std::string(1024 * 1024 + 1, '#')), HasSubstr("1 MiB"));
    const auto missing = load({}, "/no/such/file");
    ASSERT_FALSE(missing);
    EXPECT_THAT(missing.error().message, HasSubstr("'/no/such/file' cannot be read"));
    EXPECT_FALSE(load({}, testing::TempDir()));
}

TEST_F(SettingsTests, ListensBeyondLoopbackOnlyWhenTold) {
    EXPECT_TRUE(checkForServing(*load({})));
    EXPECT_TRUE(checkForServing(*load({{"JIM_LISTEN", "localhost:0"}})));
    EXPECT_TRUE(checkForServing(*load({{"JIM_METRICS_LISTEN", "127.0.0.1:9100"}})));
    const auto metrics = checkForServing(*load({{"JIM_METRICS_LISTEN", "0.0.0.0:9100"}}));
    ASSERT_FALSE(metrics);
    EXPECT_TRUE(metrics.error().fields.contains("JIM_METRICS_LISTEN"));
    const auto refused = checkForServing(*load({{"JIM_LISTEN", "0.0.0.0:5200"}}));
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().message, HasSubstr("JIM_ALLOW_REMOTE_WITHOUT_TLS"));
    EXPECT_TRUE(checkForServing(
        *load({{"JIM_LISTEN", "[::]:5200"}, {"JIM_ALLOW_REMOTE_WITHOUT_TLS", "true"}})));
}

TEST_F(SettingsTests, TheProcessEnvironmentIsOursOnly) {
    ASSERT_EQ(setenv("JIM_SETTINGS_TEST", "a=b", 1), 0);
    const auto environment = processEnvironment();
    unsetenv("JIM_SETTINGS_TEST");
    EXPECT_EQ(environment.at("JIM_SETTINGS_TEST"), "a=b");
    EXPECT_FALSE(environment.contains("PATH"));
}

}  // namespace
}  // namespace jim::config
