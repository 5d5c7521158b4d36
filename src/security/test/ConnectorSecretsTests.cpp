#include "foundation/base/test/TemporaryFolder.hpp"
#include "security/ConnectorSecrets.hpp"

#include <gtest/gtest.h>

namespace jim::security {
namespace {

using identity::connected_system::SettingType;

class ConnectorSecretsTests : public testing::Test {
protected:
    ConnectorSecretsTests() {
        definition_.settings.resize(2);
        definition_.settings[0].id = 1;
        definition_.settings[0].name = "Host";
        definition_.settings[1].id = 2;
        definition_.settings[1].name = "Password";
        definition_.settings[1].type = SettingType::StringEncrypted;
        system_.id = 7;
        system_.name = "Directory";
        system_.settings[1].text = "ldap.example.org";
    }

    EncryptionKeys keys() { return std::move(*EncryptionKeys::load(folder_ / "key")); }

    base::TemporaryFolder folder_;
    ConnectorDefinition definition_;
    ConnectedSystem system_;
};

TEST_F(ConnectorSecretsTests, OnlyTheSystemAndSettingItWasSetForCanReadAValue) {
    const auto keys = this->keys();
    system_.settings[2].text = sealSetting(keys, 7, 2, base::Secret{"secret"});
    const auto values = revealed(keys, definition_, system_);
    ASSERT_TRUE(values) << values.error().message;
    EXPECT_EQ(*values->at(1).text, "ldap.example.org");
    EXPECT_FALSE(values->at(2).text);
    EXPECT_EQ(values->at(2).secret->reveal(), "secret");
    for (const auto& [systemId, settingId] : {std::pair{8, 2}, std::pair{7, 1}}) {
        system_.settings[2].text = sealSetting(keys, systemId, settingId, base::Secret{"secret"});
        const auto moved = revealed(keys, definition_, system_);
        ASSERT_FALSE(moved);
        EXPECT_TRUE(moved.error().fields.contains("Password"));
    }
    system_.settings.erase(2);
    EXPECT_FALSE(revealed(keys, definition_, system_)->contains(2));
}

TEST_F(ConnectorSecretsTests, AfterANewKeyEverythingIsSealedWithIt) {
    system_.settings[2].text = sealSetting(keys(), 7, 2, base::Secret{"secret"});
    EXPECT_FALSE(reseal(keys(), definition_, system_).changed);
    ASSERT_TRUE(EncryptionKeys::addKey(folder_ / "key"));
    const auto keys = this->keys();
    const auto result = reseal(keys, definition_, system_);
    EXPECT_TRUE(result.changed);
    EXPECT_TRUE(result.problems.empty());
    EXPECT_TRUE(keys.isCurrent(*system_.settings[2].text));
    EXPECT_EQ(revealed(keys, definition_, system_)->at(2).secret->reveal(), "secret");
}

TEST_F(ConnectorSecretsTests, WhatCannotBeReadIsSaidAndLeftAlone) {
    const auto sealed = sealSetting(keys(), 7, 2, base::Secret{"secret"});
    system_.settings[2].text = sealed;
    std::filesystem::remove(folder_ / "key");
    const auto result = reseal(keys(), definition_, system_);
    EXPECT_FALSE(result.changed);
    ASSERT_EQ(result.problems.size(), 1U);
    EXPECT_NE(result.problems[0].find("'Password' of 'Directory'"), std::string::npos);
    EXPECT_EQ(*system_.settings[2].text, sealed);
}

}  // namespace
}  // namespace jim::security
