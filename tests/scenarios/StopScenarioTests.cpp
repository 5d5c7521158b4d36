#include "foundation/base/Timestamp.hpp"
#include "scenarios/JimProcess.hpp"
#include "scenarios/Landscape.hpp"
#include "scenarios/Workforce.hpp"

#include <gtest/gtest.h>

#include <optional>

namespace jim::scenarios {
namespace {

using transport::http::Method;

/// Two seconds are promised on a quiet machine; a busy one that runs sanitized code gets more.
constexpr std::chrono::seconds kSoon{10};

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

    /// Cancels a run that is going on; by the server's own clock. Whether it came in time.
    bool cancel(const std::string& activity, std::size_t moment) {
        workFor(*jim_, activity, moment);
        const auto asked = timeOf(progressOf(activity), "retrievedAt");
        const auto answer = jim_->send(Method::Post, "/activities/" + activity + "/cancel");
        EXPECT_TRUE(answer.status == 202 || answer.status / 100 == 4) << answer.status;
        const auto ended = landscape_.wait(*jim_, activity);
        const bool cancelled = ended.at("status").as_string() == "Cancelled";
        EXPECT_TRUE(cancelled || ended.at("status").as_string() == "Complete")
            << json::serialize(ended);
        EXPECT_LT(timeOf(progressOf(activity), "asOf") - asked, kSoon) << json::serialize(ended);
        for (const auto& phase : ended.at("phases").as_array())
            EXPECT_TRUE(phase.at("status") != "Active" && phase.at("status") != "Pending") << phase;
        expectTotalsOfItems(*jim_, ended);
        return cancelled;
    }

    /// Cancels the run early and later, then lets it complete. How many cancels came in time: none
    /// may, when the machine lets the run go on and not the test.
    int cancelAndComplete(const std::string& system, const std::string& profile) {
        int cancelled = 0;
        for (const std::size_t moment : {1U, 2U, 3U})
            cancelled += cancel(landscape_.start(*jim_, system, profile), moment) ? 1 : 0;
        landscape_.run(*jim_, system, profile);
        return cancelled;
    }

    TemporaryFolder folder_;
    Workforce workforce_{6000, 13};
    Landscape landscape_{folder_.path()};
    std::optional<JimProcess> jim_;
};

TEST_F(StopScenarioTests, EveryKindOfRunIsCancelledSoonAndTheSameRunCompletesIt) {
    int cancelled = cancelAndComplete("HR", "FullImport");
    cancelled += cancelAndComplete("HR", "FullSynchronisation");
    cancelled += cancelAndComplete("Directory", "Export");
    cancelled += cancelAndComplete("Directory", "FullImport");
    EXPECT_TRUE(directoryRows(landscape_.directory()) == workforce_.expectedDirectory());

    cancelled += cancel(landscape_.startClearing(*jim_, "HR"), 1) ? 1 : 0;
    landscape_.run(*jim_, "HR", "FullImport");
    landscape_.run(*jim_, "HR", "FullSynchronisation");
    workforce_.nextDay();
    writeFile(landscape_.hr(), workforce_.hrFile());
    landscape_.run(*jim_, "HR", "FullImport");
    cancelled += cancelAndComplete("HR", "DeltaSynchronisation");
    landscape_.run(*jim_, "Directory", "Export");
    EXPECT_TRUE(directoryRows(landscape_.directory()) == workforce_.expectedDirectory());
    EXPECT_GE(cancelled, 1) << "every cancel came too late";
}

TEST_F(StopScenarioTests, AServiceThatIsStoppedFinishesTheBatchAndHandsTheRestToItsNextLife) {
    for (const auto& [system, profile] : std::vector<std::pair<std::string, std::string>>{
             {"HR", "FullImport"}, {"HR", "FullSynchronisation"}, {"Directory", "Export"}}) {
        const auto activity = landscape_.start(*jim_, system, profile);
        workFor(*jim_, activity, 1);
        EXPECT_EQ(jim_->stop(), 0);
        jim_.emplace(folder_.path() / "data");
        const auto ended = jim_->get("/activities/" + activity).as_object();
        const auto status = ended.at("status").as_string();
        EXPECT_TRUE(status == "Cancelled" || status == "Complete") << json::serialize(ended);
        if (status == "Cancelled")
            EXPECT_NE(ended.at("message").as_string().find("the service was stopped"),
                      std::string::npos)
                << ended.at("message");
        expectTotalsOfItems(*jim_, ended);
        landscape_.run(*jim_, system, profile);
    }
    EXPECT_TRUE(directoryRows(landscape_.directory()) == workforce_.expectedDirectory());
}

}  // namespace
}  // namespace jim::scenarios
