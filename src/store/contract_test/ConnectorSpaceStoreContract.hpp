#pragma once

#include "store/contract_test/Backend.hpp"
#include "store/contract_test/SampleObjects.hpp"

#include <gmock/gmock.h>

#include <map>
#include <set>

namespace jim::store::contract_test {

class ConnectorSpaceStoreContract : public StoreContract {
protected:
    [[nodiscard]] cs::ConnectorSpaceStore& store() { return session().connectorSpace(); }

    void apply(const cs::ConnectorSpaceChanges& changes) {
        write([&] { return store().apply(changes); });
    }
    void insert(std::vector<cs::ConnectorSpaceObject> objects) {
        apply({.inserted = std::move(objects)});
    }
    [[nodiscard]] std::vector<cs::ConnectorSpaceObject> load(std::vector<std::int64_t> numbers) {
        std::vector<cs::CsoId> ids;
        for (const std::int64_t number : numbers) ids.push_back(cs::CsoId{number});
        return store().load(ids).value();
    }
    [[nodiscard]] std::vector<cs::CsoReference> references(std::int64_t owner) {
        const cs::CsoId id{owner};
        return store().references({&id, 1}).value();
    }
    [[nodiscard]] std::vector<std::int64_t> page(cs::SynchronisationPage request) {
        std::vector<std::int64_t> ids;
        const auto objects = store().page(request);
        for (const auto& object : objects.value())
            ids.push_back(static_cast<std::int64_t>(object.id));
        return ids;
    }
    [[nodiscard]] std::map<std::string, cs::KnownObject> known(std::int32_t systemId) {
        std::map<std::string, cs::KnownObject> all;
        EXPECT_TRUE(store().forEachKnown(systemId, [&](const cs::KnownObject& object) {
            cs::KnownObject kept = object;
            kept.externalId = {};  // A view that ends with the call.
            all.emplace(object.externalId, kept);
        }));
        return all;
    }
};

using testing::ElementsAre;
using testing::IsEmpty;

TEST_P(ConnectorSpaceStoreContract, GivesBackWhatWasInserted) {
    cs::ConnectorSpaceObject object = cso(1, "e1");
    object.status = cs::CsoStatus::PendingProvisioning;
    insert({object});
    const auto loaded = load({1});
    ASSERT_EQ(loaded.size(), 1U);
    EXPECT_EQ(loaded[0].id, object.id);
    EXPECT_EQ(loaded[0].systemId, kSystem);
    EXPECT_EQ(loaded[0].objectTypeId, kType);
    EXPECT_EQ(loaded[0].status, cs::CsoStatus::PendingProvisioning);
    EXPECT_EQ(loaded[0].externalId, "e1");
    EXPECT_EQ(loaded[0].displayName, "Name of e1");
    EXPECT_EQ(loaded[0].hash, object.hash);
    EXPECT_EQ(loaded[0].document, object.document);
    EXPECT_EQ(loaded[0].created, object.created);
    EXPECT_EQ(loaded[0].updated, object.updated);
    EXPECT_FALSE(loaded[0].join);
}

TEST_P(ConnectorSpaceStoreContract, LoadsInAscendingIdAndLeavesOutTheUnknown) {
    insert({cso(3, "e3"), cso(1, "e1"), cso(2, "e2")});
    const auto loaded = load({3, 99, 1, 3});
    ASSERT_EQ(loaded.size(), 2U);
    EXPECT_EQ(loaded[0].externalId, "e1");
    EXPECT_EQ(loaded[1].externalId, "e3");
    EXPECT_THAT(load({}), IsEmpty());
}

TEST_P(ConnectorSpaceStoreContract, LoadsWholeObjectsWithoutTheirJoins) {
    insert({cso(1, "e1"), cso(2, "e2")});
    apply({.joined = {join(1, 5)}});
    const std::vector<cs::CsoId> ids{cs::CsoId{2}, cs::CsoId{9}, cs::CsoId{1}};
    const auto loaded = store().loadUnjoined(ids).value();
    ASSERT_EQ(loaded.size(), 2U);
    EXPECT_FALSE(loaded[0].join);
    EXPECT_EQ(loaded[1].externalId, "e2");
    EXPECT_EQ(loaded[1].document, cso(2, "e2").document);
    EXPECT_EQ(loaded[1].updated, cso(2, "e2").updated);
}

TEST_P(ConnectorSpaceStoreContract, LoadsIdsThatLieCloseTogetherAndFarApart) {
    std::vector<cs::ConnectorSpaceObject> objects;
    for (const std::int64_t id : {1, 2, 3, 5, 9, 10, 40, 41, 1000})
        objects.push_back(cso(id, "e" + std::to_string(id)));
    insert(objects);
    std::vector<std::int64_t> loaded;
    for (const auto& object : load({1000, 40, 2, 5, 6, 10, 39, 999, 2000}))
        loaded.push_back(static_cast<std::int64_t>(object.id));
    EXPECT_THAT(loaded, ElementsAre(2, 5, 10, 40, 1000));
}

TEST_P(ConnectorSpaceStoreContract, KnowsEveryObjectOfOneSystem) {
    cs::ConnectorSpaceObject provisioning = cso(3, "");
    provisioning.status = cs::CsoStatus::PendingProvisioning;
    insert({cso(1, "e1"), cso(2, "e2", kSystem + 1), provisioning});
    const auto all = known(kSystem);
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all.at("e1").id, cs::CsoId{1});
    EXPECT_EQ(all.at("e1").hash, cso(1, "e1").hash);
    EXPECT_EQ(all.at("e1").objectTypeId, kType);
    EXPECT_EQ(all.at("").status, cs::CsoStatus::PendingProvisioning);
}

