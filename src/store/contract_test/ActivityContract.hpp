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

private:
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
    write([&] { return session().activities().update(activity); });
    const auto found = session().activities().find(activity.id).value();
    ASSERT_TRUE(found);
    EXPECT_EQ(found->number, activity.number);
    EXPECT_EQ(found->ended, base::Timestamp{9});
    EXPECT_EQ(found->errorMessage, "it failed");
    ASSERT_EQ(found->phases.size(), 1U);
    EXPECT_EQ(found->phases[0].key, "import.save");
    EXPECT_EQ(found->stats->csoAdds, 3);
    EXPECT_FALSE(session().activities().find(base::newGuid(clock_.now())).value());
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
                                                     {6}}};
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
