#include "scenarios/DatabaseTables.hpp"
#include "scenarios/JimProcess.hpp"
#include "scenarios/Landscape.hpp"
#include "scenarios/Workforce.hpp"

#include <gtest/gtest.h>

#include <algorithm>
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
/// most of these runs are over, or nearly.
constexpr std::size_t kMoments = 8;
/// How often a run is killed at most, for each time that it is to be cut off.
constexpr int kKillsForEachCut = 4;

constexpr int kRuns = 13;  ///< All of the three days, with the removal.

/// What a server's data has come to, once it is stopped.
struct Result {
    DatabaseTables tables;
    std::string directory;
};

/// A service that is killed in each run at random moments, and started again, until the run was cut
/// off `cuts` times.
class KilledService {
public:
    explicit KilledService(int cuts, std::uint32_t seed) : cuts_(cuts), random_(seed) {}

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
        killIn(system, profile);
        landscape_.throttle(*jim_, 0);
        const auto activity = start(system, profile);
        if (activity.empty()) return;
        EXPECT_EQ(landscape_.wait(*jim_, activity).at("status").as_string(), "Complete")
            << system << ' ' << profile;
    }

    /// A kill that comes too late, on a slow machine as on a fast one, makes the next come sooner.
    void killIn(const std::string& system, const std::string& profile) {
        const int enough = interrupted_ + cuts_;
        std::size_t latest = kMoments;
        for (int kill = 0; interrupted_ < enough && kill < cuts_ * kKillsForEachCut; ++kill) {
            landscape_.throttle(*jim_, pace_);
            const auto activity = start(system, profile);
            if (activity.empty()) return;
            const auto moment = random_() % latest;
            workFor(*jim_, activity, moment);
            jim_->kill();
            restart();
            if (!expectEnded(landscape_.wait(*jim_, activity)))
                latest = std::max<std::size_t>(moment, 2);
        }
    }

    /// Failed with its reason, or just complete; its phases closed, its totals those of its items.
    /// @return whether it was cut off
    bool expectEnded(const json::object& ended) {
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
        return status == "FailedWithError";
    }

    int cuts_;
    std::mt19937 random_;
    int pace_ = kPaceOfAll;
    int interrupted_ = 0;
    std::map<std::string, int> moments_;
    TemporaryFolder folder_;
    Landscape landscape_{folder_.path()};
    std::optional<JimProcess> jim_;
};

TEST(KillScenarioTests, KilledAtRandomMomentsTheSameRunsEndWhereUndisturbedOnesDo) {
    const Days days{1200};  // So many objects that removing them is a run of its own.
    const auto expected = KilledService{0, 0}.liveThrough(days);
    KilledService service{2, 11};
    const auto found = service.liveThrough(days);
    EXPECT_EQ(differenceOf(expected.tables, found.tables), "");
    EXPECT_EQ(found.directory, expected.directory);
    EXPECT_GE(service.interrupted(), kRuns) << "most kills came too late to test anything";
    EXPECT_GE(service.moments().size(), 3U) << "too few steps were hit to test anything";
}

}  // namespace
}  // namespace jim::scenarios