TEST_P(ConnectorSpaceStoreContract, AnExternalIdIsTakenByWhatIsThere) {
    cs::ConnectorSpaceObject provisioning = cso(3, "e3");
    provisioning.status = cs::CsoStatus::PendingProvisioning;
    cs::ConnectorSpaceObject obsolete = cso(4, "e4", kSystem, kType + 1);
    obsolete.status = cs::CsoStatus::Obsolete;
    insert({cso(1, "e1"), cso(2, "e2", kSystem + 1), provisioning, obsolete, cso(5, "")});
    std::map<std::string, std::int32_t> taken;
    ASSERT_TRUE(store().forEachTaken(
        kSystem, [&](std::int32_t type, std::string_view name) { taken.emplace(name, type); }));
    EXPECT_EQ(taken, (std::map<std::string, std::int32_t>{{"e1", kType}, {"e4", kType + 1}}));
}

TEST_P(ConnectorSpaceStoreContract, UpdatesAllButNameTypeCreationAndJoin) {
    insert({cso(1, "e1")});
    apply({.joined = {join(1, 5)}});
    cs::ConnectorSpaceObject changed = cso(1, "other", kSystem, kType + 1);
    changed.status = cs::CsoStatus::Obsolete;
    changed.created = {1};
    changed.updated = {2};
    apply({.updated = {changed}});
    const auto loaded = load({1});
    EXPECT_EQ(loaded[0].externalId, "e1");
    EXPECT_EQ(loaded[0].objectTypeId, kType);
    EXPECT_EQ(loaded[0].displayName, changed.displayName);
    EXPECT_EQ(loaded[0].status, cs::CsoStatus::Obsolete);
    EXPECT_EQ(loaded[0].document, changed.document);
    EXPECT_EQ(loaded[0].hash, changed.hash);
    EXPECT_EQ(loaded[0].updated, base::Timestamp{2});
    EXPECT_EQ(loaded[0].created, cso(1, "e1").created);
    EXPECT_TRUE(loaded[0].join);
}

