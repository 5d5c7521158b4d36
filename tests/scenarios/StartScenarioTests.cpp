#include "scenarios/JimProcess.hpp"
#include "scenarios/TemporaryFolder.hpp"

#include <gmock/gmock.h>
#include <sys/stat.h>

#include <algorithm>
#include <fstream>

namespace jim::scenarios {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

/// A data folder that a server has used, and what keeps the next one from starting there.
class StartScenarioTests : public testing::Test {
protected:
    StartScenarioTests() {
        JimProcess jim{data_};
        const auto made =
            jim.post("/metaverse/attributes", json::object{{"name", "Shoe Size"},
                                                           {"type", "Number"},
                                                           {"attributePlurality", "SingleValued"}});
        made_ = "/metaverse/attributes/" + std::to_string(made.at("id").to_number<int>());
        EXPECT_EQ(jim.stop(), 0);
    }

    /// One line says what is wrong.
    void expectRefused(const std::string& text, bool obeyingPermissions = false) {
        const auto refused = serveInVain(data_, {}, obeyingPermissions);
        EXPECT_EQ(refused.exitStatus, 1);
        EXPECT_THAT(refused.errors, StartsWith("jim: "));
        EXPECT_THAT(refused.errors, HasSubstr(text));
        EXPECT_EQ(std::ranges::count(refused.errors, '\n'), 1) << refused.errors;
    }
    /// The same, and the database is what it was to the byte.
    void expectUntouched(const std::string& text, bool obeyingPermissions = false) {
        const auto before = readFile(database());
        expectRefused(text, obeyingPermissions);
        EXPECT_TRUE(readFile(database()) == before);
    }
    void expectEverythingThere() {
        JimProcess jim{data_};
        EXPECT_EQ(jim.get(made_).at("name").as_string(), "Shoe Size");
    }

    /// Overwrites some bytes of a file; what they were.
    std::string overwrite(const std::filesystem::path& file, std::streamoff at,
                          const std::string& bytes) {
        std::string before = readFile(file).substr(static_cast<std::size_t>(at), bytes.size());
        std::fstream out{file, std::ios::in | std::ios::out | std::ios::binary};
        out.seekp(at);
        out << bytes;
        return before;
    }

    [[nodiscard]] std::filesystem::path database() const { return data_ / "jim.db"; }

    TemporaryFolder folder_;
    std::filesystem::path data_ = folder_.path() / "data";
    std::string made_;  ///< The route of what was stored.
};

TEST_F(StartScenarioTests, ItsAddressIsInTheDataFolderWhileItServes) {
    const auto file = data_ / "server.url";
    EXPECT_FALSE(std::filesystem::exists(file));
    JimProcess jim{data_};
    EXPECT_EQ(readFile(file), jim.url() + "\n");
    jim.stop();
    EXPECT_FALSE(std::filesystem::exists(file));
}

TEST_F(StartScenarioTests, ADatabaseThatMayNotBeWrittenIsRefused) {
    std::filesystem::permissions(database(), std::filesystem::perms{0400});
    expectUntouched("read-only", true);
    std::filesystem::permissions(database(), std::filesystem::perms{0600});
    expectEverythingThere();
}

TEST_F(StartScenarioTests, WhatIsNoDatabaseIsRefused) {
    const auto header = overwrite(database(), 0, std::string(64, '?'));
    expectUntouched("is not a database");
    overwrite(database(), 0, header);
    expectEverythingThere();
}

TEST_F(StartScenarioTests, ADatabaseOfANewerVersionIsRefused) {
    // Where SQLite keeps the version that programs give their files.
    const auto version = overwrite(database(), 60, std::string{"\0\0\0\x63", 4});
    expectUntouched("newer version");
    overwrite(database(), 60, version);
    expectEverythingThere();
}

TEST_F(StartScenarioTests, ASecondProcessIsRefusedAndTheFirstDoesNotNotice) {
    JimProcess first{data_};
    const auto refused = serveInVain(data_);
    EXPECT_EQ(refused.exitStatus, 1);
    EXPECT_THAT(refused.errors, HasSubstr("in use by process " + std::to_string(first.pid())));
    EXPECT_EQ(std::ranges::count(refused.errors, '\n'), 1) << refused.errors;
    EXPECT_EQ(first.get(made_).at("name").as_string(), "Shoe Size");
    EXPECT_EQ(first.stop(), 0);
}

TEST_F(StartScenarioTests, AKeyFileThatIsDamagedOrMayNotBeReadIsRefused) {
    const auto file = data_ / "encryption.key";
    const auto text = readFile(file);
    writeFile(file, text.substr(0, text.size() - 5) + "\n");
    expectRefused("line 4");
    writeFile(file, text);
    std::filesystem::permissions(file, std::filesystem::perms{0200});
    expectRefused("encryption.key", true);
    std::filesystem::permissions(file, std::filesystem::perms{0600});
    expectEverythingThere();
}

TEST_F(StartScenarioTests, AKeyFileThatOthersMayReadIsWarnedAbout) {
    std::filesystem::permissions(data_ / "encryption.key", std::filesystem::perms{0644});
    JimProcess jim{data_};
    EXPECT_THAT(readFile(data_ / "server.log"), HasSubstr("can be read by others"));
    const auto keys = readFile(data_ / "encryption.key");
    EXPECT_THAT(readFile(data_ / "server.log"),
                testing::Not(HasSubstr(keys.substr(keys.size() - 41, 40))));
}

}  // namespace
}  // namespace jim::scenarios
