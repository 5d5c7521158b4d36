#include "store/contract_test/SettlementStoreFixture.hpp"
#include "store/postgres/test/PostgresBackend.hpp"

namespace jim::store::contract_test {

/// Objects 1 to 3 as one stretch, which the database hashes itself.
class StretchPgTest : public SettlementStoreContract {
protected:
    static inline const mv::SettledStretch kStretch{
        {cs::CsoId{1}, cs::CsoId{3}}, {mv::MvoId{11}, mv::MvoId{13}}, {{kType, 3}}};

    void keepStretch(const mv::SettledStretch& stretch = kStretch) {
        write([&] { return store().keepStretch(kSystem, stretch, {}, kRules); });
    }
    [[nodiscard]] std::optional<mv::SettledStretch> found(
        std::int64_t after = 0, const identity::schema::ContentHash& rules = kRules) {
        return store().stretch(kSystem, cs::CsoId{after}, rules).value();
    }
    /// It was settled before, and is not after `change`, until it is kept again.
    template <class Change>
    void expectUnsettledBy(const Change& change) {
        keepStretch();
        ASSERT_TRUE(found());
        change();
        EXPECT_FALSE(found());
    }
    void changeAround(const std::string& sql) {
        const auto& database = dynamic_cast<const postgres::PostgresBackend&>(*backend_);
        const auto connection = transport::postgres::Connection::open(database.options()).value();
        ASSERT_TRUE(connection->script(sql)) << sql;
    }
};

INSTANTIATE_TEST_SUITE_P(Stores, StretchPgTest, testing::Values(postgres::postgresBackend()),
                         backendName);

TEST_P(StretchPgTest, IsFoundFromItsFirstObjectOn) {
    EXPECT_FALSE(found());
    keepStretch();
    const auto stretch = found();
    ASSERT_TRUE(stretch);
    EXPECT_EQ(stretch->objects, kStretch.objects);
    EXPECT_EQ(stretch->metaverse, kStretch.metaverse);
    EXPECT_EQ(stretch->counts, kStretch.counts);
    EXPECT_FALSE(found(1));
    EXPECT_FALSE(found(4));
    EXPECT_FALSE(found(0, {9}));
}

TEST_P(StretchPgTest, WhateverDecidesAboutOneObjectUnsettlesIt) {
    expectUnsettledBy([&] {
        auto object = cso(2, "e2");
        object.document = documentOf("other");
        space({.updated = {object}});
    });
    expectUnsettledBy([&] {
        auto object = mvo(12, "m2");
        object.document = documentOf("other");
        metaverse({.updated = {object}});
    });
    expectUnsettledBy([&] { exports({.inserted = {pendingExport(1, 101)}}); });
    expectUnsettledBy([&] { exports({.removed = {cs::PendingExportId{1}}}); });
    expectUnsettledBy([&] { space({.obsoleted = {cs::CsoId{101}}}); });
    expectUnsettledBy([&] { space({.disjoined = {cs::CsoId{101}}}); });
    expectUnsettledBy([&] { space({.joined = {joinIn(kTarget, 101, 12)}}); });
    expectUnsettledBy([&] { space({.removed = {cs::CsoId{3}}}); });
}

TEST_P(StretchPgTest, WhatIsChangedAroundTheProgramUnsettlesIt) {
    exports({.inserted = {pendingExport(1, 101)}});
    for (const char* sql :
         {"UPDATE cso SET document = document || '\\x00' WHERE id = 2",
          "UPDATE cso SET external_id = 'other' WHERE id = 3",
          "UPDATE cso SET type_id = 9 WHERE id = 1", "UPDATE cso SET status = 1 WHERE id = 101",
          "UPDATE cso SET document = '' WHERE id = 101", "UPDATE mvo SET type_id = 9 WHERE id = 12",
          "UPDATE mvo SET document = '' WHERE id = 13",
          "UPDATE pending_export SET changes = 'none'", "UPDATE pending_export SET status = 9",
          "UPDATE pending_export SET change_type = 9", "DELETE FROM pending_export",
          "UPDATE cso_join SET mvo_id = 12 WHERE cso_id = 101",
          "UPDATE cso_join SET system_id = 9 WHERE cso_id = 101",
          "DELETE FROM cso_join WHERE cso_id = 101", "DELETE FROM mvo WHERE id = 11"})
        expectUnsettledBy([&] { changeAround(sql); });
}

/// What is known in memory has the hashes that the server makes of its rows.
TEST_P(StretchPgTest, ProjectedObjectsAreKeptAsTheyAreShown) {
    exports({.inserted = {pendingExport(7, 101)}});
    const std::vector<cs::CsoId> ids{cs::CsoId{1}, cs::CsoId{2}, cs::CsoId{3}, cs::CsoId{101}};
    const auto objects = session().connectorSpace().load(ids).value();
    const std::vector<mv::MvoId> mvos{mv::MvoId{11}, mv::MvoId{12}, mv::MvoId{13}};
    const auto metaverse = session().metaverse().load(mvos).value();
    const auto waiting = session().pendingExports().ofObjects(ids).value();
    std::vector<mv::ProjectedObject> projected;
    for (std::size_t i = 0; i < 3; ++i)
        projected.push_back({ids[i], &metaverse[i], {{&objects[i], nullptr}}});
    projected.front().connectors.push_back({&objects[3], &waiting[0]});
    const auto keep = [&] {
        write([&] { return store().keepStretch(kSystem, kStretch, projected, kRules); });
    };
    keep();
    EXPECT_TRUE(found());
    changeAround("UPDATE pending_export SET changes = 'others'");
    EXPECT_FALSE(found());
    projected.front().connectors.pop_back();
    keep();
    EXPECT_FALSE(found());
}

TEST_P(StretchPgTest, TheListOfChangedObjectsDoes) {
    expectUnsettledBy([&] { space({.touched = {cs::CsoId{2}}}); });
    space({.settled = {cs::CsoId{2}}});
    EXPECT_TRUE(found());
}

TEST_P(StretchPgTest, WhatDecidesNothingDoesNot) {
    keepStretch();
    changeAround("UPDATE mvo SET updated = 1, display_name = 'other'; UPDATE cso SET updated = 1");
    EXPECT_TRUE(found());
}

/// One that was kept later has other objects: of two that overlap, one would be in the way.
TEST_P(StretchPgTest, TakesThePlaceOfThoseThatBeganInIt) {
    keepStretch({{cs::CsoId{2}, cs::CsoId{3}}, {mv::MvoId{12}, mv::MvoId{13}}, {{kType, 2}}});
    EXPECT_TRUE(found(1));
    EXPECT_EQ(store().nextStretch(kSystem, cs::CsoId{1}).value(), cs::CsoId{2});
    keepStretch();
    EXPECT_FALSE(found(1));
    EXPECT_EQ(store().nextStretch(kSystem, cs::CsoId{1}).value(), std::nullopt);
    EXPECT_TRUE(found());
}

/// Reading all that lies between would cost more than looking at each object.
TEST_P(StretchPgTest, IsNotKeptWhereIdsLieFarApart) {
    keepStretch({kStretch.objects, {mv::MvoId{11}, mv::MvoId{100}}, kStretch.counts});
    EXPECT_FALSE(found());
    space({.inserted = {cso(1000, "t2", kTarget)}, .joined = {joinIn(kTarget, 1000, 12)}});
    keepStretch();
    EXPECT_FALSE(found());
}

TEST_P(StretchPgTest, GoesWithItsSystem) {
    keepStretch();
    write([&] { return session().connectedSystems().remove(kSystem); });
    EXPECT_EQ(store().nextStretch(kSystem, cs::CsoId{0}).value(), std::nullopt);
}

}  // namespace jim::store::contract_test
