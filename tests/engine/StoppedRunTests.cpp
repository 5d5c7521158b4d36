#include "engine/Engine.hpp"
#include "scenarios/TemporaryFolder.hpp"
#include "scenarios/Workforce.hpp"
#include "servers/PostgresServer.hpp"
#include "store/postgres/SessionFactory.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace jim::engine {
namespace {

using runs::activity::Activity;
using runs::activity::ActivityStatus;
using runs::activity::PhaseStatus;
using runs::run_profile::RunType;
using scenarios::directoryRows;
using scenarios::readFile;
using scenarios::TemporaryFolder;
using scenarios::Workforce;
using scenarios::writeFile;

/// So many people, in batches so small that a day's changes are several.
constexpr std::int64_t kPeople = 150;
constexpr std::int64_t kStoppedBatch = 4;

/// Runs that are asked to stop between their transactions, after some more each day.
class StoppedRunTests : public testing::Test {
protected:
    explicit StoppedRunTests(
        std::unique_ptr<runs::run_profile::SessionFactory> database = nullptr) {
        writeFile(folder_.path() / "hr.csv", workforce_.hrFile());
        writeFile(directory(), "id,login,name,mail,manager,skills\n");
        engine_.emplace(folder_.path(), progress::PublisherSettings{}, nullptr,
                        static_cast<std::size_t>(kStoppedBatch), std::move(database));
        engine_->configure();
    }

    [[nodiscard]] std::filesystem::path directory() const {
        return folder_.path() / "directory.csv";
    }

    /// Asks the run to stop in its transaction of that number.
    Activity stopIn(int transaction, const std::string& system, RunType type) {
        base::StopSource stop;
        return engine_->watch(
            [&, left = transaction]() mutable {
                if (--left == 0) stop.request_stop();
            },
            system, type, stop.get_token());
    }

    Activity complete(const std::string& system, RunType type) {
        auto activity = engine_->run(system, type);
        EXPECT_EQ(activity.status, ActivityStatus::Complete)
            << activity.message << activity.errorMessage;
        return activity;
    }

    /// A day on which the run of this type is stopped at that moment, and run again. Whether it
    /// was stopped at all: a later moment will not stop it either.
    bool liveADay(int moment, const std::string& system, RunType type, RunType synchronisation) {
        bool stopped = false;
        workforce_.nextDay();
        writeFile(folder_.path() / "hr.csv", workforce_.hrFile());
        for (const auto& [runsOn, runType] :
             std::vector<std::pair<std::string, RunType>>{{"HR", RunType::FullImport},
                                                          {"HR", synchronisation},
                                                          {"Directory", RunType::Export},
                                                          {"Directory", RunType::FullImport}}) {
            if (runsOn == system && runType == type) {
                const auto activity = stopIn(moment, runsOn, runType);
                stopped = activity.status == ActivityStatus::Cancelled;
                EXPECT_TRUE(stopped || activity.status == ActivityStatus::Complete)
                    << activity.errorMessage;
                for (const auto& phase : activity.phases)
                    EXPECT_TRUE(phase.status != PhaseStatus::Active &&
                                phase.status != PhaseStatus::Pending);
                const auto before = engine_->itemsOf(activity);
                const auto after = engine_->itemsOf(complete(runsOn, runType));
                if (stopped && before > 0 && after > 0) ++inTheMiddle_;
            } else {
                complete(runsOn, runType);
            }
        }
        EXPECT_EQ(directoryRows(directory()), workforce_.expectedDirectory())
            << toText(type) << " stopped after transaction " << moment;
        return stopped;
    }

    void stopAtEachMoment(const std::string& system, RunType type,
                          RunType synchronisation = RunType::DeltaSynchronisation) {
        constexpr int kMost = 200;
        liveADay(0, system, type, synchronisation);
        int moment = 1;
        while (moment < kMost && liveADay(moment, system, type, synchronisation))
            moment += 1 + moment / 4;
        EXPECT_GT(moment, 1) << "it was never stopped";
        EXPECT_LT(moment, kMost);
    }

