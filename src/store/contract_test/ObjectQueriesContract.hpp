#pragma once

#include "store/contract_test/Backend.hpp"
#include "store/contract_test/SampleObjects.hpp"

#include <gmock/gmock.h>

namespace jim::store::contract_test {

class ConnectorSpaceQueriesContract : public StoreContract {
protected:
    ConnectorSpaceQueriesContract() {
        cs::ConnectorSpaceObject obsolete = cso(3, "gone");
        obsolete.status = cs::CsoStatus::Obsolete;
        write([&]() -> base::Status {
            JIM_TRY(session().metaverse().apply({.inserted = {mvo(5, "Metaverse Ann")}}));
            JIM_TRY(session().connectorSpace().apply(
                {.inserted = {cso(1, "ann"), cso(2, "100%"), obsolete, cso(4, "x", kSystem + 1)},
                 .addedReferences = {reference(1, "100%", 2), reference(1, "nobody")},
                 .joined = {join(1, 5, cs::JoinType::Joined), join(4, 5)}}));
            cs::PendingExport item = pendingExport(1, 2, cs::PendingExportChangeType::Delete);
            item.source = mv::MvoId{5};
            return session().pendingExports().apply(
                {.inserted = {item, pendingExport(2, 1)},
                 .addedReferences = {pendingReference(1, 1), pendingReference(1, 3, false)}});
        });
    }
    [[nodiscard]] cs::ConnectorSpaceQueries& queries() { return session().connectorSpaceQueries(); }
    [[nodiscard]] std::vector<std::int64_t> list(cs::CsoFilter filter, cs::PageRequest page = {}) {
        std::vector<std::int64_t> ids;
        filter.systemId = kSystem;
        const auto result = queries().objects(filter, page).value();
        for (const auto& header : result.items)
            ids.push_back(static_cast<std::int64_t>(header.object.id));
        total_ = result.totalCount;
        return ids;
    }
    std::int64_t total_ = 0;
};

TEST_P(ConnectorSpaceQueriesContract, ListsNewestFirstByPage) {
    EXPECT_THAT(list({}), testing::ElementsAre(3, 2, 1));
    EXPECT_THAT(list({.ascending = true}), testing::ElementsAre(1, 2, 3));
    EXPECT_THAT(list({}, {.offset = 1, .limit = 1}), testing::ElementsAre(2));
    EXPECT_EQ(total_, 3);
}

TEST_P(ConnectorSpaceQueriesContract, FiltersByTextStatusTypeAndJoin) {
    EXPECT_THAT(list({.search = "ANN"}), testing::ElementsAre(1));
    EXPECT_THAT(list({.search = "%"}), testing::ElementsAre(2));
    EXPECT_THAT(list({.search = "name of"}), testing::ElementsAre(3, 2, 1));
    EXPECT_THAT(list({.statuses = {cs::CsoStatus::Obsolete}}), testing::ElementsAre(3));
    EXPECT_THAT(list({.objectTypeIds = {kType + 1}}), testing::IsEmpty());
    EXPECT_EQ(total_, 0);
    EXPECT_THAT(list({.joinTypes = {cs::JoinType::Joined}}), testing::ElementsAre(1));
    EXPECT_THAT(list({.joinTypes = {cs::JoinType::NotJoined}}), testing::ElementsAre(3, 2));
    EXPECT_EQ(total_, 2);
}

TEST_P(ConnectorSpaceQueriesContract, HeadersNameThePendingExportAndTheJoin) {
    const auto result = queries().objects({.systemId = kSystem, .ascending = true}, {}).value();
    ASSERT_EQ(result.items.size(), 3U);
    EXPECT_EQ(result.items[0].pendingExport, cs::PendingExportId{2});
    EXPECT_EQ(result.items[0].object.join->mvo, cs::MvoId{5});
    EXPECT_TRUE(result.items[0].object.document.empty());
    EXPECT_EQ(result.items[2].pendingExport, std::nullopt);
}

TEST_P(ConnectorSpaceQueriesContract, ShowsOneObjectWhole) {
    const auto detail = queries().object(cs::CsoId{1}).value();
    ASSERT_TRUE(detail);
    EXPECT_EQ(detail->object.document, cso(1, "ann").document);
    EXPECT_EQ(detail->references.size(), 2U);
    EXPECT_EQ(detail->pendingExport, cs::PendingExportId{2});
    EXPECT_FALSE(queries().object(cs::CsoId{99}).value());
}

TEST_P(ConnectorSpaceQueriesContract, CountsOneSystem) {
    const auto counts = queries().counts(kSystem).value();
    EXPECT_EQ(counts.objects, 3);
    EXPECT_EQ(counts.joined, 1);
    EXPECT_EQ(counts.pendingExports, 2);
    EXPECT_EQ(counts.unresolvedReferences, 1);
    EXPECT_EQ(queries().counts(99).value().objects, 0);
}

TEST_P(ConnectorSpaceQueriesContract, ListsPendingExportsWithBothSides) {
    const auto all = queries().pendingExports({.systemId = kSystem}, {}).value();
    EXPECT_EQ(all.totalCount, 2);
    ASSERT_EQ(all.items.size(), 2U);
    EXPECT_EQ(all.items[0].targetIdentifier, "100%");
    EXPECT_EQ(all.items[0].targetDisplayName, "Name of 100%");
    EXPECT_EQ(all.items[0].sourceDisplayName, "Metaverse Ann");
    EXPECT_EQ(all.items[0].objectTypeId, kType);
    EXPECT_EQ(all.items[0].referenceChanges, 2);
    EXPECT_EQ(all.items[0].pendingExport.changes, "changes");
    const auto some = [&](cs::PendingExportFilter filter) {
        filter.systemId = kSystem;
        return queries().pendingExports(filter, {}).value().totalCount;
    };
    EXPECT_EQ(some({.search = "metaverse"}), 1);
    EXPECT_EQ(some({.changeType = cs::PendingExportChangeType::Delete}), 1);
    EXPECT_EQ(some({.status = cs::PendingExportStatus::Failed}), 0);
}

TEST_P(ConnectorSpaceQueriesContract, ShowsOnePendingExportWithItsReferences) {
    const auto header = queries().pendingExport(cs::PendingExportId{1}).value();
    ASSERT_TRUE(header);
    EXPECT_EQ(header->pendingExport.cso, cs::CsoId{2});
    EXPECT_FALSE(queries().pendingExport(cs::PendingExportId{99}).value());
    const auto references = queries().pendingReferences(cs::PendingExportId{1}).value();
    ASSERT_EQ(references.size(), 2U);
    EXPECT_EQ(references[0].reference, pendingReference(1, 1));
    EXPECT_EQ(references[0].targetExternalId, "ann");
    EXPECT_EQ(references[1].reference, pendingReference(1, 3, false));
    EXPECT_EQ(references[1].targetStatus, cs::CsoStatus::Obsolete);
}

class MetaverseQueriesContract : public StoreContract {
protected:
    MetaverseQueriesContract() {
        write([&]() -> base::Status {
            JIM_TRY(session().metaverse().apply(
                {.inserted = {mvo(1, "Ann"), mvo(2, "Annabel"), mvo(3, "Bob", kMvType + 1)},
                 .addedReferences = {mvoReference(1, 3)}}));
            return session().connectorSpace().apply(
                {.inserted = {cso(1, "a", kSystem + 1), cso(2, "b")},
                 .joined = {join(1, 1), join(2, 1)}});
        });
    }
    [[nodiscard]] mv::MetaverseQueries& queries() { return session().metaverseQueries(); }
    [[nodiscard]] std::vector<std::string> list(const mv::MvoFilter& filter,
                                                cs::PageRequest page = {}) {
        std::vector<std::string> names;
        const auto result = queries().objects(filter, page).value();
        for (const auto& object : result.items) names.push_back(object.displayName);
        EXPECT_EQ(queries().count(filter).value(), result.totalCount);
        total_ = result.totalCount;
        return names;
    }
    std::int64_t total_ = 0;
};

TEST_P(MetaverseQueriesContract, ListsByCreationAndPage) {
    EXPECT_THAT(list({}), testing::ElementsAre("Ann", "Annabel", "Bob"));
    EXPECT_THAT(list({.descending = true}, {.offset = 1, .limit = 1}),
                testing::ElementsAre("Annabel"));
    EXPECT_EQ(total_, 3);
    EXPECT_THAT(list({.objectTypeId = kMvType + 1}), testing::ElementsAre("Bob"));
    EXPECT_THAT(list({.search = "NN"}), testing::ElementsAre("Ann", "Annabel"));
}

TEST_P(MetaverseQueriesContract, FiltersByTheValueOfAnAttribute) {
    EXPECT_THAT(list({.attribute = 1, .attributeValue = "ann"}), testing::ElementsAre("Ann"));
    EXPECT_THAT(list({.attribute = 1, .attributeValue = "ann%"}, {.offset = 1, .limit = 5}),
                testing::ElementsAre("Annabel"));
    EXPECT_EQ(total_, 2);
    EXPECT_THAT(list({.attribute = 1, .attributeValue = "_ob"}), testing::ElementsAre("Bob"));
    EXPECT_THAT(list({.attribute = 9, .attributeValue = "%"}), testing::IsEmpty());
}

TEST_P(MetaverseQueriesContract, ShowsOneObjectWithReferencesAndConnectors) {
    const auto detail = queries().object(mv::MvoId{1}).value();
    ASSERT_TRUE(detail);
    EXPECT_EQ(detail->object.displayName, "Ann");
    ASSERT_EQ(detail->references.size(), 1U);
    EXPECT_EQ(detail->references[0].targetDisplayName, "Bob");
    ASSERT_EQ(detail->connectors.size(), 2U);
    EXPECT_EQ(detail->connectors[0].id, cs::CsoId{2});
    EXPECT_EQ(detail->connectors[1].systemId, kSystem + 1);
    EXPECT_FALSE(queries().object(mv::MvoId{99}).value());
}

}  // namespace jim::store::contract_test
