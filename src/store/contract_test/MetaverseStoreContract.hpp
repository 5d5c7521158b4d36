#pragma once

#include "store/contract_test/Backend.hpp"
#include "store/contract_test/SampleObjects.hpp"

#include <gmock/gmock.h>

namespace jim::store::contract_test {

class MetaverseStoreContract : public StoreContract {
protected:
    [[nodiscard]] mv::MetaverseStore& store() { return session().metaverse(); }
    void apply(const mv::MetaverseChanges& changes) {
        write([&] { return store().apply(changes); });
    }
    [[nodiscard]] std::vector<mv::MetaverseObject> load(std::vector<std::int64_t> numbers) {
        std::vector<mv::MvoId> ids;
        for (const std::int64_t number : numbers) ids.push_back(mv::MvoId{number});
        return store().load(ids).value();
    }
    [[nodiscard]] std::vector<mv::MvoReferenceDetail> references(std::int64_t owner) {
        const mv::MvoId id{owner};
        return session().metaverseQueries().references({&id, 1}).value();
    }
    [[nodiscard]] static mv::MatchKey key(std::string value, bool caseSensitive = true) {
        return {kMvType, kMvAttribute, caseSensitive, std::move(value)};
    }
    using Matches = std::vector<std::pair<std::size_t, mv::MvoId>>;
    [[nodiscard]] Matches match(std::vector<mv::MatchKey> keys) {
        Matches found = store().match(keys).value();
        std::ranges::sort(found);
        return found;
    }
};

TEST_P(MetaverseStoreContract, GivesBackWhatWasInserted) {
    mv::MetaverseObject object = mvo(2, "Zoë");
    object.status = mv::MvoStatus::Obsolete;
    object.origin = mv::MvoOrigin::Internal;
    object.lastConnectorDisconnected = base::Timestamp{77};
    apply({.inserted = {object, mvo(1, "Ann")}});
    const auto loaded = load({2, 99, 1});
    ASSERT_EQ(loaded.size(), 2U);
    EXPECT_EQ(loaded[0].displayName, "Ann");
    EXPECT_EQ(loaded[0].lastConnectorDisconnected, std::nullopt);
    EXPECT_EQ(loaded[1].displayName, "Zoë");
    EXPECT_EQ(loaded[1].objectTypeId, kMvType);
    EXPECT_EQ(loaded[1].status, mv::MvoStatus::Obsolete);
    EXPECT_EQ(loaded[1].origin, mv::MvoOrigin::Internal);
    EXPECT_EQ(loaded[1].document, object.document);
    EXPECT_EQ(loaded[1].created, object.created);
    EXPECT_EQ(loaded[1].updated, object.updated);
    EXPECT_EQ(loaded[1].lastConnectorDisconnected, base::Timestamp{77});
}

TEST_P(MetaverseStoreContract, UpdatesAllButCreation) {
    apply({.inserted = {mvo(1, "Ann")}});
    mv::MetaverseObject changed = mvo(1, "Anna");
    changed.created = {1};
    changed.updated = {2};
    changed.lastConnectorDisconnected = base::Timestamp{3};
    apply({.updated = {changed}});
    const auto loaded = load({1});
    EXPECT_EQ(loaded[0].displayName, "Anna");
    EXPECT_EQ(loaded[0].document, changed.document);
    EXPECT_EQ(loaded[0].updated, base::Timestamp{2});
    EXPECT_EQ(loaded[0].lastConnectorDisconnected, base::Timestamp{3});
    EXPECT_EQ(loaded[0].created, mvo(1, "Ann").created);
}

TEST_P(MetaverseStoreContract, PagesOneTypeById) {
    apply({.inserted = {mvo(1, "a"), mvo(2, "b", kMvType + 1), mvo(3, "c"), mvo(4, "d")}});
    const auto first = store().page(kMvType, mv::MvoId{0}, 2).value();
    ASSERT_EQ(first.size(), 2U);
    EXPECT_EQ(first[1].id, mv::MvoId{3});
    EXPECT_EQ(first[1].document, mvo(3, "c").document);
    EXPECT_EQ(store().page(kMvType, mv::MvoId{3}, 2).value().size(), 1U);
}

TEST_P(MetaverseStoreContract, MatchesByTypeAttributeCaseAndExactValue) {
    apply({.inserted = {mvo(1, "a"), mvo(2, "b")},
           .addedKeys = {{mv::MvoId{1}, key("E1")},
                         {mv::MvoId{2}, key("E1")},
                         {mv::MvoId{2}, key("e1", false)},
                         {mv::MvoId{2}, key(std::string{"x\0y", 3})}}});
    EXPECT_EQ(match({key("none"), key("E1"), key("e1"), key("e1", false)}),
              (Matches{{1, mv::MvoId{1}}, {1, mv::MvoId{2}}, {3, mv::MvoId{2}}}));
    EXPECT_EQ(match({key(std::string{"x\0y", 3})}), (Matches{{0, mv::MvoId{2}}}));
    mv::MatchKey otherType = key("E1");
    otherType.objectTypeId = kMvType + 1;
    EXPECT_TRUE(match({otherType}).empty());
}

TEST_P(MetaverseStoreContract, KeysComeAndGo) {
    apply({.inserted = {mvo(1, "a")}, .addedKeys = {{mv::MvoId{1}, key("old")}}});
    apply({.addedKeys = {{mv::MvoId{1}, key("new")}, {mv::MvoId{1}, key("new")}},
           .removedKeys = {{mv::MvoId{1}, key("old")}, {mv::MvoId{1}, key("never")}}});
    EXPECT_EQ(match({key("old"), key("new")}), (Matches{{1, mv::MvoId{1}}}));
}

TEST_P(MetaverseStoreContract, RemembersWhichAttributesAreKeyed) {
    apply({.inserted = {mvo(1, "a")},
           .addedKeys = {{mv::MvoId{1}, key("x")}, {mv::MvoId{1}, key("x", false)}}});
    write([&]() -> base::Status {
        JIM_TRY(store().setKeyed(key(""), true));
        JIM_TRY(store().setKeyed(key(""), true));
        return store().setKeyed(key("", false), true);
    });
    EXPECT_EQ(store().keyedAttributes().value(),
              (std::vector<mv::MatchKey>{key("", false), key("")}));
    write([&] { return store().setKeyed(key(""), false); });
    EXPECT_EQ(store().keyedAttributes().value(), (std::vector<mv::MatchKey>{key("", false)}));
    EXPECT_EQ(match({key("x"), key("x", false)}), (Matches{{1, mv::MvoId{1}}}));
}

TEST_P(MetaverseStoreContract, GivesJoinsByObjectAndSystem) {
    write([&] {
        return session().connectorSpace().apply(
            {.inserted = {cso(1, "a", kSystem + 1), cso(2, "b"), cso(3, "c")},
             .joined = {joinIn(kSystem + 1, 1, 5), join(2, 5), join(3, 4)}});
    });
    const std::vector<mv::MvoId> ids{mv::MvoId{5}, mv::MvoId{4}, mv::MvoId{9}};
    const auto joins = store().joins(ids).value();
    ASSERT_EQ(joins.size(), 3U);
    EXPECT_EQ(joins[0].join.cso, cs::CsoId{3});
    EXPECT_EQ(joins[1].join.cso, cs::CsoId{2});
    EXPECT_EQ(joins[1].join.systemId, kSystem);
    EXPECT_EQ(joins[2].join.cso, cs::CsoId{1});
    EXPECT_EQ(joins[2].join.type, cs::JoinType::Provisioned);
    EXPECT_EQ(joins[2].join.joined, base::Timestamp{5001});
    EXPECT_EQ(joins[2].join.systemId, kSystem + 1);
    EXPECT_EQ(joins[2].objectTypeId, kType);
}

TEST_P(MetaverseStoreContract, KeepsReferencesOfSeveralContributors) {
    apply({.inserted = {mvo(1, "a"), mvo(2, "b"), mvo(3, "c")},
           .addedReferences = {mvoReference(1, 3), mvoReference(1, 2),
                               mvoReference(1, 2, kRule + 1), mvoReference(1, 2)}});
    ASSERT_EQ(references(1).size(), 3U);
    EXPECT_EQ(references(1)[0].reference, mvoReference(1, 2));
    EXPECT_EQ(references(1)[0].targetDisplayName, "b");
    EXPECT_EQ(references(1)[1].reference, mvoReference(1, 2, kRule + 1));
    apply({.removedReferences = {mvoReference(1, 2)}});
    EXPECT_EQ(references(1).size(), 2U);
}

TEST_P(MetaverseStoreContract, RemovesObjectsWithAllThatIsTheirs) {
    write([&] {
        return session().connectorSpace().apply(
            {.inserted = {cso(1, "a")}, .joined = {join(1, 1)}});
    });
    apply({.inserted = {mvo(1, "a"), mvo(2, "b")},
           .addedReferences = {mvoReference(1, 2), mvoReference(2, 1), mvoReference(2, 2)},
           .addedKeys = {{mv::MvoId{1}, key("x")}}});
    apply({.removed = {mv::MvoId{1}, mv::MvoId{99}}});
    EXPECT_EQ(load({1, 2}).size(), 1U);
    EXPECT_EQ(references(2).size(), 1U);
    EXPECT_TRUE(match({key("x")}).empty());
    const std::vector<mv::MvoId> ids{mv::MvoId{1}};
    EXPECT_TRUE(store().joins(ids).value().empty());
}

}  // namespace jim::store::contract_test
