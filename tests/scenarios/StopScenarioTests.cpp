#include "foundation/base/Timestamp.hpp"
#include "scenarios/JimProcess.hpp"
#include "scenarios/Landscape.hpp"
#include "scenarios/Workforce.hpp"

#include <gtest/gtest.h>

#include <optional>

namespace jim::scenarios {
namespace {

using transport::http::Method;

/// What is promised of a cancel.
constexpr std::chrono::seconds kSoon{2};

/// So slow that no run here comes to its end while it is looked at.
constexpr int kSlow = 100;
/// So slow that the steps behind the first one last for seconds.
constexpr int kSlower = 500;

class StopScenarioTests : public testing::Test {
protected:
    StopScenarioTests() {
        writeFile(landscape_.hr(), workforce_.hrFile());
        jim_.emplace(folder_.path() / "data");
        landscape_.configure(*jim_);
    }

    json::value progressOf(const std::string& activity) {
        return jim_->get("/activities/" + activity + "/progress");
    }
    static base::Timestamp timeOf(const json::value& document, const char* member) {
        return base::parseIso(document.at(member).as_string()).value();
    }

    /// Cancels a run that works on that step, by the server's own clock.
    void cancel(const std::string& activity, const std::string& step) {
        ASSERT_TRUE(workUntil(*jim_, activity, step)) << step << " was over too early";
        const auto asked = timeOf(progressOf(activity), "retrievedAt");
        EXPECT_EQ(jim_->send(Method::Post, "/activities/" + activity + "/cancel").status, 202);
        const auto ended = landscape_.wait(*jim_, activity);
        EXPECT_EQ(ended.at("status").as_string(), "Cancelled") << json::serialize(ended);
        EXPECT_LT(timeOf(progressOf(activity), "asOf") - asked, kSoon) << json::serialize(ended);
        expectClosedPhases(ended);
        expectTotalsOfItems(*jim_, ended);
    }

    void cancelIn(const std::string& system, const std::string& profile, const std::string& step,
                  int objectsPerSecond = kSlow) {
        landscape_.throttle(*jim_, objectsPerSecond);
        cancel(landscape_.start(*jim_, system, profile), step);
        landscape_.throttle(*jim_, 0);
    }

    void expectDirectoryOfWorkforce() {
        EXPECT_TRUE(directoryRows(landscape_.directory()) == workforce_.expectedDirectory());
    }

    TemporaryFolder folder_;
    Workforce workforce_{2000, 13};
    Landscape landscape_{folder_.path()};
    std::optional<JimProcess> jim_;
};

TEST_F(StopScenarioTests, EveryKindOfRunIsCancelledSoonAndTheSameRunCompletesIt) {
    cancelIn("HR", "FullImport", "import.fetch");
    cancelIn("HR", "FullImport", "import.save", kSlower);
    landscape_.run(*jim_, "HR", "FullImport");
    cancelIn("HR", "FullSynchronisation", "sync.process");
    landscape_.run(*jim_, "HR", "FullSynchronisation");
    cancelIn("Directory", "Export", "export.execute");
    landscape_.run(*jim_, "Directory", "Export");
    cancelIn("Directory", "FullImport", "import.fetch");
    landscape_.run(*jim_, "Directory", "FullImport");
    expectDirectoryOfWorkforce();

    for (int day = 0; day < 3; ++day) workforce_.nextDay();
    writeFile(landscape_.hr(), workforce_.hrFile());
    landscape_.run(*jim_, "HR", "FullImport");
    cancelIn("HR", "DeltaSynchronisation", "sync.process");
    landscape_.run(*jim_, "HR", "DeltaSynchronisation");
    landscape_.run(*jim_, "Directory", "Export");
    expectDirectoryOfWorkforce();
}

TEST_F(StopScenarioTests, ARemovalIsCancelledSoonAndAnotherCompletesIt) {
    landscape_.run(*jim_, "HR", "FullImport");
    landscape_.throttle(*jim_, kSlow);
    cancel(landscape_.startClearing(*jim_, "HR"), "removal.objects");
    landscape_.throttle(*jim_, 0);
    const auto rest = landscape_.startClearing(*jim_, "HR");
    EXPECT_EQ(landscape_.wait(*jim_, rest).at("status").as_string(), "Complete");
    const auto again = landscape_.run(*jim_, "HR", "FullImport");
    const auto stats =
        jim_->get("/activities/" + std::string{again.at("id").as_string()} + "/stats");
    EXPECT_EQ(stats.at("totalCsoAdds").to_number<std::size_t>(), workforce_.size());
}

TEST_F(StopScenarioTests, AServiceThatIsStoppedFinishesTheBatchAndHandsTheRestToItsNextLife) {
    for (const auto& [system, profile, step] :
         std::vector<std::tuple<std::string, std::string, std::string>>{
             {"HR", "FullImport", "import.fetch"},
             {"HR", "FullSynchronisation", "sync.process"},
             {"Directory", "Export", "export.execute"}}) {
        landscape_.throttle(*jim_, kSlow);
        const auto activity = landscape_.start(*jim_, system, profile);
        EXPECT_TRUE(workUntil(*jim_, activity, step));
        EXPECT_EQ(jim_->stop(), 0);
        jim_.emplace(folder_.path() / "data");
        const auto ended = jim_->get("/activities/" + activity).as_object();
        EXPECT_EQ(ended.at("status").as_string(), "Cancelled") << json::serialize(ended);
        EXPECT_NE(ended.at("message").as_string().find("the service was stopped"),
                  std::string::npos)
            << ended.at("message");
        expectTotalsOfItems(*jim_, ended);
        landscape_.throttle(*jim_, 0);
        landscape_.run(*jim_, system, profile);
    }
    expectDirectoryOfWorkforce();
}

}  // namespace
}  // namespace jim::scenarios
