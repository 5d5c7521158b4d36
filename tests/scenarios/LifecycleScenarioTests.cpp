#include "scenarios/JimProcess.hpp"
#include "scenarios/Landscape.hpp"
#include "scenarios/Workforce.hpp"

#include <gmock/gmock.h>

#include <optional>

namespace jim::scenarios {
namespace {

using transport::http::Method;

std::int64_t total(JimProcess& jim, const json::object& activity, const char* member) {
    const auto id = std::string{activity.at("id").as_string()};
    return jim.get("/activities/" + id + "/stats").at(member).to_number<std::int64_t>();
}

class LifecycleScenarioTests : public testing::Test {
protected:
    void begin(std::size_t people, std::uint32_t seed = 1) {
        workforce.emplace(people, seed);
        writeFile(landscape.hr(), workforce->hrFile());
        jim.emplace(folder.path() / "data");
        landscape.configure(*jim);
    }

    TemporaryFolder folder;
    Landscape landscape{folder.path()};
    std::optional<Workforce> workforce;
    std::optional<JimProcess> jim;
};

TEST_F(LifecycleScenarioTests, AThousandPeopleArriveAsAnIndependentModelSaysTheyMust) {
    begin(1000);
    landscape.runAll(*jim);
    EXPECT_EQ(directoryRows(landscape.directory()), workforce->expectedDirectory());
}

TEST_F(LifecycleScenarioTests, TheLogSaysHowARunHasEnded) {
    begin(20);
    landscape.run(*jim, "HR", "FullImport");
    EXPECT_EQ(jim->stop(), 0);
    EXPECT_THAT(jim->log(), testing::ContainsRegex("A run has ended\\.[^\n]*Complete[^\n]*20 "));
}

TEST_F(LifecycleScenarioTests, JoinersMoversAndLeaversFollowDayByDayInDeltaRuns) {
    begin(300);
    landscape.runAll(*jim);
    for (int day = 0; day < 4; ++day) {
        workforce->nextDay();
        writeFile(landscape.hr(), workforce->hrFile());
        landscape.runAll(*jim, true);
        EXPECT_EQ(directoryRows(landscape.directory()), workforce->expectedDirectory())
            << "day " << day;
    }
}

TEST_F(LifecycleScenarioTests, FullAndDeltaSynchronisationGiveTheSame) {
    begin(300, 7);
    landscape.runAll(*jim);
    workforce->nextDay();
    writeFile(landscape.hr(), workforce->hrFile());
    landscape.runAll(*jim, true);
    const auto again = landscape.run(*jim, "HR", "FullSynchronisation");
    EXPECT_EQ(total(*jim, again, "totalObjectChangeCount"), 0);
    EXPECT_EQ(jim->get("/synchronisation/connected-systems/" +
                       std::to_string(landscape.systemId("Directory")) + "/pending-exports/count")
                  .to_number<std::int64_t>(),
              0);
}

TEST_F(LifecycleScenarioTests, ASecondRunOfAnythingChangesNothing) {
    begin(200);
    landscape.runAll(*jim);
    const auto file = readFile(landscape.directory());
    for (const auto& [system, profile] :
         std::vector<std::pair<std::string, std::string>>{{"HR", "FullImport"},
                                                          {"HR", "FullSynchronisation"},
                                                          {"HR", "DeltaSynchronisation"},
                                                          {"Directory", "FullSynchronisation"},
                                                          {"Directory", "Export"},
                                                          {"Directory", "FullImport"}}) {
        const auto activity = landscape.run(*jim, system, profile);
        EXPECT_EQ(total(*jim, activity, "totalObjectChangeCount"), 0) << system << ' ' << profile;
        const auto items =
            jim->get("/activities/" + std::string{activity.at("id").as_string()} + "/items");
        EXPECT_EQ(items.at("totalCount").to_number<std::int64_t>(), 0) << system << ' ' << profile;
    }
    EXPECT_EQ(readFile(landscape.directory()), file);
}

TEST_F(LifecycleScenarioTests, BadRowsBecomeItemsAndTheRestGoesOn) {
    begin(50);
    auto text = workforce->hrFile();
    text +=
        "E90001,Only,three\nE90002,Dup,Licate,d@example.org,,\nE90002,Dup,Again,e@example.org,,\n,"
        "No,Id,n@example.org,,\n";
    writeFile(landscape.hr(), text);
    const auto import = landscape.run(*jim, "HR", "FullImport", "CompleteWithWarning");
    EXPECT_EQ(total(*jim, import, "totalObjectErrors"), 4);
    EXPECT_EQ(total(*jim, import, "totalCsoAdds"), 50);
    const auto id = std::string{import.at("id").as_string()};
    const auto items =
        jim->get("/activities/" + id + "/items?pageSize=100&errorType=DuplicateObject");
    EXPECT_EQ(items.at("totalCount").to_number<std::int64_t>(), 2);
}

TEST_F(LifecycleScenarioTests, TheBrakeStopsAFileThatLostItsPeopleUntilItIsLifted) {
    begin(100);
    landscape.run(*jim, "HR", "FullImport");
    const auto whole = readFile(landscape.hr());
    writeFile(landscape.hr(), whole.substr(0, whole.find("E00050")));
    const auto stopped = landscape.run(*jim, "HR", "FullImport", "FailedWithError");
    EXPECT_NE(std::string{stopped.at("errorMessage").as_string()}.find("would delete 51 of 100"),
              std::string::npos)
        << stopped.at("errorMessage");
    writeFile(landscape.hr(), whole.substr(0, whole.find('\n') + 1));
    landscape.run(*jim, "HR", "FullImport", "FailedWithError");
    writeFile(landscape.hr(), whole.substr(0, whole.find("E00050")));
    const auto lifted = landscape.wait(*jim, landscape.start(*jim, "HR", "FullImport", true));
    EXPECT_EQ(lifted.at("status").as_string(), "Complete");
    EXPECT_EQ(total(*jim, lifted, "totalCsoDeletes"), 51);
}

TEST_F(LifecycleScenarioTests, AMissingFileFailsTheRunAndLeavesEverythingAsItWas) {
    begin(20);
    landscape.runAll(*jim);
    std::filesystem::rename(landscape.hr(), folder.path() / "away.csv");
    const auto failed = landscape.run(*jim, "HR", "FullImport", "FailedWithError");
    EXPECT_NE(std::string{failed.at("errorMessage").as_string()}.find("hr.csv"), std::string::npos);
    std::filesystem::rename(folder.path() / "away.csv", landscape.hr());
    EXPECT_EQ(total(*jim, landscape.run(*jim, "HR", "FullImport"), "totalObjectChangeCount"), 0);
}

TEST_F(LifecycleScenarioTests, ProgressIsOneDocumentWithAnEtagOnEverySurface) {
    begin(500);
    const auto id = landscape.start(*jim, "HR", "FullImport");
    const auto first = jim->send(Method::Get, "/activities/" + id + "/progress");
    ASSERT_EQ(first.status, 200) << "a follower must never meet a gap";
    landscape.wait(*jim, id);
    const auto last = jim->send(Method::Get, "/activities/" + id + "/progress");
    const auto& document = last.body.as_object();
    EXPECT_TRUE(document.at("terminal").as_bool());
    EXPECT_EQ(document.at("summary").as_string(),
              "Complete | Processed: 500/500 | Creates: 500, Updates: 0, Deletes: 0");
    EXPECT_EQ(document.at("overall").at("fraction").to_number<double>(), 1.0);
    EXPECT_EQ(jim->send(Method::Get, "/activities/" + id + "/progress", {},
                        {{"If-None-Match", last.etag}})
                  .status,
              304);
    auto embedded = jim->get("/activities/" + id).at("progress").as_object();
    auto alone = document;
    embedded.erase("retrievedAt");
    alone.erase("retrievedAt");
    EXPECT_EQ(embedded, alone);
    for (const auto& phase : document.at("phases").as_array())
        EXPECT_TRUE(phase.at("status") == "Completed" || phase.at("status") == "Skipped") << phase;
}

TEST_F(LifecycleScenarioTests, ACancelledQueuedRunNeverStarts) {
    begin(2000);
    landscape.start(*jim, "HR", "FullImport");
    const auto second = landscape.start(*jim, "HR", "FullSynchronisation");
    const auto answer = jim->send(Method::Post, "/activities/" + second + "/cancel");
    EXPECT_EQ(answer.status, 202);
    const auto ended = landscape.wait(*jim, second);
    EXPECT_EQ(ended.at("status").as_string(), "Cancelled");
    EXPECT_EQ(jim->send(Method::Post, "/activities/" + second + "/cancel").status / 100, 4);
}

TEST_F(LifecycleScenarioTests, ARestartLosesNothingAndEndsCleanly) {
    begin(100);
    landscape.runAll(*jim);
    EXPECT_EQ(jim->stop(), 0);
    jim.emplace(folder.path() / "data");
    workforce->nextDay();
    writeFile(landscape.hr(), workforce->hrFile());
    landscape.runAll(*jim, true);
    EXPECT_EQ(directoryRows(landscape.directory()), workforce->expectedDirectory());
}

}  // namespace
}  // namespace jim::scenarios