    TemporaryFolder folder_;
    Workforce workforce_{static_cast<std::size_t>(kPeople), 5};
    std::optional<Engine> engine_;
    int inTheMiddle_ =
        0;  ///< Stopped runs with batches that were stored, and others that were not.
};

TEST_F(StoppedRunTests, AStoppedImportLosesNothing) {
    stopAtEachMoment("HR", RunType::FullImport);
    EXPECT_GT(inTheMiddle_, 0);
}

TEST_F(StoppedRunTests, AStoppedFullSynchronisationLosesNothing) {
    stopAtEachMoment("HR", RunType::FullSynchronisation, RunType::FullSynchronisation);
    EXPECT_GT(inTheMiddle_, 0);
}

TEST_F(StoppedRunTests, AStoppedDeltaSynchronisationLosesNoReferences) {
    stopAtEachMoment("HR", RunType::DeltaSynchronisation);
    EXPECT_GT(inTheMiddle_, 0);
}

TEST_F(StoppedRunTests, AStoppedExportLosesNothing) {
    stopAtEachMoment("Directory", RunType::Export);
}

TEST_F(StoppedRunTests, ADeltaAfterAStoppedFullSynchronisationLosesNoReferences) {
    for (int moment = 1; moment < 8; ++moment) {
        workforce_.nextDay();
        writeFile(folder_.path() / "hr.csv", workforce_.hrFile());
        complete("HR", RunType::FullImport);
        stopIn(moment, "HR", RunType::FullSynchronisation);
        complete("HR", RunType::DeltaSynchronisation);
        complete("Directory", RunType::Export);
        EXPECT_EQ(directoryRows(directory()), workforce_.expectedDirectory()) << moment;
    }
}

TEST_F(StoppedRunTests, WhatADeadWorkerHadExportedAndNotRecordedIsExportedAgain) {
    complete("HR", RunType::FullImport);
    complete("HR", RunType::FullSynchronisation);
    // The file is written by then, and one batch of its results is recorded.
    const auto result = engine_->overtake(5, "Directory", RunType::Export);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().kind, base::ErrorKind::Fenced);
    EXPECT_EQ(directoryRows(directory()), workforce_.expectedDirectory());
    const auto run =
        engine_->session().activityQueries().recentRuns(engine_->systemId("Directory"), 1)->front();
    EXPECT_EQ(engine_->itemsOf(run), kStoppedBatch);
    EXPECT_EQ(engine_->itemsOf(complete("Directory", RunType::Export)), kPeople - kStoppedBatch);
    EXPECT_EQ(directoryRows(directory()), workforce_.expectedDirectory());
    complete("Directory", RunType::FullImport);
    EXPECT_EQ(engine_->itemsOf(complete("Directory", RunType::Export)), 0);
}

TEST_F(StoppedRunTests, AnExportThatIsTakenAwayBeforeItsFileIsInPlaceLeavesTheOldOne) {
    complete("HR", RunType::FullImport);
    complete("HR", RunType::FullSynchronisation);
    const auto before = readFile(directory());
    // The first transaction begins the run, the second keeps its position, the third holds the
    // lease while the files are exchanged.
    const auto result = engine_->overtake(3, "Directory", RunType::Export);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().kind, base::ErrorKind::Fenced);
    EXPECT_EQ(readFile(directory()), before);
    complete("Directory", RunType::Export);
    EXPECT_EQ(directoryRows(directory()), workforce_.expectedDirectory());
}

/// Exports that a run has written into the file, and not recorded.
class UnrecordedExportTests : public StoppedRunTests {
protected:
    UnrecordedExportTests() {
        complete("HR", RunType::FullImport);
        complete("HR", RunType::FullSynchronisation);
        EXPECT_FALSE(engine_->overtake(4, "Directory", RunType::Export));
        EXPECT_EQ(directoryRows(directory()), workforce_.expectedDirectory());
        EXPECT_EQ(pending().size(), static_cast<std::size_t>(kPeople));
    }
    [[nodiscard]] std::vector<identity::connector_space::PendingExport> pending() {
        auto& store = engine_->session().pendingExports();
        std::vector<identity::connector_space::PendingExportId> ids;
        for (const auto& due :
             store.due(engine_->systemId("Directory"), base::SystemClock{}.now()).value())
            ids.push_back(due.id);
        return store.load(ids).value();
    }
};

TEST_F(UnrecordedExportTests, AreNotRefusedWhenAnImportHasFoundThemAndDiedBeforeItWasDone) {
    // Everything is saved by then, and nothing of what is pending has been looked at.
    constexpr int kSaved = 2 + (kPeople + kStoppedBatch - 1) / kStoppedBatch + 1;
    EXPECT_FALSE(engine_->overtake(kSaved + 1, "Directory", RunType::FullImport));
    ASSERT_EQ(pending().size(), static_cast<std::size_t>(kPeople));
    const auto again = complete("Directory", RunType::Export);
    EXPECT_EQ(again.stats->objectErrors, 0);
    EXPECT_EQ(directoryRows(directory()), workforce_.expectedDirectory());
    EXPECT_TRUE(pending().empty());
}

TEST_F(UnrecordedExportTests, AreSettledByAnImportEvenIfTheyWaitForAnotherTry) {
    identity::connector_space::PendingExportChanges later;
    later.updated = pending();
    for (auto& each : later.updated) {
        each.nextRetry = base::SystemClock{}.now() + std::chrono::hours{1};
        each.errorCount = 1;
    }
    auto& session = engine_->session();
    ASSERT_TRUE(
        session.transactions().write([&] { return session.pendingExports().apply(later); }));
    complete("Directory", RunType::FullImport);
    const auto left = session.pendingExports().due(
        engine_->systemId("Directory"), base::SystemClock{}.now() + std::chrono::hours{2});
    EXPECT_EQ(left->size(), 0U);
}

