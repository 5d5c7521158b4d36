#include "api/test/SampleFixture.hpp"
#include "identity/schema/ChangeSet.hpp"

#include <fmt/format.h>

namespace jim::api {
namespace {

namespace activity = runs::activity;
namespace schema = identity::schema;
using activity::ExecutionItem;
using identity::connector_space::CsoId;
using identity::connector_space::kExecutionItemKind;
using identity::connector_space::kMvoKind;
using identity::connector_space::MvoId;
using runs::run_profile::RunType;
using runs::run_profile::Session;

using ActivityTests = SampleFixture;

ExecutionItem itemOf(std::int64_t sequence, activity::ObjectChangeType change,
                     activity::ItemOutcome outcome, std::string externalId) {
    ExecutionItem item;
    item.sequence = sequence;
    item.changeType = change;
    item.outcomes.add(outcome);
    item.externalId = std::move(externalId);
    item.displayName = "Name of " + item.externalId;
    item.objectType = "person";
    item.cso = CsoId{sequence};
    return item;
}

ExecutionItem failureOf(std::int64_t sequence, std::string message) {
    ExecutionItem item;
    item.sequence = sequence;
    item.errorType = activity::ItemErrorType::MalformedRow;
    item.message = std::move(message);
    return item;
}

std::vector<ExecutionItem> threeItems() {
    return {itemOf(1, activity::ObjectChangeType::Added, activity::ItemOutcome::CsoAdded, "e1"),
            itemOf(2, activity::ObjectChangeType::Updated, activity::ItemOutcome::CsoUpdated, "e2"),
            failureOf(3, "Line 4 has 3 fields.")};
}

std::string pathOf(const activity::Activity& run) {
    return "/activities/" + base::toText(run.id);
}

TEST_F(ActivityTests, AreListedNewestFirstWithTheirTotals) {
    const auto first = makeRun();
    clock_.advance(std::chrono::seconds{60});
    const auto second = makeRun(RunType::FullImport, threeItems());
    const auto page = get("/activities?targetType=ConnectedSystemRunProfile");
    EXPECT_EQ(page.integer("totalCount"), 2);
    EXPECT_EQ(page.text("items.0.id"), base::toText(second.id));
    EXPECT_EQ(page.text("items.1.id"), base::toText(first.id));
    EXPECT_EQ(page.text("items.0.targetContext"), "HR");
    EXPECT_EQ(page.text("items.0.connectedSystemRunType"), "FullImport");
    EXPECT_EQ(page.text("items.0.executionTime"), "00:00:02");
    EXPECT_EQ(page.text("items.0.totalActivityTime"), "00:00:03");
    EXPECT_EQ(page.integer("items.0.totalAdded"), 1);
    EXPECT_EQ(page.integer("items.0.totalUpdated"), 1);
    EXPECT_EQ(page.integer("items.0.totalErrors"), 1);
    EXPECT_EQ(page.integer("items.0.childActivityCount"), 0);
}

TEST_F(ActivityTests, EveryFilterNarrowsTheList) {
    makeRun(RunType::FullImport, threeItems());
    makeRule("People");
    const auto count = [&](std::string_view query) {
        return get(fmt::format("/activities?{}", query)).integer("totalCount");
    };
    EXPECT_EQ(count(""), 2);
    EXPECT_EQ(count("search=hr"), 2);
    EXPECT_EQ(count("search=peop"), 1);
    EXPECT_EQ(count("targetType=synchronisationrule"), 1);
    EXPECT_EQ(count("targetType=SynchronisationRule&targetType=ConnectedSystemRunProfile"), 2);
    EXPECT_EQ(count("initiatorType=ApiKey"), 1);
    EXPECT_EQ(count("operation=Execute"), 1);
    EXPECT_EQ(count("outcome=Added"), 1);
    EXPECT_EQ(count("outcome=Deleted"), 0);
    EXPECT_EQ(count("status=Complete"), 2);
    EXPECT_EQ(count("status=2"), 2);
    EXPECT_EQ(count("status=Cancelled"), 0);
    EXPECT_EQ(count("initiatedBy=INFRA"), 1);
    EXPECT_EQ(count("hasChildActivities=false"), 2);
    EXPECT_EQ(count("hasChildActivities=true"), 0);
    EXPECT_EQ(count("connectedSystem=HR"), 2);
    EXPECT_EQ(count("runProfile=Full%20Import"), 1);
    EXPECT_EQ(count("scheduledOnly=true"), 0);
    EXPECT_EQ(count("scheduledOnly=false"), 2);
    EXPECT_EQ(count("scheduleId=11111111-2222-3333-4444-555555555555"), 0);
    EXPECT_EQ(count("createdFrom=" + base::toIso(clock_.now())), 2);
    EXPECT_EQ(count("createdTo=" + base::toIso(clock_.now() + std::chrono::seconds{-1})), 0);
}

TEST_F(ActivityTests, BadFiltersAreRefusedByName) {
    for (const auto* query :
         {"status=Done", "targetType=99", "outcome=Nothing", "createdFrom=today",
          "initiatedById=me", "hasChildActivities=maybe", "sortDirection=up"}) {
        const auto answer = get(fmt::format("/activities?{}", query));
        EXPECT_EQ(answer.status, 400) << query;
        EXPECT_EQ(answer.text("code"), "VALIDATION_ERROR") << query;
    }
}

TEST_F(ActivityTests, PastTheEndIsEmptyWithTheTrueCount) {
    makeRun();
    const auto page = get("/activities?page=7");
    EXPECT_EQ(page.integer("totalCount"), 1);
    EXPECT_TRUE(page.at("items").items()->empty());
}

TEST_F(ActivityTests, DetailCarriesStatsPhasesAndNoProgress) {
    const auto run = makeRun(RunType::FullImport, threeItems());
    const auto answer = get(pathOf(run));
    EXPECT_EQ(answer.integer("executionStats.totalCsoAdds"), 1);
    EXPECT_EQ(answer.text("phases.0.key"), "import.process");
    EXPECT_EQ(answer.text("phases.0.status"), "Completed");
    EXPECT_EQ(*answer.at("phases.0.durationSeconds").real(), 1.5);
    EXPECT_EQ(answer.integer("connectedSystemId"), system_.id);
    EXPECT_TRUE(answer.at("progress").isNull());
}

TEST_F(ActivityTests, ConfigurationWritesHaveNoStats) {
    const auto rule = makeRule("People");
    const auto written = lastActivity("SynchronisationRule");
    const auto path = "/activities/" + written.text("items.0.id");
    const auto detail = get(path);
    EXPECT_EQ(detail.integer("syncRuleId"), rule);
    EXPECT_EQ(detail.text("targetOperationType"), "Create");
    EXPECT_TRUE(detail.at("executionStats").isNull());
    EXPECT_TRUE(detail.at("phases").items()->empty());
    for (const auto* part : {"/stats", "/items"}) {
        EXPECT_EQ(get(path + part).status, 400) << part;
        EXPECT_EQ(get(path + part).text("code"), "BAD_REQUEST") << part;
    }
    EXPECT_EQ(get(path + "/progress").status, 404);
    EXPECT_EQ(post(path + "/cancel").status, 400);
}

TEST_F(ActivityTests, UnknownOnesAreNotFoundOnEveryRoute) {
    const std::string path = "/activities/11111111-2222-3333-4444-555555555555";
    for (const auto* part : {"", "/progress", "/stats", "/items", "/children",
                             "/items/11111111-2222-3333-4444-555555555555"}) {
        EXPECT_EQ(get(path + part).status, 404) << part;
        EXPECT_EQ(get(path + part).text("code"), "NOT_FOUND") << part;
    }
    EXPECT_EQ(post(path + "/cancel").status, 404);
}

TEST_F(ActivityTests, StatsOfARunUnderWayAreThoseOfItsItemsSoFar) {
    auto run = makeRun(RunType::FullImport, threeItems());
    write([&](Session& session) -> base::Status {
        run.status = activity::ActivityStatus::InProgress;
        run.stats.reset();
        run.ended.reset();
        JIM_TRY(session.activities().update(run));
        return session.activities().keepPosition(run.number, {run.phases, 42, 40});
    });
    const auto stats = get(pathOf(run) + "/stats");
    EXPECT_EQ(stats.integer("totalCsoAdds"), 1);
    EXPECT_EQ(stats.integer("totalObjectsProcessed"), 42);
    EXPECT_EQ(stats.integer("totalUnchanged"), 40);
    EXPECT_EQ(get(pathOf(run)).integer("objectsProcessed"), 42);
    EXPECT_EQ(get("/activities").integer("items.0.objectsProcessed"), 42);
    EXPECT_TRUE(get(pathOf(run)).at("executionStats").isNull());
}

TEST_F(ActivityTests, ChildrenAreListedBelowTheirParentOnly) {
    const auto parent = makeRun();
    write([&](Session& session) -> base::Status {
        auto child = parent;
        child.id = base::newGuid(clock_.now());
        child.parent = parent.id;
        return session.activities().insert(child);
    });
    EXPECT_EQ(get("/activities").integer("totalCount"), 1);
    EXPECT_EQ(get("/activities").integer("items.0.childActivityCount"), 1);
    const auto children = get(pathOf(parent) + "/children");
    EXPECT_EQ(children.integer("totalCount"), 1);
    EXPECT_EQ(get("/activities/" + children.text("items.0.id")).text("parentActivityId"),
              base::toText(parent.id));
}

TEST_F(ActivityTests, ItemsAreFilteredByChangeErrorAndText) {
    const auto path = pathOf(makeRun(RunType::FullImport, threeItems())) + "/items";
    const auto all = get(path);
    EXPECT_EQ(all.integer("totalCount"), 3);
    EXPECT_EQ(all.text("items.0.externalIdValue"), "e1");
    EXPECT_EQ(all.text("items.0.outcomeSummary"), "CsoAdded:1");
    EXPECT_TRUE(all.at("items.0.errorType").isNull());
    EXPECT_EQ(all.text("items.2.errorMessage"), "Line 4 has 3 fields.");
    const auto count = [&](std::string_view query) {
        return get(fmt::format("{}?{}", path, query)).integer("totalCount");
    };
    EXPECT_EQ(count("objectChangeType=Added"), 1);
    EXPECT_EQ(count("objectChangeType=Added&objectChangeType=Updated"), 2);
    EXPECT_EQ(count("errorType=MalformedRow"), 1);
    EXPECT_EQ(count("errorsOnly=true"), 1);
    EXPECT_EQ(count("search=NAME%20of"), 2);
    EXPECT_EQ(get(path + "?errorType=Sneeze").status, 400);
}

TEST_F(ActivityTests, AnItemOfAnImportShowsOldAndNewValuesByName) {
    auto item =
        itemOf(1, activity::ObjectChangeType::Updated, activity::ItemOutcome::CsoUpdated, "e1");
    item.changes = schema::encodeChanges(
        {{systemAttribute("name"), schema::AttributeType::Text, {"Ann"}, {"Anna"}},
         {systemAttribute("age"),
          schema::AttributeType::Number,
          {},
          {schema::Value::number(42).bytes}},
         {systemAttribute("manager"), schema::AttributeType::Reference, {}, {"e9"}},
         {9999, schema::AttributeType::Text, {"gone"}, {}}});
    const auto run = makeRun(RunType::FullImport, {item});
    const auto list = get(pathOf(run) + "/items");
    const auto answer = get(fmt::format("{}/items/{}", pathOf(run), list.text("items.0.id")));
    EXPECT_EQ(answer.status, 200) << answer.body.serialised();
    EXPECT_EQ(answer.text("activityId"), base::toText(run.id));
    EXPECT_EQ(answer.text("outcomes.0.type"), "CsoUpdated");
    EXPECT_EQ(answer.text("changes.0.attributeName"), "name");
    EXPECT_EQ(answer.text("changes.0.removed.0.value"), "Ann");
    EXPECT_EQ(answer.text("changes.0.added.0.value"), "Anna");
    EXPECT_EQ(answer.text("changes.1.added.0.value"), "42");
    EXPECT_EQ(answer.text("changes.2.added.0.value"), "e9");
    EXPECT_TRUE(answer.at("changes.2.added.0.referenceId").isNull());
    EXPECT_TRUE(answer.at("changes.3.attributeName").isNull());
    EXPECT_EQ(answer.integer("changes.3.attributeId"), 9999);
}

TEST_F(ActivityTests, AnItemOfASynchronisationNamesItsReferences) {
    write([&](Session& session) -> base::Status {
        identity::metaverse::MetaverseObject boss;
        boss.id = MvoId{7};
        boss.objectTypeId = metaverseType("User");
        boss.displayName = "The Boss";
        boss.document = schema::encode({});
        return session.metaverse().apply({.inserted = {boss},
                                          .updated = {},
                                          .removed = {},
                                          .addedReferences = {},
                                          .removedReferences = {},
                                          .addedKeys = {},
                                          .removedKeys = {}});
    });
    auto item = itemOf(1, activity::ObjectChangeType::AttributeFlow,
                       activity::ItemOutcome::AttributeFlow, "e1");
    item.changes = schema::encodeChanges({{metaverseAttribute("Manager"),
                                           schema::AttributeType::Reference,
                                           {schema::integerBytes(8)},
                                           {schema::integerBytes(7)}}});
    const auto run = makeRun(RunType::FullSynchronisation, {item});
    const auto id = base::sequenceGuid(sessions_->guidSpace(), kExecutionItemKind, 1);
    const auto answer = get(fmt::format("{}/items/{}", pathOf(run), base::toText(id)));
    EXPECT_EQ(answer.text("changes.0.attributeName"), "Manager");
    EXPECT_EQ(answer.text("changes.0.added.0.value"), "The Boss");
    EXPECT_EQ(answer.text("changes.0.added.0.referenceId"),
              base::toText(base::sequenceGuid(sessions_->guidSpace(), kMvoKind, 7)));
    EXPECT_TRUE(answer.at("changes.0.removed.0.value").isNull());
}

TEST_F(ActivityTests, AnItemIdOfAnotherKindIsNotFound) {
    const auto run = makeRun(RunType::FullImport, threeItems());
    const auto wrong = base::sequenceGuid(sessions_->guidSpace(), kMvoKind, 1);
    const auto missing = base::sequenceGuid(sessions_->guidSpace(), kExecutionItemKind, 99);
    for (const auto& id : {wrong, missing})
        EXPECT_EQ(get(fmt::format("{}/items/{}", pathOf(run), base::toText(id))).status, 404);
}

TEST_F(ActivityTests, ARunThatHasEndedCannotBeCancelled) {
    const auto answer = post(pathOf(makeRun()) + "/cancel");
    EXPECT_EQ(answer.status, 400);
    EXPECT_EQ(answer.text("code"), "BAD_REQUEST");
}

}  // namespace
}  // namespace jim::api