TEST_P(ConnectorSpaceStoreContract, PassesNamesOnInTheOrderGiven) {
    insert({cso(1, "e1"), cso(2, "e2"), cso(3, "e3")});
    apply({.renamed = {{cs::CsoId{3}, "new"}, {cs::CsoId{1}, "e3"}, {cs::CsoId{2}, "e1"}},
           .updated = {cso(3, "e3")}});
    EXPECT_EQ(load({1})[0].externalId, "e3");
    EXPECT_EQ(load({2})[0].externalId, "e1");
    EXPECT_EQ(load({3})[0].externalId, "new");
}

TEST_P(ConnectorSpaceStoreContract, RefusesASecondObjectOfOneExternalIdInASystemAndType) {
    insert({cso(1, "e1"), cso(2, "e1", kSystem, kType + 1), cso(3, "e1", kSystem + 1)});
    const auto status = session().transactions().write(
        [&] { return store().apply({.inserted = {cso(4, "fresh"), cso(5, "e1")}}); });
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().kind, base::ErrorKind::Conflict);
    EXPECT_THAT(load({4, 5}), IsEmpty());
}

TEST_P(ConnectorSpaceStoreContract, ManyObjectsMayHaveNoExternalIdYet) {
    insert({cso(1, ""), cso(2, ""), cso(3, "")});
    EXPECT_EQ(load({1, 2, 3}).size(), 3U);
}

TEST_P(ConnectorSpaceStoreContract, AnExternalIdCanPassToAnotherObjectInOneChange) {
    insert({cso(1, "e1")});
    apply({.inserted = {cso(2, "e1")}, .removed = {cs::CsoId{1}}});
    EXPECT_EQ(known(kSystem).at("e1").id, cs::CsoId{2});
}

TEST_P(ConnectorSpaceStoreContract, JoinsRejoinsAndDisjoins) {
    insert({cso(1, "e1")});
    apply({.joined = {join(1, 5)}});
    EXPECT_EQ(load({1})[0].join->mvo, cs::MvoId{5});
    apply({.disjoined = {cs::CsoId{1}}, .joined = {join(1, 6, cs::JoinType::Joined)}});
    EXPECT_EQ(load({1})[0].join->mvo, cs::MvoId{6});
    EXPECT_EQ(load({1})[0].join->type, cs::JoinType::Joined);
    EXPECT_EQ(load({1})[0].join->joined, base::Timestamp{5001});
    apply({.disjoined = {cs::CsoId{1}}});
    EXPECT_FALSE(load({1})[0].join);
}

TEST_P(ConnectorSpaceStoreContract, WhatIsProvisionedKeepsWhatWasJoinedToIt) {
    auto object = cso(1, "e1");
    object.status = cs::CsoStatus::PendingProvisioning;
    object.document = identity::schema::encode({});
    insert({object, cso(2, "e2")});
    apply({.addedReferences = {reference(2, "e1", 1)}, .joined = {join(1, 5)}});
    object = cso(1, "e1");
    object.document = documentOf("whole");
    object.displayName = "Whole";
    apply({.renamed = {{object.id, "e7"}}});
    object.externalId = "e7";
    apply({.provisioned = {object}});
    const auto loaded = load({1});
    ASSERT_EQ(loaded.size(), 1U);
    EXPECT_EQ(loaded[0].document, object.document);
    EXPECT_EQ(loaded[0].status, cs::CsoStatus::Normal);
    EXPECT_EQ(loaded[0].externalId, "e7");
    EXPECT_EQ(loaded[0].displayName, "Whole");
    EXPECT_EQ(loaded[0].created, object.created);
    EXPECT_EQ(loaded[0].join->mvo, mv::MvoId{5});
    EXPECT_THAT(references(2), ElementsAre(reference(2, "e1", 1)));
}

TEST_P(ConnectorSpaceStoreContract, ObsoletesByStatusOnly) {
    insert({cso(1, "e1"), cso(2, "e2")});
    apply({.obsoleted = {cs::CsoId{1}}});
    EXPECT_EQ(load({1})[0].status, cs::CsoStatus::Obsolete);
    EXPECT_EQ(load({1})[0].hash, cso(1, "e1").hash);
    EXPECT_EQ(load({2})[0].status, cs::CsoStatus::Normal);
}