TEST_F(StoppedRunTests, AWorkerThatIsTakenForDeadWritesNothingMore) {
    // One batch is written before another takes the run, others would come after.
    const auto result = engine_->overtake(4, "HR", RunType::FullImport);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().kind, base::ErrorKind::Fenced);
    const auto system = engine_->systemId("HR");
    const auto run = engine_->session().activityQueries().recentRuns(system, 1)->front();
    EXPECT_EQ(run.status, ActivityStatus::FailedWithError);
    EXPECT_EQ(run.stats->csoAdds, kStoppedBatch);
    EXPECT_EQ(engine_->session().connectorSpaceQueries().synchronisable(system, false),
              kStoppedBatch);
    EXPECT_EQ(engine_->itemsOf(run), kStoppedBatch);
    complete("HR", RunType::FullImport);
    EXPECT_EQ(engine_->session().connectorSpaceQueries().synchronisable(system, false), kPeople);
}

TEST_F(StoppedRunTests, WhatAWorkerLeftThatIsTakenForDeadIsStartedAgainOnce) {
    auto& session = engine_->session();
    const auto system = engine_->systemId("HR");
    auto profiles = session.runProfiles().ofSystem(system).value();
    for (auto& profile : profiles) {
        profile.restarts = 1;
        ASSERT_TRUE(
            session.transactions().write([&] { return session.runProfiles().save(profile); }));
    }
    EXPECT_FALSE(engine_->overtake(4, "HR", RunType::FullImport));
    const auto waiting = session.queueQueries().tasks({0, 10}).value();
    ASSERT_EQ(waiting.items.size(), 1U);
    EXPECT_EQ(waiting.items[0].restart, 1);
    const auto again = session.activities().find(waiting.items[0].activityId).value();
    EXPECT_NE(again->changeReason.find("Start 1 of at most 1 after a lost worker"),
              std::string::npos);
}

/// A database of the server for one test.
struct DatabaseOnServer {
    base::SystemClock clock;
    servers::ScratchDatabase database;

    [[nodiscard]] std::unique_ptr<runs::run_profile::SessionFactory> sessions() const {
        auto factory = store::postgres::SessionFactory::open(database.options(), {}, clock);
        if (!factory) throw std::runtime_error(factory.error().message);
        return std::move(*factory);
    }
};

/// Batches are written in pairs.
class StoppedPairPgTests : private DatabaseOnServer, public StoppedRunTests {
protected:
    StoppedPairPgTests() : StoppedRunTests(sessions()) { engine_->writeInPairs(); }
};

TEST_F(StoppedPairPgTests, AStoppedImportLosesNothing) {
    stopAtEachMoment("HR", RunType::FullImport);
    EXPECT_GT(inTheMiddle_, 0);
}

TEST_F(StoppedPairPgTests, AStoppedFullSynchronisationLosesNothing) {
    stopAtEachMoment("HR", RunType::FullSynchronisation, RunType::FullSynchronisation);
    EXPECT_GT(inTheMiddle_, 0);
}

TEST_F(StoppedPairPgTests, AStoppedExportLosesNothing) {
    stopAtEachMoment("Directory", RunType::Export);
}

TEST_F(StoppedPairPgTests, AWorkerThatIsTakenForDeadBetweenTwoPairsWritesNothingMore) {
    // Two transactions come before the first pair, and two pairs are written.
    const auto result = engine_->overtake(5, "HR", RunType::FullImport);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().kind, base::ErrorKind::Fenced);
    const auto system = engine_->systemId("HR");
    const auto run = engine_->session().activityQueries().recentRuns(system, 1)->front();
    EXPECT_EQ(run.stats->csoAdds, 4 * kStoppedBatch);
    EXPECT_EQ(run.stats->objectsProcessed, 4 * kStoppedBatch);
    EXPECT_EQ(engine_->session().connectorSpaceQueries().synchronisable(system, false),
              4 * kStoppedBatch);
    EXPECT_EQ(engine_->itemsOf(run), 4 * kStoppedBatch);
    complete("HR", RunType::FullImport);
    EXPECT_EQ(engine_->session().connectorSpaceQueries().synchronisable(system, false), kPeople);
}

/// Runs whose batches are written in pairs, beside the same ones that write one after the other.
class PairedRunPgTests : private DatabaseOnServer, public testing::Test {
protected:
    static constexpr std::size_t kPairBatch = 5;
    static constexpr std::string_view kHeader = "id,first,last,mail,manager,skills\n";

