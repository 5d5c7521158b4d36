#include "foundation/base/test/TemporaryFolder.hpp"
#include "security/EncryptionKeys.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <sstream>

namespace jim::security {
namespace {

using base::Secret;

class EncryptionKeysTests : public testing::Test {
protected:
    EncryptionKeys load() {
        auto keys = EncryptionKeys::load(file_);
        if (!keys) throw std::runtime_error(keys.error().message);
        return std::move(*keys);
    }
    std::string content() {
        std::ostringstream text;
        text << std::ifstream{file_}.rdbuf();
        return text.str();
    }

    base::TemporaryFolder folder_;
    std::filesystem::path file_ = folder_ / "encryption.key";
};

TEST_F(EncryptionKeysTests, TheFirstStartMakesAFileForItsOwnerOnly) {
    const auto keys = load();
    struct stat about{};
    ASSERT_EQ(::stat(file_.c_str(), &about), 0);
    EXPECT_EQ(about.st_mode & 0777U, 0600U);
    EXPECT_FALSE(keys.isExposed());
    const auto sealed = keys.seal(Secret{"hello"}, "here");
    EXPECT_EQ(load().open(sealed, "here")->reveal(), "hello");
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator{folder_.path()}, {}), 1);
    std::filesystem::permissions(file_, std::filesystem::perms{0640});
    EXPECT_TRUE(load().isExposed());
}

TEST_F(EncryptionKeysTests, EverySecretComesBackAndNoneLooksTheSameTwice) {
    const auto keys = load();
    rc::check([&](const std::string& text, const std::string& context) {
        const auto sealed = keys.seal(Secret{text}, context);
        const auto opened = keys.open(sealed, context);
        RC_ASSERT(opened.has_value());
        RC_ASSERT(opened->reveal() == text);
        RC_ASSERT(keys.seal(Secret{text}, context) != sealed);
        RC_ASSERT(text.size() < 4 || sealed.find(text) == std::string::npos);
    });
}

TEST_F(EncryptionKeysTests, NothingThatWasChangedOrMovedOpens) {
    const auto keys = load();
    const auto sealed = keys.seal(Secret{"hello"}, "here");
    EXPECT_FALSE(keys.open(sealed, "there"));
    for (std::size_t i = 0; i < sealed.size(); ++i) {
        std::string changed = sealed;
        changed[i] = changed[i] == 'A' ? 'B' : 'A';
        EXPECT_FALSE(keys.open(changed, "here")) << i;
    }
    for (const auto* wrong : {"", "hello", "jim1:", "jim1:x:", "jim2:00:AAAA"})
        EXPECT_FALSE(keys.open(wrong, "here")) << wrong;
}

TEST_F(EncryptionKeysTests, ANewKeyLeavesTheFileToItsOwner) {
    load();
    // Only root can add a key to somebody else's file.
    const bool root = ::geteuid() == 0;
    const uid_t owner = root ? 12 : ::geteuid();
    const gid_t group = root ? 34 : ::getegid();
    ASSERT_EQ(::chown(file_.c_str(), owner, group), 0);
    ASSERT_TRUE(EncryptionKeys::addKey(file_));
    struct stat about{};
    ASSERT_EQ(::stat(file_.c_str(), &about), 0);
    EXPECT_EQ(about.st_uid, owner);
    EXPECT_EQ(about.st_gid, group);
    EXPECT_EQ(about.st_mode & 0777U, 0600U);
}

TEST_F(EncryptionKeysTests, ANewKeyEncryptsAndOldOnesStillDecrypt) {
    const auto before = load();
    const auto sealed = before.seal(Secret{"hello"}, "here");
    EXPECT_TRUE(before.isCurrent(sealed));
    const auto added = EncryptionKeys::addKey(file_);
    ASSERT_TRUE(added);
    const auto after = load();
    EXPECT_EQ(after.open(sealed, "here")->reveal(), "hello");
    EXPECT_FALSE(after.isCurrent(sealed));
    const auto again = after.seal(Secret{"hello"}, "here");
    EXPECT_NE(again.find(*added), std::string::npos);
    EXPECT_TRUE(after.isCurrent(again));
    EXPECT_FALSE(before.open(again, "here"));
}

TEST_F(EncryptionKeysTests, AnotherKeyIsNamed) {
    const auto sealed = load().seal(Secret{"hello"}, "here");
    std::filesystem::remove(file_);
    const auto opened = load().open(sealed, "here");
    ASSERT_FALSE(opened);
    EXPECT_NE(opened.error().message.find("was encrypted with the key '" + sealed.substr(5, 16)),
              std::string::npos)
        << opened.error().message;
}

TEST_F(EncryptionKeysTests, ADamagedFileIsNamedWithItsLine) {
    (void)load();
    std::string text = content();
    text[text.size() - 3] = text[text.size() - 3] == '0' ? '1' : '0';
    std::ofstream{file_} << text;
    const auto damaged = EncryptionKeys::load(file_);
    ASSERT_FALSE(damaged);
    EXPECT_NE(damaged.error().message.find("line 4"), std::string::npos) << damaged.error().message;
    EXPECT_FALSE(EncryptionKeys::addKey(file_));
    std::ofstream{file_} << "# nothing\n";
    EXPECT_EQ(EncryptionKeys::load(file_).error().kind, base::ErrorKind::InvalidState);
    EXPECT_EQ(EncryptionKeys::load(folder_ / "missing" / "key").error().kind,
              base::ErrorKind::External);
}

}  // namespace
}  // namespace jim::security
