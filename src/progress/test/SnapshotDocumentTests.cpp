#include "progress/Snapshot.hpp"
#include "progress/test/RunFixture.hpp"

#include <gmock/gmock.h>

#include <algorithm>

namespace jim::progress {
namespace {

const std::vector<std::string> kMembers{"schema",
                                        "type",
                                        "id",
                                        "activityId",
                                        "attempt",
                                        "epoch",
                                        "revision",
                                        "asOf",
                                        "retrievedAt",
                                        "source",
                                        "state",
                                        "terminal",
                                        "status",
                                        "lastKnown",
                                        "message",
                                        "targetType",
                                        "targetName",
                                        "targetContext",
                                        "runType",
                                        "connectedSystemId",
                                        "runProfileId",
                                        "worker",
                                        "phase",
                                        "phases",
                                        "currentPhase",
                                        "currentPhaseNumber",
                                        "totalPhases",
                                        "objectsProcessed",
                                        "objectsToProcess",
                                        "percentComplete",
                                        "elapsedSeconds",
                                        "objectsPerSecond",
                                        "averageObjectsPerSecond",
                                        "estimatedSecondsRemaining",
                                        "createdCount",
                                        "updatedCount",
                                        "deletedCount",
                                        "counts",
                                        "operationCounts",
                                        "totalErrors",
                                        "overall",
                                        "eta",
                                        "errors",
                                        "health",
                                        "alerts",
                                        "comparison",
                                        "time",
                                        "reporter",
                                        "display",
                                        "summary"};

class SnapshotDocumentTests : public RunFixture {};

std::vector<std::string> keysOf(const json::value& value) {
    std::vector<std::string> keys;
    for (const auto& member : value.as_object()) keys.emplace_back(member.key());
    return keys;
}

TEST_F(SnapshotDocumentTests, EveryMemberIsThereInEveryState) {
    const auto identity = import();
    auto waiting = identity;
    waiting.attempt = 0;
    publisher_.queued(waiting);
    const auto queued = document(identity);
    auto run = publisher_.begin(identity);
    pass(0s);
    const auto started = document(identity);
    run->enter("import.process");
    pass(0s);
    const auto running = document(identity);
    publisher_.finish(*run, completed(run->counts()));
    pass(0s);
    const auto ended = document(identity);
    const auto degraded =
        json::parse(degradedSnapshot({.identity = identity}, clock_.now()).document);
    for (const auto& each : {queued, started, running, ended, degraded}) {
        EXPECT_THAT(keysOf(each), testing::UnorderedElementsAreArray(kMembers))
            << text(each, "state");
        EXPECT_TRUE(at(each, "phases").is_array());
        EXPECT_EQ(at(each, "phases").as_array().size(), 8U);
        EXPECT_TRUE(at(each, "createdCount").is_int64());
        EXPECT_EQ(number(each, "counts.byType.person.created"), 0);
        EXPECT_FALSE(text(each, "message").empty());
    }
}

TEST_F(SnapshotDocumentTests, ShowsARunAsTheContractDoes) {
    const auto identity = import();
    auto run = publisher_.begin(identity);
    run->enter("import.process");
    run->total(1000, TotalKind::Exact, TotalSource::Connector);
    pass(0s);
    run->advance(457);
    run->count(0, Outcome::Created, 234);
    run->count(0, Outcome::Updated, 198);
    run->count(0, Outcome::Deleted, 25);
    pass(250ms);
    const auto shown = document(identity);
    EXPECT_EQ(text(shown, "type"), "import");
    EXPECT_EQ(text(shown, "id"), base::toText(identity.activityId));
    EXPECT_EQ(text(shown, "state"), "running");
    EXPECT_EQ(text(shown, "status"), "InProgress");
    EXPECT_EQ(text(shown, "phase"), "Importing");
    EXPECT_EQ(text(shown, "message"), "Importing");
    EXPECT_EQ(number(shown, "currentPhaseNumber"), 3);
    EXPECT_EQ(number(shown, "totalPhases"), 8);
    EXPECT_EQ(number(shown, "objectsProcessed"), 457);
    EXPECT_EQ(number(shown, "objectsToProcess"), 1000);
    EXPECT_EQ(number(shown, "percentComplete"), 45.7);
    EXPECT_EQ(number(shown, "elapsedSeconds"), 0.3);
    EXPECT_EQ(text(shown, "currentPhase.key"), "import.process");
    EXPECT_EQ(text(shown, "currentPhase.total.kind"), "exact");
    EXPECT_EQ(number(shown, "counts.byType.person.processed"), 457);
    EXPECT_EQ(number(shown, "operationCounts.Added"), 234);
    EXPECT_EQ(text(shown, "summary"),
              "Importing | Processed: 457/1000 | Creates: 234, Updates: 198, Deletes: 25");
    EXPECT_TRUE(at(shown, "objectsPerSecond").is_null());
    EXPECT_EQ(text(shown, "eta.reason"), "warming_up");
    EXPECT_EQ(text(shown, "health.status"), "healthy");
    EXPECT_EQ(text(shown, "reporter.store"), "memory");
}

TEST_F(SnapshotDocumentTests, EachRunTypeHasItsOwnCounts) {
    for (const auto& [kind, member] :
         {std::pair{RunKind::Synchronisation, "flowed"}, std::pair{RunKind::Export, "deferred"}}) {
        const auto identity = identityOf(kind, "x", clock_.now());
        auto run = publisher_.begin(identity);
        run->add(Extra::Flowed, 7);
        run->add(Extra::Deferred, 7);
        pass(0s);
        EXPECT_EQ(number(document(identity), member), 7);
    }
    const auto sync = identityOf(RunKind::Synchronisation, "FullSynchronisation", clock_.now());
    auto run = publisher_.begin(sync);
    run->add(Extra::Projected, 3);
    pass(0s);
    EXPECT_EQ(text(document(sync), "type"), "synchronisation");
    EXPECT_EQ(number(document(sync), "operationCounts.Projected"), 3);
    EXPECT_FALSE(document(sync).as_object().contains("exported"));
}

TEST_F(SnapshotDocumentTests, IsUsuallySmall) {
    const auto identity = import();
    auto run = publisher_.begin(identity);
    run->enter("import.process");
    run->count(0, Outcome::Created, 123'456);
    run->error("DuplicateObject", "Row 5: the external id is there twice.");
    pass(0s);
    EXPECT_LT(stored(identity)->document.size(), 4096U);
}

TEST_F(SnapshotDocumentTests, NeverExceedsItsLimitWhateverTheSourceSays) {
    const std::string hostile = std::string(5000, '<') + "\"\x1b[2J\xFF" + std::string(500, '"');
    auto identity = import();
    identity.targetName = identity.targetContext = identity.worker = identity.runType = hostile;
    identity.phases.clear();
    for (int i = 0; i < 60; ++i) identity.phases.push_back({hostile + char('a' + i), hostile, {}});
    identity.objectTypes.clear();
    for (int i = 0; i < 300; ++i) identity.objectTypes.push_back(std::to_string(i) + hostile);
    auto run = publisher_.begin(identity);
    run->enterNested(hostile, hostile);
    run->narrate(hostile);
    for (std::size_t i = 0; i < 300; ++i) {
        run->count(i, Outcome::Created, static_cast<std::int64_t>(i));
        run->error(std::to_string(i) + hostile, hostile);
    }
    pass(0s);
    const auto snapshot = stored(identity);
    ASSERT_TRUE(snapshot);
    EXPECT_LE(snapshot->document.size(), kMaximumDocument);
    EXPECT_TRUE(std::ranges::none_of(snapshot->document, [](unsigned char c) { return c < 0x20; }));
    EXPECT_EQ(snapshot->document.find('<'), std::string::npos);
    EXPECT_EQ(number(document(identity), "counts.created"), 44'850);
}

TEST_F(SnapshotDocumentTests, ManyTypesAreSummedUpAndStillAddUp) {
    auto identity = import();
    identity.objectTypes.clear();
    for (int i = 0; i < 50; ++i) identity.objectTypes.push_back("type" + std::to_string(i));
    auto run = publisher_.begin(identity);
    for (std::size_t i = 0; i < 50; ++i) run->count(i, Outcome::Updated, 2);
    pass(0s);
    const auto shown = document(identity);
    double sum = 0;
    for (const auto& type : at(shown, "counts.byType").as_object())
        sum += number(type.value(), "processed");
    EXPECT_EQ(at(shown, "counts.byType").as_object().size(), 21U);
    EXPECT_EQ(sum, 100);
}

}  // namespace
}  // namespace jim::progress
