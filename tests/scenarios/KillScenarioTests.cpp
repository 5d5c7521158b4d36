#include "scenarios/DatabaseTables.hpp"
#include "scenarios/JimProcess.hpp"
#include "scenarios/Landscape.hpp"
#include "scenarios/Workforce.hpp"

#include <gtest/gtest.h>

#include <array>
#include <optional>
#include <random>

namespace jim::scenarios {
namespace {

/// Two days of every kind of run, with a removal of a system's objects between them.
struct Days {
    explicit Days(std::size_t people) {
        Workforce workforce{people, 3};
        one = workforce.hrFile();
        for (int day = 0; day < 5; ++day) workforce.nextDay();
        two = workforce.hrFile();
        for (int day = 0; day < 5; ++day) workforce.nextDay();
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

/// Runs that are to be killed are kept to so many objects a second, so that each of their steps
/// lasts longer than it takes to look at it: those of a whole day one, and those of what changed
/// since.
constexpr int kPaceOfAll = 1000;
constexpr int kPaceOfChanges = 300;
/// Progress is published four times a second and at each change of phase. So many moments later
/// the shorter and the longer of these runs are over, or nearly.
constexpr std::array<std::size_t, 2> kMoments{6, 14};

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
        pace_ = kPaceOfChanges;
        for (const auto& [system, profile] : kDelta) complete(system, profile);
        pace_ = kPaceOfAll;
        complete("HR", kClear);
        writeFile(landscape_.hr(), days.three);
        for (const auto& [system, profile] : kFull) complete(system, profile);
        EXPECT_EQ(jim_->stop(), 0);
        return {databaseTables(folder_.path()), readFile(landscape_.directory())};
    }

    [[nodiscard]] int interrupted() const { return interrupted_; }
    /// How often it was killed in which step.
    [[nodiscard]] const std::map<std::string, int>& moments() const { return moments_; }

private:
    void restart() { jim_.emplace(folder_.path() / "data"); }

    std::string start(const std::string& system, const std::string& profile) {
        return profile == kClear ? landscape_.startClearing(*jim_, system)
                                 : landscape_.start(*jim_, system, profile);
    }

    void complete(const std::string& system, const std::string& profile) {
        for (int kill = 0; kill < kills_; ++kill) {
            landscape_.throttle(*jim_, pace_);
            const auto activity = start(system, profile);
            if (activity.empty()) break;
            workFor(*jim_, activity, random_() % kMoments[static_cast<std::size_t>(kill) % 2]);
            jim_->kill();
            restart();
            expectEnded(landscape_.wait(*jim_, activity));
        }
        landscape_.throttle(*jim_, 0);
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
            if (phase.at("status") == "Failed")
                ++moments_[std::string{phase.at("key").as_string()}];
        expectClosedPhases(ended);
        expectTotalsOfItems(*jim_, ended);
    }

    int kills_;
    std::mt19937 random_;
    int pace_ = kPaceOfAll;
    int interrupted_ = 0;
    std::map<std::string, int> moments_;
    TemporaryFolder folder_;
    Landscape landscape_{folder_.path()};
    std::optional<JimProcess> jim_;
};

TEST(KillScenarioTests, KilledAtRandomMomentsTheSameRunsEndWhereUndisturbedOnesDo) {
    const Days days{1000};
    const auto expected = KilledService{0, 0}.liveThrough(days);
    KilledService service{4, 11};
    const auto found = service.liveThrough(days);
    EXPECT_EQ(differenceOf(expected.tables, found.tables), "");
    EXPECT_EQ(found.directory, expected.directory);
    EXPECT_GE(service.interrupted(), 20) << "most kills came too late to test anything";
    EXPECT_GE(service.moments().size(), 3U) << "too few steps were hit to test anything";
}

}  // namespace
}  // namespace jim::scenarios
