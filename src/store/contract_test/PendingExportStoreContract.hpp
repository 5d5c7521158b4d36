#pragma once

#include "store/contract_test/Backend.hpp"
#include "store/contract_test/SampleObjects.hpp"

#include <gmock/gmock.h>

namespace jim::store::contract_test {

class PendingExportStoreContract : public StoreContract {
protected:
    PendingExportStoreContract() {
        write([&] {
            return session().connectorSpace().apply(
                {.inserted = {cso(1, "e1"), cso(2, "e2"), cso(3, ""), cso(4, "e4")}});
        });
    }
    [[nodiscard]] cs::PendingExportStore& store() { return session().pendingExports(); }
    void apply(const cs::PendingExportChanges& changes) {
        write([&] { return store().apply(changes); });
    }
    [[nodiscard]] std::vector<cs::PendingExport> load(std::vector<std::int64_t> numbers) {
        std::vector<cs::PendingExportId> ids;
        for (const std::int64_t number : numbers) ids.push_back(cs::PendingExportId{number});
        return store().load(ids).value();
    }
    [[nodiscard]] std::vector<std::int64_t> due(base::Timestamp now) {
        std::vector<std::int64_t> ids;
        const auto rows = store().due(kSystem, now);
        for (const auto& row : rows.value()) ids.push_back(static_cast<std::int64_t>(row.id));
        return ids;
    }
};

TEST_P(PendingExportStoreContract, GivesBackWhatWasInserted) {
    cs::PendingExport item = pendingExport(9, 1, cs::PendingExportChangeType::Create);
    item.source = cs::MvoId{5};
    item.status = cs::PendingExportStatus::ExportNotConfirmed;
    item.changes = std::string{"\0x", 2};
    item.lastAttempted = base::Timestamp{1};
    item.nextRetry = base::Timestamp{2};
    item.errorCount = 3;
    item.lastError = "no";
    apply({.inserted = {item}});
    const auto loaded = load({9});
    ASSERT_EQ(loaded.size(), 1U);
    EXPECT_EQ(loaded[0].cso, cs::CsoId{1});
    EXPECT_EQ(loaded[0].systemId, kSystem);
    EXPECT_EQ(loaded[0].source, cs::MvoId{5});
    EXPECT_EQ(loaded[0].changeType, cs::PendingExportChangeType::Create);
    EXPECT_EQ(loaded[0].status, cs::PendingExportStatus::ExportNotConfirmed);
    EXPECT_EQ(loaded[0].changes, item.changes);
    EXPECT_EQ(loaded[0].created, item.created);
    EXPECT_EQ(loaded[0].lastAttempted, item.lastAttempted);
    EXPECT_EQ(loaded[0].nextRetry, item.nextRetry);
    EXPECT_EQ(loaded[0].errorCount, 3);
    EXPECT_EQ(loaded[0].lastError, "no");
}

TEST_P(PendingExportStoreContract, FindsThoseOfObjectsByObject) {
    apply({.inserted = {pendingExport(1, 2), pendingExport(2, 1)}});
    const std::vector<cs::CsoId> objects{cs::CsoId{4}, cs::CsoId{2}, cs::CsoId{1}};
    const auto found = store().ofObjects(objects).value();
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].id, cs::PendingExportId{2});
    EXPECT_EQ(found[1].id, cs::PendingExportId{1});
}

TEST_P(PendingExportStoreContract, AllowsOneForEachObject) {
    apply({.inserted = {pendingExport(1, 1)}});
    const auto status = session().transactions().write(
        [&] { return store().apply({.inserted = {pendingExport(2, 1)}}); });
    EXPECT_EQ(status.error().kind, base::ErrorKind::Conflict);
    apply({.inserted = {pendingExport(2, 1)}, .removed = {cs::PendingExportId{1}}});
    EXPECT_EQ(load({1, 2}).size(), 1U);
}

