#pragma once

#include "store/contract_test/SettlementStoreFixture.hpp"

namespace jim::store::contract_test {

using testing::ElementsAre;
using testing::IsEmpty;

TEST_P(SettlementStoreContract, NothingIsSettledBeforeItWasKept) {
    EXPECT_THAT(settled(), IsEmpty());
    keep({2});
    EXPECT_THAT(settled(), ElementsAre(2));
}

TEST_P(SettlementStoreContract, KeepsJoinedObjectsOnly) {
    keepAll();
    EXPECT_THAT(settled(), ElementsAre(1, 2, 3));
}

/// What is known in memory makes the same fingerprint as what is read.
TEST_P(SettlementStoreContract, KeepsProjectedObjectsAsTheyAreShown) {
    exports({.inserted = {pendingExport(7, 101)}});
    const std::vector<cs::CsoId> ids{cs::CsoId{1}, cs::CsoId{101}, cs::CsoId{2}};
    const auto objects = session().connectorSpace().load(ids).value();
    const std::vector<mv::MvoId> mvos{mv::MvoId{11}, mv::MvoId{12}};
    const auto metaverse = session().metaverse().load(mvos).value();
    const auto waiting = session().pendingExports().ofObjects(ids).value();
    mv::ProjectedObject whole{cs::CsoId{1}, &metaverse[0], {}};
    whole.connectors = {{&objects[0], nullptr}, {&objects[2], &waiting[0]}};
    mv::ProjectedObject wrong{cs::CsoId{2}, &metaverse[1], {}};
    wrong.connectors = {{&objects[2], nullptr}};
    const std::vector<mv::ProjectedObject> projected{wrong, whole};
    const std::vector<cs::CsoId> others{cs::CsoId{3}};
    write([&] { return store().keep(others, projected, kRules); });
    EXPECT_THAT(settled(), ElementsAre(1, 3));
    exports({.removed = {cs::PendingExportId{7}}});
    EXPECT_THAT(settled(), ElementsAre(3));
}

TEST_P(SettlementStoreContract, PagesInAscendingIdWithTheirMetaverseObjects) {
    keep({3});
    const auto first = store().page(kSystem, cs::CsoId{1}, 2, kRules).value();
    ASSERT_EQ(first.size(), 2U);
    EXPECT_EQ(first[0].cso, cs::CsoId{2});
    EXPECT_EQ(first[0].objectTypeId, kType);
    EXPECT_EQ(first[0].mvo, mv::MvoId{12});
    EXPECT_FALSE(first[0].settled);
    EXPECT_TRUE(first[1].settled);
    const auto second = store().page(kSystem, cs::CsoId{3}, 2, kRules).value();
    ASSERT_EQ(second.size(), 1U);
    EXPECT_EQ(second[0].mvo, std::nullopt);
}

TEST_P(SettlementStoreContract, LeavesOutWhatWaitsToBeProvisioned) {
    auto object = cso(5, "e5");
    object.status = cs::CsoStatus::PendingProvisioning;
    space({.inserted = {object}});
    EXPECT_EQ(store().page(kSystem, cs::CsoId{0}, 100, kRules)->size(), 4U);
}

TEST_P(SettlementStoreContract, OtherRulesUnsettleEverything) {
    keepAll();
    EXPECT_THAT(settled({9}), IsEmpty());
}

TEST_P(SettlementStoreContract, WhatIsListedAsChangedIsNotSettled) {
    keepAll();
    space({.touched = {cs::CsoId{2}}});
    EXPECT_THAT(settled(), ElementsAre(1, 3));
    space({.settled = {cs::CsoId{2}}});
    EXPECT_THAT(settled(), ElementsAre(1, 2, 3));
}

TEST_P(SettlementStoreContract, AnotherDocumentUnsettlesUntilItIsKept) {
    keepAll();
    auto object = cso(2, "e2");
    object.document = documentOf("other");
    space({.updated = {object}});
    EXPECT_THAT(settled(), ElementsAre(1, 3));
    keep({2});
    EXPECT_THAT(settled(), ElementsAre(1, 2, 3));
    space({.updated = {cso(2, "e2")}});
    EXPECT_THAT(settled(), ElementsAre(1, 3));
}

TEST_P(SettlementStoreContract, TheMetaverseObjectCounts) {
    keepAll();
    auto object = mvo(12, "m2");
    object.document = documentOf("other");
    metaverse({.updated = {object}});
    EXPECT_THAT(settled(), ElementsAre(1, 3));
}

TEST_P(SettlementStoreContract, WhatElseIsJoinedCounts) {
    keepAll();
    auto object = cso(101, "t1", kTarget);
    object.document = documentOf("drifted");
    space({.updated = {object}});
    EXPECT_THAT(settled(), ElementsAre(2, 3));
    keepAll();
    object.status = cs::CsoStatus::Obsolete;
    space({.updated = {object}});
    EXPECT_THAT(settled(), ElementsAre(2, 3));
    keepAll();
    space({.disjoined = {cs::CsoId{101}}});
    EXPECT_THAT(settled(), ElementsAre(2, 3));
    keepAll();
    space({.joined = {joinIn(kTarget, 101, 12)}});
    EXPECT_THAT(settled(), ElementsAre(1, 3));
}

TEST_P(SettlementStoreContract, WhatIsPendingCounts) {
    keepAll();
    auto pending = pendingExport(1, 101);
    exports({.inserted = {pending}});
    EXPECT_THAT(settled(), ElementsAre(2, 3));
    keepAll();
    pending.changes = "others";
    exports({.updated = {pending}});
    EXPECT_THAT(settled(), ElementsAre(2, 3));
    keepAll();
    exports({.removed = {pending.id}});
    EXPECT_THAT(settled(), ElementsAre(2, 3));
}

/// Whether a back end keeps any or not: what it finds is settled.
TEST_P(SettlementStoreContract, AStretchIsSettledNoLongerThanItsObjects) {
    keepAll();
    write([&] {
        return store().keepStretch(
            kSystem, {{cs::CsoId{1}, cs::CsoId{3}}, {mv::MvoId{11}, mv::MvoId{13}}, {{kType, 3}}},
            {}, kRules);
    });
    EXPECT_FALSE(store().stretch(kSystem, cs::CsoId{0}, {9}).value());
    EXPECT_FALSE(store().stretch(kSystem, cs::CsoId{1}, kRules).value());
    auto object = cso(101, "t1", kTarget);
    object.document = documentOf("drifted");
    space({.updated = {object}});
    EXPECT_FALSE(store().stretch(kSystem, cs::CsoId{0}, kRules).value());
    EXPECT_THAT(settled(), ElementsAre(2, 3));
}

TEST_P(SettlementStoreContract, GoesWithItsObject) {
    keepAll();
    space({.removed = {cs::CsoId{2}}});
    space({.inserted = {cso(2, "e2")}, .joined = {join(2, 12)}});
    EXPECT_THAT(settled(), ElementsAre(1, 3));
}

TEST_P(SettlementStoreContract, ConfigurationIsEqualUntilARuleOrSchemaChanges) {
    const auto before = store().configuration().value();
    EXPECT_EQ(store().configuration().value(), before);
    auto attribute = session().metaverseSchema().schema().value().attributes.front();
    attribute.name += " of old";
    ASSERT_TRUE(session().metaverseSchema().saveAttribute(attribute));
    EXPECT_NE(store().configuration().value(), before);
    space({.touched = {cs::CsoId{1}}});
    const auto after = store().configuration().value();
    keepAll();
    EXPECT_EQ(store().configuration().value(), after);
}

}  // namespace jim::store::contract_test
