#include "api/test/ApiFixture.hpp"
#include "runs/executor/Executor.hpp"

#include <fmt/format.h>

#include <fstream>
#include <sstream>

namespace jim::api {
namespace {

class EncryptedSettingTests : public ApiFixture {
protected:
    EncryptedSettingTests() {
        const auto made = post("/synchronisation/connected-systems",
                               fmt::format(R"({{"name":"Vault","connectorDefinitionId":{}}})",
                                           SafeConnector::kDefinition));
        path_ = fmt::format("/synchronisation/connected-systems/{}", made.integer("id"));
    }

    Answer setPassword(std::string_view password) {
        return put(path_, fmt::format(R"({{"settingValues":{{"{}":{{"stringValue":"{}"}}}}}})",
                                      SafeConnector::kPassword, password));
    }
    /// Everything that this test's server has written, as bytes.
    std::string everythingWritten() {
        std::ostringstream text;
        for (const auto& entry : std::filesystem::directory_iterator{folder_.path()})
            if (entry.path().extension() != ".key")
                text << std::ifstream{entry.path(), std::ios::binary}.rdbuf();
        for (const auto& line : logged_) text << line;
        return text.str();
    }
    /// The same server after its key file was lost, or replaced by an older one.
    void restart() {
        keys_ = std::move(*security::EncryptionKeys::load(folder_ / "encryption.key"));
    }
    std::string runImport() {
        const auto profile =
            post(path_ + "/run-profiles", R"({"name":"Full Import","runType":"FullImport"})");
        runs::executor::Executor executor{
            {connectors_, publisher_, clock_, folder_.path(), "test:1", keys_}};
        const auto started =
            post(fmt::format("{}/run-profiles/{}/execute", path_, profile.integer("id")));
        const auto session = this->session();
        const auto task = session->queue().claim("test:1", std::chrono::seconds{30});
        EXPECT_TRUE(executor.execute(*session, **task, {}, {}));
        return get("/activities/" + started.text("activityId")).text("message");
    }

    std::string path_;
};

TEST_F(EncryptedSettingTests, ASecretIsUsedButNeverShownOrStoredInClear) {
    EXPECT_FALSE(*get(path_).at("encryptedSettings.0.isSet").boolean());
    const auto set = setPassword(SafeConnector::kRight);
    ASSERT_EQ(set.status, 200) << set.body.serialised();
    EXPECT_TRUE(*set.at("settingValuesValid").boolean());
    EXPECT_EQ(set.text("encryptedSettings.0.name"), "Password");
    EXPECT_TRUE(*set.at("encryptedSettings.0.isSet").boolean());
    const auto schema = post(path_ + "/import-schema");
    ASSERT_EQ(schema.status, 200) << schema.body.serialised();
    EXPECT_EQ(runImport(), "Complete: 1 objects processed, 1 changes.");
    EXPECT_EQ(everythingWritten().find(SafeConnector::kRight), std::string::npos);
    EXPECT_NE(everythingWritten().find("jim1:"), std::string::npos);
    for (const auto* answer : {"", "/capabilities", "/connector-space"})
        EXPECT_EQ(get(path_ + answer).body.serialised().find(SafeConnector::kRight),
                  std::string::npos);
}

TEST_F(EncryptedSettingTests, AWrongSecretIsRefusedAndAnEmptyOneIsNone) {
    const auto wrong = setPassword("wrong");
    EXPECT_EQ(wrong.status, 400);
    EXPECT_FALSE(wrong.at("validationErrors.Password").isNull()) << wrong.body.serialised();
    EXPECT_EQ(setPassword(SafeConnector::kRight).status, 200);
    const auto none = setPassword("");
    EXPECT_EQ(none.status, 400) << "it is required";
    EXPECT_TRUE(*get(path_).at("encryptedSettings.0.isSet").boolean()) << "nothing was changed";
}

TEST_F(EncryptedSettingTests, ALostKeyIsAnErrorThatNamesTheSetting) {
    ASSERT_EQ(setPassword(SafeConnector::kRight).status, 200);
    ASSERT_EQ(post(path_ + "/import-schema").status, 200);
    std::filesystem::remove(folder_ / "encryption.key");
    restart();
    EXPECT_EQ(get(path_).status, 200);
    const auto schema = post(path_ + "/import-schema");
    EXPECT_EQ(schema.status, 400);
    EXPECT_NE(schema.text("message").find("The setting 'Password' of 'Vault' cannot be read"),
              std::string::npos)
        << schema.text("message");
    EXPECT_NE(runImport().find("The setting 'Password' of 'Vault' cannot be read"),
              std::string::npos);
    EXPECT_EQ(setPassword(SafeConnector::kRight).status, 200) << "setting it again is the way out";
    EXPECT_EQ(post(path_ + "/import-schema").status, 200);
}

TEST_F(EncryptedSettingTests, EncryptionCannotBeTurnedOff) {
    const std::string key = "/service-settings/Security.CredentialEncryptionEnabled";
    EXPECT_EQ(put(key, R"({"value":"false"})").status, 400);
    EXPECT_EQ(put(key, R"({"value":"true"})").status, 200);
    EXPECT_EQ(get("/service-settings/Security.EncryptionKeyPath").text("effectiveValue"),
              (folder_ / "encryption.key").string());
}

}  // namespace
}  // namespace jim::api
