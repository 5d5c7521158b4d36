#include "apps/cli/ApiClient.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace jim::apps::cli {
namespace {

using testing::HasSubstr;

class ApiClientTests : public testing::Test {
protected:
    ApiClientTests() {
        settings_.dataDir =
            std::filesystem::path{testing::TempDir()} / ("jim-cli-key-" + std::to_string(getpid()));
        settings_.url = "http://127.0.0.1:5200";
        std::filesystem::create_directories(settings_.dataDir);
    }
    ~ApiClientTests() override { std::filesystem::remove_all(settings_.dataDir); }

    void writeKey(std::string_view content) {
        std::ofstream{settings_.dataDir / "administrator.key"} << content;
    }

    config::Settings settings_;
};

TEST_F(ApiClientTests, FindsTheServerOfTheDataFolder) {
    settings_.url.clear();
    EXPECT_EQ(findUrl(settings_), "http://127.0.0.1:5200");
    std::ofstream{settings_.dataDir / "server.url"} << "http://127.0.0.1:5277\n";
    EXPECT_EQ(findUrl(settings_), "http://127.0.0.1:5277");
    settings_.url = "http://127.0.0.1:1";
    EXPECT_EQ(findUrl(settings_), "http://127.0.0.1:1");
    settings_.url.clear();
    std::ofstream{settings_.dataDir / "server.url"} << "file:///etc/passwd\n";
    EXPECT_EQ(findUrl(settings_), "http://127.0.0.1:5200");
}

TEST_F(ApiClientTests, TheSettingsKeyWins) {
    writeKey("jim_ak_file\n");
    settings_.apiKey = base::Secret{"jim_ak_variable"};
    EXPECT_EQ(findKey(settings_)->reveal(), "jim_ak_variable");
}

TEST_F(ApiClientTests, TheDataFoldersKeyIsForThisMachineOnly) {
    writeKey("jim_ak_file\nmore\n");
    for (const auto* url : {"http://127.0.0.1:5200", "http://localhost", "http://[::1]:1/x"}) {
        settings_.url = url;
        ASSERT_TRUE(findKey(settings_)) << url;
        EXPECT_EQ(findKey(settings_)->reveal(), "jim_ak_file");
    }
    for (const auto* url :
         {"http://example.org", "http://127.0.0.1.example.org:80", "http://localhost.example.org",
          "http://localhost@example.org", "http://127.example.org"}) {
        settings_.url = url;
        EXPECT_FALSE(findKey(settings_)) << url;
    }
}

TEST_F(ApiClientTests, NoKeySaysWhatToDo) {
    const auto key = findKey(settings_);
    ASSERT_FALSE(key);
    EXPECT_THAT(key.error().message, HasSubstr("set JIM_API_KEY"));
    EXPECT_THAT(key.error().message, HasSubstr("administrator.key"));
}

TEST_F(ApiClientTests, AnErrorBodyBecomesASentence) {
    const Answer answer{400,
                        R"({"code":"VALIDATION_ERROR","message":"Not valid.",
"validationErrors":{"name":["Too long.","Odd."]}})",
                        "",
                        {}};
    EXPECT_EQ(answer.code(), "VALIDATION_ERROR");
    EXPECT_EQ(answer.error().message, "Not valid. name: Too long.; Odd.");
    const Answer once{400,
                      R"({"message":"'status': Not a status.",
"validationErrors":{"status":["Not a status."]}})",
                      "",
                      {}};
    EXPECT_EQ(once.error().message, "'status': Not a status.") << "said already";
    EXPECT_EQ((Answer{502, "<html>", "", {}}.error().message), "The server answered 502.");
}

}  // namespace
}  // namespace jim::apps::cli
