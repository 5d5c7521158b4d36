#include "engine/Engine.hpp"
#include "scenarios/TemporaryFolder.hpp"
#include "scenarios/Workforce.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <thread>

namespace jim::engine {
namespace {

using identity::connector_space::kLongestExternalId;
using runs::activity::Activity;
using runs::activity::ActivityStatus;
using runs::run_profile::RunType;
using scenarios::readFile;
using scenarios::TemporaryFolder;
using scenarios::Workforce;
using scenarios::writeFile;

class EngineTests : public testing::Test {
protected:
    void begin(std::size_t people, progress::PublisherSettings settings = {}) {
        workforce.emplace(people);
        writeFile(folder.path() / "hr.csv", workforce->hrFile());
        writeFile(folder.path() / "directory.csv", "id,login,name,mail,manager,skills\n");
        engine.emplace(folder.path(), settings);
        engine->configure();
    }

    Activity complete(const std::string& system, RunType type) {
        auto activity = engine->run(system, type);
        EXPECT_EQ(activity.status, ActivityStatus::Complete)
            << activity.message << activity.errorMessage;
        return activity;
    }

    void runAll() {
        complete("HR", RunType::FullImport);
        complete("HR", RunType::FullSynchronisation);
        complete("Directory", RunType::Export);
        complete("Directory", RunType::FullImport);
    }