    void begin(const std::string& hr) {
        write(hr);
        for (const auto& folder : folders_)
            writeFile(folder.path() / "directory.csv", "id,login,name,mail,manager,skills\n");
        alone_.configure();
        paired_.configure();
        paired_.writeInPairs();
    }

    void write(const std::string& hr) const {
        for (const auto& folder : folders_) writeFile(folder.path() / "hr.csv", hr);
    }
    void expectSameDirectories() const {
        EXPECT_EQ(readFile(folders_[0].path() / "directory.csv"),
                  readFile(folders_[1].path() / "directory.csv"));
    }
    [[nodiscard]] static std::string person(const std::string& id, const std::string& manager) {
        return fmt::format("{0},First,Last,{0}@example.com,{1},\n", id, manager);
    }

    /// Executes it in both; what came of it has to be the same. How many pairs there were.
    int compare(const std::string& system, RunType type) {
        const auto before = paired_.pairs();
        const auto alone = alone_.run(system, type);
        paired = paired_.run(system, type);
        EXPECT_EQ(paired.status, alone.status) << paired.errorMessage;
        EXPECT_EQ(paired.stats->objectsProcessed, alone.stats->objectsProcessed);
        EXPECT_EQ(paired.stats->objectErrors, alone.stats->objectErrors);
        EXPECT_EQ(itemsOf(paired_, paired), itemsOf(alone_, alone));
        return paired_.pairs() - before;
    }
    /// In their order: whom they are about, and what happened with what changes.
    static std::vector<std::string> itemsOf(Engine& engine, const Activity& run) {
        std::vector<std::string> texts;
        for (const auto& item :
             engine.session().activityQueries().items(run.number, {}, {0, 1'000}).value().items)
            texts.push_back(fmt::format("{} {} {} {} {}", item.sequence, item.externalId,
                                        static_cast<int>(item.changeType), item.message,
                                        item.changes.size()));
        return texts;
    }

    TemporaryFolder folders_[2];
    Engine alone_{folders_[0].path(), {}, nullptr, kPairBatch};
    Engine paired_{folders_[1].path(), {}, nullptr, kPairBatch, sessions()};
    Activity paired;
};

TEST_F(PairedRunPgTests, DoTheSame) {
    Workforce people{63, 5};
    begin(people.hrFile());
    EXPECT_GT(compare("HR", RunType::FullImport), 5);
    EXPECT_GT(compare("HR", RunType::FullSynchronisation), 5);
    EXPECT_GT(compare("Directory", RunType::Export), 5);
    expectSameDirectories();
    compare("Directory", RunType::FullImport);
    compare("HR", RunType::FullSynchronisation);
    EXPECT_EQ(compare("HR", RunType::FullSynchronisation), 0) << "everything is settled";
}

TEST_F(PairedRunPgTests, WhatMatchesAnObjectOfTheBatchBeforeIsSeen) {
    std::string hr{kHeader};
    // The second and the third batch are a pair.
    for (const char* id : {"a1", "a2", "a3", "a4", "a5", "b1", "b2", "b3", "b4", "b5", "c1", "B2",
                           "c3", "c4", "c5", "d1"})
        hr += person(id, "b4");
    begin(hr);
    for (Engine* engine : {&alone_, &paired_}) {
        auto& rules = engine->session().rules();
        auto matching = rules.matchingRules()->front();
        matching.caseSensitive = false;
        ASSERT_TRUE(engine->session().transactions().write([&] { return rules.save(matching); }));
    }
    compare("HR", RunType::FullImport);
    EXPECT_GT(compare("HR", RunType::FullSynchronisation), 0);
    EXPECT_EQ(paired.stats->objectErrors, 1);
    EXPECT_EQ(paired.stats->projections, 15);
}

TEST_F(PairedRunPgTests, ReferencesFlowOutFromManyObjectsAtATime) {
    std::string hr{kHeader};
    for (int i = 0; i < 10; ++i) hr += person(fmt::format("old{}", i), "");
    begin(hr);
    compare("HR", RunType::FullImport);
    compare("HR", RunType::FullSynchronisation);
    // As if there had been so many in between that references are looked at in two pieces.
    for (Engine* engine : {&alone_, &paired_})
        ASSERT_TRUE(engine->session().connectorSpace().allocate(identity::connector_space::kMvoKind,
                                                                60'000));
    hr = kHeader;
    for (int i = 0; i < 10; ++i) hr += person(fmt::format("old{}", i), i == 3 ? "new7" : "");
    for (int i = 0; i < 12; ++i) hr += person(fmt::format("new{}", i), "old3");
    write(hr);
    compare("HR", RunType::FullImport);
    EXPECT_EQ(compare("HR", RunType::FullSynchronisation), 2) << "of new objects, and of windows";
    compare("Directory", RunType::Export);
    expectSameDirectories();
}

}  // namespace
}  // namespace jim::engine
