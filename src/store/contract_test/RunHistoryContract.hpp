#pragma once

#include "store/contract_test/Backend.hpp"

#include <gmock/gmock.h>

namespace jim::store::contract_test {

namespace act = runs::activity;

class RunHistoryContract : public StoreContract {
protected:
    using RunType = runs::run_profile::RunType;
    static constexpr std::int32_t kProfile = 4;

    /// A run as it is when it has ended: it processed so many objects and changed one in ten.
    static act::Activity run(std::int64_t objects,
                             act::ActivityStatus status = act::ActivityStatus::Complete,
                             std::int32_t profile = kProfile, RunType type = RunType::FullImport) {
        act::Activity activity;
        activity.id = base::newGuid(base::Timestamp{1'000'000 + objects});
        activity.created = {objects};
        activity.status = status;
        activity.targetType = act::TargetType::ConnectedSystemRunProfile;
        activity.runType = static_cast<std::uint8_t>(type);
        activity.runProfileId = profile;
        activity.phases = {
            phase("import.fetch", act::PhaseStatus::Completed, objects),
            phase("import.deletions", act::PhaseStatus::Skipped, 0),
            phase("import.save", act::PhaseStatus::Completed, objects / 10),
        };
        act::Phase nested = phase("file.read", act::PhaseStatus::Completed, objects);
        nested.parentKey = "import.fetch";
        activity.phases.push_back(nested);
        act::Stats stats;
        stats.objectsProcessed = objects;
        stats.csoUpdates = objects / 10;
        stats.unchanged = objects - objects / 10 - 1;
        stats.objectErrors = 1;
        activity.stats = stats;
        return activity;
    }
    static act::Phase phase(std::string key, act::PhaseStatus status, std::int64_t processed) {
        act::Phase phase;
        phase.name = phase.key = std::move(key);
        phase.status = status;
        phase.duration = std::chrono::microseconds{processed * 7};
        phase.processed = processed;
        return phase;
    }
    /// As a run does it: there from when it is queued, and replaced when it has ended.
    void keep(act::Activity activity) {
        auto begun = activity;
        begun.status = act::ActivityStatus::InProgress;
        begun.stats.reset();
        begun.phases.clear();
        write([&] { return session().activities().insert(begun); });
        activity.number = begun.number;
        write([&] { return session().activities().update(activity); });
    }
    [[nodiscard]] std::vector<progress::PastRun> comparable(std::size_t limit = 20,
                                                            std::string_view type = "FullImport") {
        auto runs = session().runHistory().comparable(kProfile, type, limit);
        EXPECT_TRUE(runs);
        return runs ? std::move(*runs) : std::vector<progress::PastRun>{};
    }
    [[nodiscard]] std::vector<std::int64_t> objects(std::size_t limit = 20) {
        std::vector<std::int64_t> objects;
        for (const auto& run : comparable(limit)) objects.push_back(run.objects);
        return objects;
    }
};

TEST_P(RunHistoryContract, TellsPhasesAndCountsOfARun) {
    keep(run(1000));
    const auto runs = comparable();
    ASSERT_EQ(runs.size(), 1U);
    progress::PastRun expected;
    expected.objects = 1000;
    expected.counts.updated = 100;
    expected.counts.unchanged = 899;
    expected.counts.failed = 1;
    // Neither what was skipped nor what is nested: it is part of its host.
    expected.phases = {{"import.fetch", std::chrono::microseconds{7000}, 1000},
                       {"import.save", std::chrono::microseconds{700}, 100}};
    EXPECT_EQ(runs[0], expected);
}

TEST_P(RunHistoryContract, TellsTheNewestFirstAndNoMoreThanAskedFor) {
    for (const std::int64_t objects : {10, 20, 30, 40}) keep(run(objects));
    EXPECT_THAT(objects(), testing::ElementsAre(40, 30, 20, 10));
    EXPECT_THAT(objects(2), testing::ElementsAre(40, 30));
    EXPECT_THAT(objects(0), testing::IsEmpty());
}

TEST_P(RunHistoryContract, LeavesOutRunsThatDidNotComeToTheirEnd) {
    using Status = act::ActivityStatus;
    keep(run(10, Status::Complete));
    keep(run(20, Status::CompleteWithWarning));
    keep(run(30, Status::CompleteWithError));
    keep(run(40, Status::FailedWithError));
    keep(run(50, Status::Cancelled));
    keep(run(60, Status::InProgress));
    EXPECT_THAT(objects(), testing::ElementsAre(30, 20, 10));
}

TEST_P(RunHistoryContract, LeavesOutOtherProfilesAndOtherTypes) {
    keep(run(10));
    keep(run(20, act::ActivityStatus::Complete, kProfile + 1));
    keep(run(30, act::ActivityStatus::Complete, kProfile, RunType::DeltaImport));
    EXPECT_THAT(objects(), testing::ElementsAre(10));
    EXPECT_EQ(comparable(20, "DeltaImport").size(), 1U);
    EXPECT_TRUE(comparable(20, "NoSuchType").empty());
}

TEST_P(RunHistoryContract, IsReadInOneStatement) {
    for (const std::int64_t objects : {10, 20, 30}) keep(run(objects));
    const auto before = session().statements();
    EXPECT_EQ(comparable().size(), 3U);
    EXPECT_EQ(session().statements() - before, 1);
}

TEST_P(RunHistoryContract, KeepsHowEstimatesTurnedOut) {
    auto activity = run(10);
    activity.stats->estimates = {{10, 90.5, std::nullopt},
                                 {25, 75.25, progress::EtaRange{60, 74.5, 91.75}}};
    keep(activity);
    const auto kept = session().activities().find(activity.id).value().value();
    EXPECT_EQ(kept.stats.value().estimates, activity.stats->estimates);
}

}  // namespace jim::store::contract_test