TEST_P(PendingExportStoreContract, UpdatesResultAndChanges) {
    apply({.inserted = {pendingExport(1, 1)}});
    cs::PendingExport changed = pendingExport(1, 1, cs::PendingExportChangeType::Delete);
    changed.status = cs::PendingExportStatus::Failed;
    changed.errorCount = 4;
    changed.lastError = "refused";
    changed.changes = "other";
    changed.nextRetry = base::Timestamp{9};
    apply({.updated = {changed}});
    const auto loaded = load({1});
    EXPECT_EQ(loaded[0].changeType, cs::PendingExportChangeType::Delete);
    EXPECT_EQ(loaded[0].status, cs::PendingExportStatus::Failed);
    EXPECT_EQ(loaded[0].errorCount, 4);
    EXPECT_EQ(loaded[0].lastError, "refused");
    EXPECT_EQ(loaded[0].changes, "other");
    EXPECT_EQ(loaded[0].nextRetry, base::Timestamp{9});
}

TEST_P(PendingExportStoreContract, DueLeavesOutWhatWaitsFailedOrIsExported) {
    using enum cs::PendingExportStatus;
    std::vector<cs::PendingExport> items;
    for (std::int64_t i = 1; i <= 4; ++i) items.push_back(pendingExport(i, i));
    items[0].nextRetry = base::Timestamp{100};
    items[1].status = Failed;
    items[2].status = ExportNotConfirmed;
    items[3].status = Exported;
    apply({.inserted = items});
    EXPECT_THAT(due({99}), testing::ElementsAre(3));
    EXPECT_THAT(due({100}), testing::ElementsAre(1, 3));
    items[3].status = Executing;
    apply({.updated = {items[3]}});
    EXPECT_THAT(due({100}), testing::ElementsAre(1, 3, 4));
    EXPECT_TRUE(store().due(kSystem + 1, {100}).value().empty());
}

TEST_P(PendingExportStoreContract, DueNamesTheObject) {
    apply({.inserted = {pendingExport(1, 2, cs::PendingExportChangeType::Delete)}});
    const auto rows = store().due(kSystem, {1}).value();
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0].cso, cs::CsoId{2});
    EXPECT_EQ(rows[0].objectTypeId, kType);
    EXPECT_EQ(rows[0].changeType, cs::PendingExportChangeType::Delete);
    EXPECT_EQ(rows[0].status, cs::CsoStatus::Normal);
    EXPECT_EQ(rows[0].externalId, "e2");
    EXPECT_EQ(rows[0].displayName, "Name of e2");
    EXPECT_EQ(rows[0].created, base::Timestamp{1002});
}

TEST_P(PendingExportStoreContract, DueIsInTheOrderOfItsIdsWhateverThatOfTheObjects) {
    apply({.inserted = {pendingExport(1, 4), pendingExport(2, 1), pendingExport(3, 2)}});
    std::vector<std::pair<std::int64_t, std::string>> names;
    for (const auto& row : store().due(kSystem, {1}).value())
        names.emplace_back(static_cast<std::int64_t>(row.id), row.externalId);
    EXPECT_THAT(names, testing::ElementsAre(testing::Pair(1, "e4"), testing::Pair(2, "e1"),
                                            testing::Pair(3, "e2")));
}

TEST_P(PendingExportStoreContract, KeepsReferenceChangesByOwnerAndTarget) {
    apply({.inserted = {pendingExport(1, 1), pendingExport(2, 2)},
           .addedReferences = {pendingReference(2, 4), pendingReference(1, 4, false),
                               pendingReference(1, 2)}});
    const std::vector<cs::PendingExportId> owners{cs::PendingExportId{2}, cs::PendingExportId{1}};
    EXPECT_THAT(store().references(owners).value(),
                testing::ElementsAre(pendingReference(1, 2), pendingReference(1, 4, false),
                                     pendingReference(2, 4)));
    apply({.addedReferences = {pendingReference(1, 4, true)},
           .removedReferences = {pendingReference(1, 2), pendingReference(1, 4, false)}});
    EXPECT_THAT(store().references(owners).value(),
                testing::ElementsAre(pendingReference(1, 4), pendingReference(2, 4)));
    apply({.removed = {cs::PendingExportId{1}}});
    EXPECT_THAT(store().references(owners).value(), testing::ElementsAre(pendingReference(2, 4)));
}

}  // namespace jim::store::contract_test