TEST_P(ConnectorSpaceStoreContract, PagesOneSystemByIdWithoutWhatIsBeingProvisioned) {
    cs::ConnectorSpaceObject provisioning = cso(2, "e2");
    provisioning.status = cs::CsoStatus::PendingProvisioning;
    cs::ConnectorSpaceObject obsolete = cso(4, "e4");
    obsolete.status = cs::CsoStatus::Obsolete;
    insert({cso(1, "e1"), provisioning, cso(3, "e3", kSystem + 1), obsolete, cso(5, "e5")});
    EXPECT_THAT(page({.systemId = kSystem, .limit = 2}), ElementsAre(1, 4));
    EXPECT_THAT(page({.systemId = kSystem, .after = cs::CsoId{4}, .limit = 2}), ElementsAre(5));
    EXPECT_THAT(page({.systemId = kSystem, .after = cs::CsoId{5}, .limit = 2}), IsEmpty());
}

TEST_P(ConnectorSpaceStoreContract, PagesTheChangedObjectsAlone) {
    insert({cso(1, "e1"), cso(2, "e2"), cso(3, "e3"), cso(4, "e4", kSystem + 1)});
    apply({.touched = {cs::CsoId{3}, cs::CsoId{2}, cs::CsoId{4}, cs::CsoId{3}}});
    EXPECT_THAT(page({.systemId = kSystem, .limit = 9, .changedOnly = true}), ElementsAre(2, 3));
    apply({.settled = {cs::CsoId{2}, cs::CsoId{1}}});
    EXPECT_THAT(page({.systemId = kSystem, .limit = 9, .changedOnly = true}), ElementsAre(3));
    EXPECT_THAT(page({.systemId = kSystem, .after = cs::CsoId{3}, .limit = 9, .changedOnly = true}),
                IsEmpty());
}

TEST_P(ConnectorSpaceStoreContract, PagesCarryJoinsAndDocuments) {
    insert({cso(1, "e1")});
    apply({.joined = {join(1, 5)}});
    const auto objects = store().page({.systemId = kSystem, .limit = 1}).value();
    EXPECT_EQ(objects[0].document, cso(1, "e1").document);
    EXPECT_EQ(objects[0].join->mvo, cs::MvoId{5});
}

TEST_P(ConnectorSpaceStoreContract, KeepsReferencesByOwnerAttributeAndTarget) {
    insert({cso(1, "e1"), cso(2, "e2")});
    cs::CsoReference other = reference(1, "a");
    other.attribute = kAttribute - 1;
    apply(
        {.addedReferences = {reference(1, "z"), reference(1, "e2", 2), other, reference(2, "q")}});
    EXPECT_THAT(references(1), ElementsAre(other, reference(1, "e2", 2), reference(1, "z")));
    apply({.addedReferences = {reference(1, "z", 2)}, .removedReferences = {other}});
    EXPECT_THAT(references(1), ElementsAre(reference(1, "e2", 2), reference(1, "z", 2)));
}

TEST_P(ConnectorSpaceStoreContract, ResolvesReferencesWithinTheSystemAndTouchesTheirOwners) {
    insert({cso(1, "e1"), cso(2, "e2"), cso(3, "e3", kSystem + 1)});
    apply({.addedReferences = {reference(1, "e2"), reference(1, "e3"), reference(2, "nobody"),
                               reference(3, "e1")}});
    EXPECT_EQ(store().resolveReferences(kSystem).value(), 2);
    EXPECT_THAT(references(1), ElementsAre(reference(1, "e2", 2), reference(1, "e3")));
    EXPECT_THAT(references(3), ElementsAre(reference(3, "e1")));
    EXPECT_THAT(page({.systemId = kSystem, .limit = 9, .changedOnly = true}), ElementsAre(1));
    insert({cso(4, "nobody")});
    EXPECT_EQ(store().resolveReferences(kSystem).value(), 1);
    EXPECT_THAT(references(2), ElementsAre(reference(2, "nobody", 4)));
}

