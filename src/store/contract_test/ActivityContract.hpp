#pragma once

#include "store/contract_test/Backend.hpp"

#include <gmock/gmock.h>

namespace jim::store::contract_test {

class ActivityContract : public StoreContract {
protected:
    using Activity = runs::activity::Activity;
    using ExecutionItem = runs::activity::ExecutionItem;
    using ItemOutcome = runs::activity::ItemOutcome;

    Activity insert(const std::string& target, std::optional<base::Guid> parent = {}) {
        Activity activity;
        activity.id = base::newGuid(clock_.now());
        activity.parent = parent;
        activity.created = {next_++};
        activity.targetName = target;
        activity.initiator.name = "Ann";
        write([&] { return session().activities().insert(activity); });
        EXPECT_GT(activity.number, 0);
        return activity;
    }
    [[nodiscard]] static ExecutionItem item(std::int64_t sequence, ItemOutcome outcome) {
        ExecutionItem result;
        result.sequence = sequence;
        result.externalId = "e" + std::to_string(sequence);
        result.objectType = "person";
        result.outcomes.add(outcome);
        result.changes = std::string{"\0\1", 2};
        return result;
    }
    [[nodiscard]] std::vector<std::string> targets(const runs::activity::ActivityFilter& filter) {
        std::vector<std::string> names;
        for (const auto& one : session().activityQueries().activities(filter, {0, 50})->items)
            names.push_back(one.targetName);
        return names;
    }

