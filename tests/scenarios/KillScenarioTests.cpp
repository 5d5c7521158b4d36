#include "scenarios/DatabaseTables.hpp"
#include "scenarios/JimProcess.hpp"
#include "scenarios/Landscape.hpp"
#include "scenarios/Workforce.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <random>

namespace jim::scenarios {
namespace {

/// Two days of every kind of run, with a removal of a system's objects between them.
struct Days {
    explicit Days(std::size_t people) {
        Workforce workforce{people, 3};
        one = workforce.hrFile();
        workforce.nextDay();
        two = workforce.hrFile();
        workforce.nextDay();
        three = workforce.hrFile();
    }
    std::string one;
    std::string two;
    std::string three;
};

const std::vector<std::pair<std::string, std::string>> kFull{{"HR", "FullImport"},
                                                             {"HR", "FullSynchronisation"},
                                                             {"Directory", "Export"},
                                                             {"Directory", "FullImport"}};
const std::vector<std::pair<std::string, std::string>> kDelta{{"HR", "FullImport"},
                                                              {"HR", "DeltaSynchronisation"},
                                                              {"Directory", "Export"},
                                                              {"Directory", "FullImport"}};
const std::string kClear = "clear";

/// What a server's data has come to, once it is stopped.
struct Result {
    DatabaseTables tables;
    std::string directory;
};

/// A service that is killed `kills` times in each run, at random moments, and started again.
class KilledService {
public:
    explicit KilledService(int kills, std::uint32_t seed) : kills_(kills), random_(seed) {}

    Result liveThrough(const Days& days) {
        writeFile(landscape_.hr(), days.one);
        restart();
        landscape_.configure(*jim_);
        for (const auto& [system, profile] : kFull) complete(system, profile);
        writeFile(landscape_.hr(), days.two);
        for (const auto& [system, profile] : kDelta) complete(system, profile);
        complete("HR", kClear);
        writeFile(landscape_.hr(), days.three);
        for (const auto& [system, profile] : kFull) complete(system, profile);
        EXPECT_EQ(jim_->stop(), 0);
        return {databaseTables(folder_.path()), readFile(landscape_.directory())};
    }

    [[nodiscard]] int interrupted() const { return interrupted_; }

private:
    void restart() { jim_.emplace(folder_.path() / "data"); }

    std::string start(const std::string& system, const std::string& profile) {
        return profile == kClear ? landscape_.startClearing(*jim_, system)
                                 : landscape_.start(*jim_, system, profile);
    }

    void complete(const std::string& system, const std::string& profile) {
        for (int kill = 0; kill < kills_; ++kill) {
            const auto activity = start(system, profile);
            if (activity.empty()) return;
            workFor(*jim_, activity, random_() % 5);
            jim_->kill();
            restart();
            expectEnded(landscape_.wait(*jim_, activity));
        }
        const auto activity = start(system, profile);
        if (activity.empty()) return;
        EXPECT_EQ(landscape_.wait(*jim_, activity).at("status").as_string(), "Complete")
            << system << ' ' << profile;
    }

    /// Failed with its reason, or just complete; its phases closed, its totals those of its items.
    void expectEnded(const json::object& ended) {
        const auto status = ended.at("status").as_string();
        EXPECT_TRUE(status == "FailedWithError" || status == "Complete") << json::serialize(ended);
        if (status == "FailedWithError") {
            ++interrupted_;
            EXPECT_NE(ended.at("errorMessage").as_string().find("stopped in the middle"),
                      std::string::npos);
        }
        for (const auto& phase : ended.at("phases").as_array())
            EXPECT_TRUE(phase.at("status") != "Active" && phase.at("status") != "Pending") << phase;
        expectTotalsOfItems(*jim_, ended);
    }

    int kills_;
    std::mt19937 random_;
    int interrupted_ = 0;
    TemporaryFolder folder_;
    Landscape landscape_{folder_.path()};
    std::optional<JimProcess> jim_;
};

TEST(KillScenarioTests, KilledAtRandomMomentsTheSameRunsEndWhereUndisturbedOnesDo) {
    const Days days{2500};
    const auto expected = KilledService{0, 0}.liveThrough(days);
    KilledService service{2, 11};
    const auto found = service.liveThrough(days);
    EXPECT_EQ(differenceOf(expected.tables, found.tables), "");
    EXPECT_EQ(found.directory, expected.directory);
    EXPECT_GE(service.interrupted(), 6) << "most kills came too late to test anything";
}

}  // namespace
}  // namespace jim::scenarios