TEST_P(ConnectorSpaceStoreContract, ResolvesToNoObsoleteObjectAndToOneOfManyTypes) {
    cs::ConnectorSpaceObject obsolete = cso(2, "gone");
    obsolete.status = cs::CsoStatus::Obsolete;
    insert({cso(1, "e1"), obsolete, cso(3, "twice"), cso(4, "twice", kSystem, kType + 1)});
    apply({.addedReferences = {reference(1, "gone"), reference(1, "twice")}});
    EXPECT_EQ(store().resolveReferences(kSystem).value(), 1);
    EXPECT_THAT(references(1), ElementsAre(reference(1, "gone"), reference(1, "twice", 3)));
}

TEST_P(ConnectorSpaceStoreContract, RemovesObjectsWithAllThatIsTheirs) {
    insert({cso(1, "e1"), cso(2, "e2")});
    apply({.addedReferences = {reference(1, "e2", 2), reference(2, "e1", 1)},
           .joined = {join(1, 5)},
           .touched = {cs::CsoId{1}}});
    write([&] {
        return session().pendingExports().apply(
            {.inserted = {pendingExport(1, 1), pendingExport(2, 2)},
             .addedReferences = {pendingReference(1, 2), pendingReference(2, 1)}});
    });
    apply({.removed = {cs::CsoId{1}, cs::CsoId{77}}});
    EXPECT_EQ(load({1, 2}).size(), 1U);
    EXPECT_THAT(references(1), IsEmpty());
    EXPECT_THAT(references(2), ElementsAre(reference(2, "e1")));
    const std::vector<cs::PendingExportId> ids{cs::PendingExportId{1}, cs::PendingExportId{2}};
    EXPECT_EQ(session().pendingExports().load(ids).value().size(), 1U);
    EXPECT_THAT(session().pendingExports().references(ids).value(), IsEmpty());
    EXPECT_THAT(page({.systemId = kSystem, .limit = 9, .changedOnly = true}), IsEmpty());
    insert({cso(1, "e1")});
    EXPECT_FALSE(load({1})[0].join);
}

TEST_P(ConnectorSpaceStoreContract, AFailedTransactionLeavesNothing) {
    insert({cso(1, "e1")});
    const auto status = session().transactions().write([&]() -> base::Status {
        JIM_TRY(store().apply({.inserted = {cso(2, "e2")}, .obsoleted = {cs::CsoId{1}}}));
        return base::fail(base::cancelled());
    });
    EXPECT_EQ(status.error().kind, base::ErrorKind::Cancelled);
    EXPECT_EQ(load({1, 2}).size(), 1U);
    EXPECT_EQ(load({1})[0].status, cs::CsoStatus::Normal);
}

TEST_P(ConnectorSpaceStoreContract, AllocatesNumbersThatNobodyElseGets) {
    auto second = another();
    std::set<std::int64_t> given;
    for (int i = 0; i < 10; ++i) {
        auto& from = i % 2 == 0 ? store() : second->connectorSpace();
        const std::int64_t first = from.allocate(cs::kCsoKind, 100).value();
        EXPECT_GE(first, 1);
        for (std::int64_t id = first; id < first + 100; ++id) EXPECT_TRUE(given.insert(id).second);
    }
    EXPECT_EQ(store().allocate(cs::kMvoKind, 1).value(), 1);
}

TEST_P(ConnectorSpaceStoreContract, AllocatesWithinAnOpenTransaction) {
    write([&]() -> base::Status {
        JIM_ASSIGN(const std::int64_t first, store().allocate(cs::kCsoKind, 2));
        return store().apply({.inserted = {cso(first, "e1"), cso(first + 1, "e2")}});
    });
    EXPECT_EQ(known(kSystem).size(), 2U);
}

}  // namespace jim::store::contract_test