    std::int64_t next_ = 100;
};

TEST_P(ActivityContract, GivesBackWhatWasWrittenAndUpdated) {
    Activity activity = insert("HR");
    activity.ended = base::Timestamp{9};
    activity.errorMessage = "it failed";
    activity.phases.push_back({});
    activity.phases.back().key = "import.save";
    activity.stats = runs::activity::Stats{};
    activity.stats->csoAdds = 3;
    activity.stats->continuedBy = base::Guid{{7}};
    write([&] { return session().activities().update(activity); });
    const auto found = session().activities().find(activity.id).value();
    ASSERT_TRUE(found);
    EXPECT_EQ(found->number, activity.number);
    EXPECT_EQ(found->ended, base::Timestamp{9});
    EXPECT_EQ(found->errorMessage, "it failed");
    ASSERT_EQ(found->phases.size(), 1U);
    EXPECT_EQ(found->phases[0].key, "import.save");
    EXPECT_EQ(found->stats->csoAdds, 3);
    EXPECT_EQ(found->stats->continuedBy, base::Guid{{7}});
    EXPECT_FALSE(session().activities().find(base::newGuid(clock_.now())).value());
}

TEST_P(ActivityContract, RemovesWhatHasEndedAndIsOldABatchAtATime) {
    using runs::activity::ActivityStatus;
    using runs::activity::RetentionKind;
    using runs::activity::TargetType;
    const auto ended = [&](ActivityStatus status, TargetType type) {
        Activity activity;
        activity.id = base::newGuid(clock_.now());
        activity.created = {next_++};
        activity.status = status;
        activity.targetType = type;
        write([&] { return session().activities().insert(activity); });
        return activity;
    };
    constexpr auto kRun = TargetType::ConnectedSystemRunProfile;
    const auto old = ended(ActivityStatus::FailedWithError, kRun);
    const auto change = ended(ActivityStatus::Complete, TargetType::ConnectedSystem);
    const auto running = ended(ActivityStatus::InProgress, kRun);
    const auto second = ended(ActivityStatus::Cancelled, kRun);
    const auto young = ended(ActivityStatus::Complete, kRun);
    auto& retention = session().retention();
    const auto before = [&](RetentionKind kind, std::size_t limit) {
        return retention.endedBefore(kind, young.created, limit).value();
    };
    EXPECT_THAT(before(RetentionKind::Runs, 9), testing::ElementsAre(old.number, second.number));
    EXPECT_THAT(before(RetentionKind::Runs, 1), testing::ElementsAre(old.number));
    EXPECT_THAT(before(RetentionKind::ConfigurationChanges, 9),
                testing::ElementsAre(change.number));

    std::vector<ExecutionItem> items;
    for (std::int64_t i = 1; i <= 5; ++i) items.push_back(item(i, ItemOutcome::CsoAdded));
    write([&]() -> base::Status {
        JIM_TRY(session().activities().appendItems(old.number, items));
        JIM_TRY(session().activities().appendItems(second.number, items));
        return session().activities().keepPosition(old.number, {{}, 5, 0});
    });
    const auto remove = [&](std::int64_t limit) {
        std::int64_t removed = 0;
        write([&]() -> base::Status {
            JIM_ASSIGN(removed, retention.remove(old.number, limit));
            return {};
        });
        return removed;
    };
    const auto itemsOf = [&](const Activity& activity) {
        return session().activityQueries().items(activity.number, {}, {0, 1})->totalCount;
    };
    EXPECT_EQ(remove(3), 3);
    EXPECT_EQ(itemsOf(old), 2);
    EXPECT_TRUE(session().activities().find(old.id).value());
    EXPECT_EQ(remove(3), 2);
    EXPECT_EQ(itemsOf(old), 0);
    EXPECT_FALSE(session().activities().find(old.id).value());
    EXPECT_FALSE(session().activities().position(old.number).value());
    EXPECT_EQ(itemsOf(second), 5);
    EXPECT_TRUE(session().activities().find(running.id).value());
}

TEST_P(ActivityContract, CountsStatsFromTheStoredItems) {
    const Activity activity = insert("HR");
    const Activity other = insert("Directory");
    std::vector<ExecutionItem> items;
    for (std::int64_t i = 1; i <= 40; ++i) items.push_back(item(i, ItemOutcome::CsoAdded));
    items.push_back(item(41, ItemOutcome::Joined));
    write([&]() -> base::Status {
        JIM_TRY(session().activities().appendItems(activity.number, items));
        JIM_TRY(session().activities().appendItems(other.number, std::span{items}.first(2)));
        JIM_TRY(session().activities().keepPosition(activity.number, {{}, 1, 2}));
        return session().activities().keepPosition(activity.number, {{}, 50, 9});
    });
    const auto stats = session().activities().countStats(activity.number).value();
    EXPECT_EQ(stats.csoAdds, 40);
    EXPECT_EQ(stats.joins, 1);
    EXPECT_EQ(stats.objectTypes, 1);
    EXPECT_EQ(stats.objectErrors, 0);
    EXPECT_EQ(stats.objectsProcessed, 50);
    EXPECT_EQ(stats.unchanged, 9);
    const Activity empty = insert("nothing");
    EXPECT_EQ(session().activities().countStats(empty.number).value().csoAdds, 0);
}

TEST_P(ActivityContract, KeepsWhichAlertRulesFired) {
    Activity activity = insert("HR");
    const std::vector<progress::AlertFiring> alerts{{7,
                                                     "Too many \"errors\"",
                                                     progress::AlertCondition::ErrorRatio,
                                                     progress::AlertMeasure::Absolute,
                                                     0.125,
                                                     0.1,
                                                     false,
                                                     {5}},
                                                    {8,
                                                     "Deletes",
                                                     progress::AlertCondition::Deletes,
                                                     progress::AlertMeasure::TimesUsual,
                                                     40,
                                                     3,
                                                     true,
                                                     {6},
                                                     "Ann",
                                                     base::Timestamp{7}}};
    write([&] {
        return session().activities().keepPosition(activity.number, {{}, 1, 2, 0, alerts});
    });
    EXPECT_EQ(session().activities().position(activity.number).value()->alerts, alerts);
    activity.stats = session().activities().countStats(activity.number).value();
    EXPECT_EQ(activity.stats->alerts, alerts);
    write([&] { return session().activities().update(activity); });
    EXPECT_EQ(session().activities().find(activity.id).value()->stats->alerts, alerts);
}

TEST_P(ActivityContract, PagesAndSearchesItems) {
    const Activity activity = insert("HR");
    std::vector<ExecutionItem> items;
    for (std::int64_t i = 1; i <= 5; ++i) items.push_back(item(i, ItemOutcome::CsoAdded));
    items[2].errorType = runs::activity::ItemErrorType::AmbiguousMatch;
    items[3].displayName = "50% O'Neil";
    items[4].displayName = "\u00c9mile";
    write([&] { return session().activities().appendItems(activity.number, items); });
    auto& queries = session().activityQueries();
    EXPECT_EQ(queries.items(activity.number, {}, {1, 2}).value().items.at(0).sequence, 2);
    EXPECT_EQ(queries.items(activity.number, {}, {0, 2}).value().totalCount, 5);
    runs::activity::ItemFilter filter;
    filter.errorsOnly = true;
    EXPECT_EQ(queries.items(activity.number, filter, {0, 9}).value().items.at(0).sequence, 3);
    filter = {};
    filter.search = "50% o'NEIL";
    EXPECT_EQ(queries.items(activity.number, filter, {0, 9}).value().items.at(0).sequence, 4);
    EXPECT_EQ(queries.items(activity.number, {.search = "\u00c9"}, {0, 9}).value().totalCount, 1);
    EXPECT_EQ(queries.item(activity.number, 1).value()->changes, (std::string{"\0\1", 2}));
    EXPECT_FALSE(queries.item(activity.number, 6).value());
}

TEST_P(ActivityContract, FiltersActivities) {
    Activity hr = insert("HR");
    insert("Directory");
    insert("child", hr.id);
    hr.stats = runs::activity::Stats{};
    hr.stats->joins = 2;
    write([&] { return session().activities().update(hr); });
    using testing::ElementsAre;
    EXPECT_THAT(targets({}), ElementsAre("Directory", "HR"));
    runs::activity::ActivityFilter filter;
    filter.ascending = true;
    filter.sortBy = "target";
    EXPECT_THAT(targets(filter), ElementsAre("Directory", "HR"));
    filter = {};
    filter.search = "direct";
    EXPECT_THAT(targets(filter), ElementsAre("Directory"));
    filter = {};
    filter.outcomes = {"Joined"};
    EXPECT_THAT(targets(filter), ElementsAre("HR"));
    filter = {};
    filter.hasChildActivities = true;
    EXPECT_THAT(targets(filter), ElementsAre("HR"));
    filter = {};
    filter.scheduledOnly = true;
    EXPECT_THAT(targets(filter), ElementsAre());
    EXPECT_EQ(session().activityQueries().children(hr.id, {0, 9}).value().totalCount, 1);
}

}  // namespace jim::store::contract_test