    TemporaryFolder folder;
    std::optional<Workforce> workforce;
    std::optional<Engine> engine;
};

TEST_F(EngineTests, EveryRunCountsWhatItStored) {
    begin(500);
    const auto import = complete("HR", RunType::FullImport);
    EXPECT_EQ(import.stats->csoAdds, 500);
    EXPECT_EQ(import.stats->objectsProcessed, 500);
    const auto sync = complete("HR", RunType::FullSynchronisation);
    EXPECT_EQ(sync.stats->projections, 500);
    EXPECT_EQ(sync.stats->provisioned, 500);
    EXPECT_EQ(sync.stats->pendingExports, 500);
    const auto exported = complete("Directory", RunType::Export);
    EXPECT_EQ(exported.stats->exported, 500);
    for (const auto& [run, phase] : {std::pair{import, "import.save"}, {sync, "sync.process"}}) {
        const auto found = std::ranges::find(run.phases, phase, &runs::activity::Phase::key);
        EXPECT_GT(found->statements, 2) << phase;
    }
    const auto confirm = complete("Directory", RunType::FullImport);
    EXPECT_EQ(confirm.stats->unchanged, 500);
    EXPECT_EQ(confirm.stats->objectChanges, 0);
}

TEST_F(EngineTests, OnlySynchronisationsKeepOthersFromWriting) {
    begin(20);
    EXPECT_EQ(engine->wholeWrites("HR", RunType::FullImport), 0);
    EXPECT_GT(engine->wholeWrites("HR", RunType::FullSynchronisation), 0);
    EXPECT_EQ(engine->wholeWrites("Directory", RunType::Export), 0);
    EXPECT_EQ(engine->wholeWrites("Directory", RunType::FullImport), 0);
    EXPECT_GT(engine->wholeWrites("Directory", RunType::DeltaSynchronisation), 0);
}

/// Even one that is gone from the system, until a synchronisation has let go of it.
TEST_F(EngineTests, AnExternalIdThatAnotherObjectHasIsNotExported) {
    begin(3);
    const std::string header = "id,login,name,mail,manager,skills\n";
    const std::string stays = header + "X1,root,Root,,,\n";
    writeFile(folder.path() / "directory.csv", stays + "E00001,a,Ada,,,\nE00002,b,Bob,,,\n");
    complete("Directory", RunType::FullImport);
    writeFile(folder.path() / "directory.csv", stays + "E00001,a,Ada,,,\n");
    complete("Directory", RunType::FullImport);
    complete("HR", RunType::FullImport);
    complete("HR", RunType::FullSynchronisation);
    const auto exported = engine->run("Directory", RunType::Export);
    EXPECT_EQ(exported.status, ActivityStatus::CompleteWithWarning) << exported.errorMessage;
    EXPECT_EQ(exported.stats->exported, 1);
    std::map<std::string, std::string> messages;
    for (const auto& item :
         engine->session().activityQueries().items(exported.number, {}, {0, 100})->items)
        messages[item.externalId] = item.message;
    const auto taken = [](std::string_view id) {
        return fmt::format("Another object of 'Directory' has the external id '{}' already.", id);
    };
    EXPECT_EQ(messages,
              (std::map<std::string, std::string>{
                  {"E00001", taken("E00001")}, {"E00002", taken("E00002")}, {"E00003", ""}}));
}

TEST_F(EngineTests, AStoppedImportIsCancelledWithNothingWritten) {
    begin(3000);
    base::StopSource stop;
    stop.request_stop();
    const auto activity = engine->run("HR", RunType::FullImport, stop.get_token());
    EXPECT_EQ(activity.status, ActivityStatus::Cancelled) << activity.message;
    EXPECT_EQ(activity.stats->objectsProcessed, 0);
    for (const auto& phase : activity.phases)
        EXPECT_TRUE(phase.status != runs::activity::PhaseStatus::Active &&
                    phase.status != runs::activity::PhaseStatus::Pending)
            << phase.key;
    EXPECT_EQ(complete("HR", RunType::FullImport).stats->csoAdds, 3000);
}

TEST_F(EngineTests, ASynchronisationTakesPagesAsLargeAsAdministratorsSay) {
    begin(100);
    complete("HR", RunType::FullImport);
    ASSERT_TRUE(engine->session().serviceSettings().set("Sync.PageSize", "10"));
    std::vector<std::int64_t> processed;
    const auto count = [&] {
        const auto run = engine->session().activityQueries().activities({}, {0, 1})->items.front();
        const auto position = engine->session().activities().position(run.number).value();
        if (position && (processed.empty() || processed.back() != position->processed))
            processed.push_back(position->processed);
    };
    engine->watch(count, "HR", RunType::FullSynchronisation);
    EXPECT_EQ(processed, (std::vector<std::int64_t>{0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100}));
}

TEST_F(EngineTests, ItemsCarryWhatChanged) {
    begin(10);
    const auto import = complete("HR", RunType::FullImport);
    const auto items = engine->session().activityQueries().items(import.number, {}, {0, 100});
    ASSERT_TRUE(items);
    EXPECT_EQ(items->totalCount, 10);
    for (const auto& item : items->items)
        EXPECT_GE(identity::schema::decodeChanges(item.changes).size(), 4U) << item.externalId;
}

TEST_F(EngineTests, AnExternalIdThatIsTooLongIsAnErrorOfItsObjectAndOfThoseThatNameIt) {
    begin(0);
    const std::string longest(kLongestExternalId, 'a');
    writeFile(folder.path() / "hr.csv", "id,first,last,mail,manager,skills\n" + longest +
                                            ",Ada,L,,,\n" + longest + "b,Bob,T,,,\nC1,Cy,T,," +
                                            longest + ",\nC2,Di,T,," + longest + "b,\n");
    const auto import = engine->run("HR", RunType::FullImport);
    EXPECT_EQ(import.status, ActivityStatus::CompleteWithWarning) << import.errorMessage;
    EXPECT_EQ(import.stats->csoAdds, 2);
    const auto items = engine->session().activityQueries().items(import.number, {}, {0, 100});
    std::map<std::string, std::string> refused;
    for (const auto& item : items->items)
        if (item.errorType == runs::activity::ItemErrorType::ImportAttributeValueError)
            refused[item.externalId] = item.message;
    ASSERT_EQ(refused.size(), 2U);
    EXPECT_EQ(refused.at(longest + "b"),
              "Line 3: The external id '" + longest.substr(0, 60) +
                  "...' is 2001 bytes long; an external id may have at most 2000. Correct the "
                  "source, or choose a shorter attribute as the external id.");
    EXPECT_NE(refused.at("C2").find("What 'manager' refers to"), std::string::npos);
}

TEST_F(EngineTests, AGeneratedExternalIdThatIsTooLongIsAnErrorOfItsObject) {
    begin(0);
    writeFile(folder.path() / "hr.csv",
              "id,first,last,mail,manager,skills\nA,Ada,L,a@example.org,,"
              "\nB,Bob,T," +
                  std::string(kLongestExternalId, 'b') + ",,\n");
    const auto employeeId =
        engine->session().metaverseSchema().schema()->findAttribute("Employee ID")->id;
    for (auto& rule : *engine->session().rules().rules()) {
        if (rule.name != "Directory out") continue;
        for (auto& mapping : rule.mappings)
            if (mapping.sources[0].attribute == employeeId)
                mapping.sources[0] = {0, 0, 0, R"(mv["Employee ID"] + mv["Email"])", {}};
        ASSERT_TRUE(engine->session().rules().save(rule));
    }
    complete("HR", RunType::FullImport);
    const auto sync = engine->run("HR", RunType::FullSynchronisation);
    EXPECT_EQ(sync.stats->provisioned, 1);
    EXPECT_EQ(sync.stats->objectErrors, 1);
    complete("Directory", RunType::Export);
    EXPECT_NE(readFile(folder.path() / "directory.csv").find("Aa@example.org"), std::string::npos);
}

/// One person, whose mail changes.
class OnePersonTests : public EngineTests {
protected:
    void writeMail(const std::string& mail) {
        writeFile(folder.path() / "hr.csv",
                  "id,first,last,mail,manager,skills\nE1,Ada,Old," + mail + ",,\n");
    }
    [[nodiscard]] bool directoryHas(const std::string& mail) {
        return readFile(folder.path() / "directory.csv").find(mail) != std::string::npos;
    }
    [[nodiscard]] bool connectorSpaceHas(const std::string& mail) {
        auto& space = engine->session().connectorSpace();
        std::vector<identity::connector_space::CsoId> ids;
        EXPECT_TRUE(space.forEachKnown(engine->systemId("Directory"),
                                       [&](const auto& known) { ids.push_back(known.id); }));
        const auto objects = space.load(ids).value();
        return objects.size() == 1 && objects[0].document.find(mail) != std::string::npos;
    }
};

/// Between the moment when the file is written and the one when that is recorded.
TEST_F(OnePersonTests, WhatIsPendingIsReadAgainAndComesToTheFileInTheEnd) {
    begin(1);
    writeMail("old@example.org");
    complete("HR", RunType::FullImport);
    complete("HR", RunType::FullSynchronisation);
    // After its begin, its position and the exchange of the files comes what has become of them.
    const auto run = engine->interrupt(
        4,
        [&] {
            writeMail("new@example.org");
            complete("HR", RunType::FullImport);
            complete("HR", RunType::FullSynchronisation);
        },
        "Directory", RunType::Export);
    EXPECT_EQ(run.status, ActivityStatus::Complete) << run.errorMessage;
    EXPECT_TRUE(directoryHas("old@example.org"));
    EXPECT_TRUE(connectorSpaceHas("new@example.org"));
    complete("Directory", RunType::FullImport);
    EXPECT_TRUE(connectorSpaceHas("old@example.org"));
    complete("HR", RunType::FullSynchronisation);
    complete("Directory", RunType::Export);
    EXPECT_TRUE(directoryHas("new@example.org"));
}

TEST_F(OnePersonTests, AnExportThatFailsCountsItsTries) {
    begin(1);
    writeMail("old@example.org");
    runAll();
    writeMail("new@example.org");
    complete("HR", RunType::FullImport);
    complete("HR", RunType::FullSynchronisation);
    writeFile(folder.path() / "directory.csv", "id,login,name,mail,manager,skills\n");
    auto& store = engine->session().pendingExports();
    for (int tries = 1; tries <= 3; ++tries) {
        EXPECT_EQ(engine->run("Directory", RunType::Export).stats->objectErrors, 1);
        const auto later = store.due(engine->systemId("Directory"),
                                     base::SystemClock{}.now() + std::chrono::hours{2});
        ASSERT_EQ(later->size(), 1U);
        const std::vector ids{later->front().id};
        identity::connector_space::PendingExportChanges due;
        due.updated = store.load(ids).value();
        EXPECT_EQ(due.updated.front().errorCount, tries);
        EXPECT_NE(due.updated.front().lastError, "");
        due.updated.front().nextRetry.reset();
        ASSERT_TRUE(engine->session().transactions().write([&] { return store.apply(due); }));
    }
}

/// People who all report to the first of them, who leaves: all that is exported of one day.
class ExportedDayTests : public EngineTests {
protected:
    static constexpr int kPeople = 300;

    void write(bool left) {
        std::string text = "id,first,last,mail,manager,skills\n";
        for (int i = left ? 1 : 0; i < kPeople; ++i)
            text += fmt::format("E{:05},Ada,{},p{}@example.org,{},\n", i, left ? "New" : "Old", i,
                                left ? "" : "E00000");
        writeFile(folder.path() / "hr.csv", text);
    }
    ExportedDayTests() {
        begin(1);
        write(false);
        runAll();
        write(true);
        // Batches of 250, so that who leaves and who refers to them are not of the same.
        EXPECT_TRUE(engine->session().serviceSettings().set("Runs.MaxObjectsPerSecond", "1000"));
        complete("HR", RunType::FullImport);
        complete("HR", RunType::FullSynchronisation);
        EXPECT_EQ(complete("Directory", RunType::Export).stats->exported, kPeople);
    }
};

TEST_F(ExportedDayTests, IsWhatTheConfirmingImportFinds) {
    const auto confirm = complete("Directory", RunType::FullImport);
    EXPECT_EQ(confirm.stats->unchanged, kPeople - 1);
    EXPECT_EQ(confirm.stats->objectChanges, 0);
}

TEST_F(ExportedDayTests, LeavesObjectsWithTheirNewNames) {
    identity::connector_space::CsoFilter filter;
    filter.systemId = engine->systemId("Directory");
    const auto objects = engine->session().connectorSpaceQueries().objects(filter, {0, kPeople});
    ASSERT_TRUE(objects);
    EXPECT_EQ(objects->totalCount, kPeople - 1);
    for (const auto& object : objects->items) EXPECT_EQ(object.object.displayName, "Ada New");
}

/// Statements of a whole round of runs while a publisher works at `hz` on a thread of its own.
std::int64_t statementsAt(double hz) {
    TemporaryFolder folder;
    Workforce workforce{2000};
    writeFile(folder.path() / "hr.csv", workforce.hrFile());
    writeFile(folder.path() / "directory.csv", "id,login,name,mail,manager,skills\n");
    progress::PublisherSettings settings;
    settings.publishHz = hz;
    Engine engine{folder.path(), settings};
    engine.configure();
    std::jthread publisher{[&](const std::stop_token& stop) {
        while (!stop.stop_requested()) engine.publisher().waitAndPublish(stop);
    }};
    const auto before = engine.session().statements();
    for (const auto& [system, type] :
         std::vector<std::pair<std::string, RunType>>{{"HR", RunType::FullImport},
                                                      {"HR", RunType::FullSynchronisation},
                                                      {"Directory", RunType::Export},
                                                      {"Directory", RunType::FullImport}})
        EXPECT_EQ(engine.run(system, type).status, ActivityStatus::Complete);
    return engine.session().statements() - before;
}

TEST(ZeroDatabaseLoadTests, StatementsDoNotDependOnHowOftenProgressIsPublished) {
    EXPECT_EQ(statementsAt(4), statementsAt(400));
}

/// What runs cost the database with so many people.
class DatabaseLoadTests : public EngineTests {
protected:
    std::int64_t statementsOf(const std::string& system, RunType type) {
        const auto before = engine->session().statements();
        complete(system, type);
        return engine->session().statements() - before;
    }
    int transactionsOf(const std::string& system, RunType type) {
        int transactions = 0;
        engine->watch([&] { ++transactions; }, system, type);
        return transactions;
    }
};

TEST_F(DatabaseLoadTests, AnUnchangedObjectCostsNoStatement) {
    begin(500);
    runAll();
    const auto few = statementsOf("HR", RunType::FullImport);
    *workforce = Workforce{3500};
    writeFile(folder.path() / "hr.csv", workforce->hrFile());
    runAll();
    EXPECT_EQ(statementsOf("HR", RunType::FullImport), few);
}

TEST_F(DatabaseLoadTests, ANewObjectCostsNoneForItsProgress) {
    begin(1000);
    // A little more than what they are: rows of the object, its item and its pending export.
    EXPECT_LE(statementsOf("HR", RunType::FullImport), 500);
    EXPECT_LE(statementsOf("HR", RunType::FullSynchronisation), 2'200);
    EXPECT_LE(statementsOf("Directory", RunType::Export), 2'700);
}

TEST_F(DatabaseLoadTests, ARunHasTransactionsForItsBatchesOnly) {
    begin(2000);
    EXPECT_LE(transactionsOf("HR", RunType::FullImport), 8);
    EXPECT_LE(transactionsOf("HR", RunType::FullSynchronisation), 12);
    EXPECT_LE(transactionsOf("Directory", RunType::Export), 8);
}

}  // namespace
}  // namespace jim::engine
