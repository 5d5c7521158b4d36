#pragma once

#include "store/contract_test/Backend.hpp"
#include "store/contract_test/SampleObjects.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

namespace jim::store::contract_test {

/// Objects 1 to 4 of the source are joined to metaverse objects 11 to 14; objects 101 to 104 of
/// the target system to the same. Object 1 is the group that most tests look at.
class ReferenceFlowStoreContract : public StoreContract {
protected:
    static constexpr std::int32_t kTarget = kSystem + 1;

    ReferenceFlowStoreContract() {
        cs::ConnectorSpaceChanges objects;
        mv::MetaverseChanges metaverse;
        for (std::int64_t i = 1; i <= 4; ++i) {
            objects.inserted.push_back(cso(i, "e" + std::to_string(i)));
            objects.inserted.push_back(cso(100 + i, "t" + std::to_string(i), kTarget));
            objects.joined.push_back(join(i, 10 + i));
            objects.joined.push_back(joinIn(kTarget, 100 + i, 10 + i));
            metaverse.inserted.push_back(mvo(10 + i, "m" + std::to_string(i)));
        }
        write([&]() -> base::Status {
            JIM_TRY(session().metaverse().apply(metaverse));
            return session().connectorSpace().apply(objects);
        });
    }

    [[nodiscard]] mv::ReferenceFlowStore& store() { return session().referenceFlows(); }

    [[nodiscard]] static mv::ReferenceFlow flow(std::int32_t systemId) {
        return {systemId, kType, kAttribute, kMvAttribute, kRule};
    }
    /// What differs is in doubt. What does not may be as well: a back end need not know better.
    template <class Id>
    static void expectDoubts(const std::vector<mv::IdRange<Id>>& doubts, bool differs) {
        if (differs) EXPECT_FALSE(doubts.empty());
    }
    /// `+11>12 -11>13`, from a range and from a list, which have to agree.
    [[nodiscard]] std::string inbound(std::int64_t from = 1, std::int64_t to = 4) {
        const auto byRange = text(store().inbound(flow(kSystem), cs::CsoId{from}, cs::CsoId{to}));
        std::vector<cs::CsoId> ids;
        for (std::int64_t id = from; id <= to; ++id) ids.push_back(cs::CsoId{id});
        EXPECT_EQ(text(store().inbound(flow(kSystem), ids)), byRange);
        const mv::ReferenceFlow flows[] = {flow(kSystem)};
        const auto doubts =
            session().settlements().doubts(flows, {cs::CsoId{from}, cs::CsoId{to}}, {}, {});
        expectDoubts(doubts->inbound, !byRange.empty());
        return byRange;
    }
    [[nodiscard]] std::string outbound(std::int64_t from = 11, std::int64_t to = 14) {
        const auto byRange = text(store().outbound(flow(kTarget), mv::MvoId{from}, mv::MvoId{to}));
        std::vector<mv::MvoId> ids;
        for (std::int64_t id = from; id <= to; ++id) ids.push_back(mv::MvoId{id});
        EXPECT_EQ(text(store().outbound(flow(kTarget), ids)), byRange);
        const mv::ReferenceFlow flows[] = {flow(kTarget)};
        const auto doubts =
            session().settlements().doubts({}, {}, flows, {mv::MvoId{from}, mv::MvoId{to}});
        expectDoubts(doubts->outbound, !byRange.empty());
        return byRange;
    }
    [[nodiscard]] static std::string text(
        const base::Result<std::vector<mv::InboundReferenceChange>>& changes) {
        std::string all;
        for (const auto& [reference, owner, added] : changes.value()) {
            EXPECT_EQ(reference.attribute, kMvAttribute);
            EXPECT_EQ(reference.origin, kRule);
            EXPECT_EQ(static_cast<std::int64_t>(owner) + 10,
                      static_cast<std::int64_t>(reference.owner));
            all += fmt::format("{}{}>{} ", added ? "+" : "-",
                               static_cast<std::int64_t>(reference.owner),
                               static_cast<std::int64_t>(reference.target));
        }
        return all;
    }
    /// `@` and the pending export of the owner; `!` where the change cancels a pending one.
    [[nodiscard]] static std::string text(
        const base::Result<std::vector<mv::OutboundReferenceChange>>& changes) {
        std::string all;
        for (const auto& change : changes.value()) {
            EXPECT_EQ(change.attribute, kAttribute);
            const auto owner = static_cast<std::int64_t>(change.cso);
            EXPECT_EQ(owner, static_cast<std::int64_t>(change.mvo) + 90);
            all += fmt::format("{}{}>{}", change.added ? "+" : "-", owner,
                               static_cast<std::int64_t>(change.target));
            if (change.pending)
                all += fmt::format("@{}", static_cast<std::int64_t>(*change.pending));
            all += change.cancels ? "! " : " ";
        }
        return all;
    }
};

TEST_P(ReferenceFlowStoreContract, InboundAddsWhatTheMetaverseLacks) {
    space(
        {.addedReferences = {reference(1, "e2", 2), reference(1, "e3", 3), reference(4, "e1", 1)}});
    EXPECT_EQ(inbound(), "+11>12 +11>13 +14>11 ");
    EXPECT_EQ(inbound(2, 3), "");
    EXPECT_EQ(inbound(4, 4), "+14>11 ");
    metaverse(
        {.addedReferences = {mvoReference(11, 12), mvoReference(11, 13), mvoReference(14, 11)}});
    EXPECT_EQ(inbound(), "");
}

TEST_P(ReferenceFlowStoreContract, InboundOfProjectedIsWhatAComparisonFinds) {
    space({.addedReferences = {reference(1, "e2", 2), reference(1, "nobody"), reference(2, "e3", 3),
                               reference(4, "e1", 1)},
           .disjoined = {cs::CsoId{3}}});
    const std::vector<std::pair<cs::CsoId, mv::MvoId>> projected{{cs::CsoId{1}, mv::MvoId{11}},
                                                                 {cs::CsoId{2}, mv::MvoId{12}},
                                                                 {cs::CsoId{4}, mv::MvoId{14}}};
    const auto found = store().inboundOfProjected(flow(kSystem), projected).value();
    EXPECT_EQ(text(found.changes), "+11>12 +14>11 ");
    EXPECT_THAT(found.waiting, testing::ElementsAre(cs::CsoId{2})) << "3 is not joined";
    EXPECT_EQ(inbound(), "+11>12 +14>11 ");
    EXPECT_EQ(text(store().inboundOfProjected(flow(kSystem), {})->changes), "");
}

TEST_P(ReferenceFlowStoreContract, InboundRemovesWhatTheSourceNoLongerSays) {
    space({.addedReferences = {reference(1, "e2", 2)}});
    metaverse({.addedReferences = {mvoReference(11, 12), mvoReference(11, 13)}});
    EXPECT_EQ(inbound(), "-11>13 ");
}

TEST_P(ReferenceFlowStoreContract, InboundLeavesOtherContributorsAndAttributesAlone) {
    mv::MvoReference otherAttribute = mvoReference(11, 14);
    otherAttribute.attribute = kMvAttribute + 1;
    metaverse({.addedReferences = {mvoReference(11, 13, kRule + 1), otherAttribute}});
    EXPECT_EQ(inbound(), "");
    space({.addedReferences = {reference(1, "e3", 3)}});
    EXPECT_EQ(inbound(), "+11>13 ");
}

TEST_P(ReferenceFlowStoreContract, InboundCountsUnresolvedAndUnjoinedTargetsAsAbsent) {
    space({.addedReferences = {reference(1, "nobody"), reference(1, "e2", 2)},
           .disjoined = {cs::CsoId{2}}});
    metaverse({.addedReferences = {mvoReference(11, 12)}});
    EXPECT_EQ(inbound(), "-11>12 ");
}

TEST_P(ReferenceFlowStoreContract, InboundLooksAtNormalJoinedObjectsOfTheTypeOnly) {
    space({.inserted = {cso(5, "x", kSystem, kType + 1), cso(6, "unjoined")},
           .obsoleted = {cs::CsoId{4}},
           .addedReferences = {reference(5, "e1", 1), reference(6, "e1", 1), reference(4, "e1", 1)},
           .joined = {join(5, 12)}});
    EXPECT_EQ(inbound(1, 6), "");
}

TEST_P(ReferenceFlowStoreContract, InboundSaysOnceWhatTwoObjectsOfTheSystemSay) {
    space({.inserted = {cso(5, "second")}, .joined = {join(5, 11)}});
    space(
        {.addedReferences = {reference(1, "e2", 2), reference(5, "e2", 2), reference(5, "e3", 3)}});
    const std::vector<cs::CsoId> both{cs::CsoId{1}, cs::CsoId{5}};
    EXPECT_EQ(store().inbound(flow(kSystem), both).value().size(), 2U);
    metaverse({.addedReferences = {mvoReference(11, 12), mvoReference(11, 13)}});
    EXPECT_EQ(inbound(1, 1), "");
}

TEST_P(ReferenceFlowStoreContract, OutboundAddsWhatTheTargetSystemLacks) {
    metaverse({.addedReferences = {mvoReference(11, 12), mvoReference(11, 12, kRule + 1),
                                   mvoReference(13, 11)}});
    EXPECT_EQ(outbound(), "+101>102 +103>101 ");
    EXPECT_EQ(outbound(13, 14), "+103>101 ");
    space({.addedReferences = {reference(101, "t2", 102)}});
    EXPECT_EQ(outbound(), "+103>101 ");
}

TEST_P(ReferenceFlowStoreContract, OutboundRemovesWhatTheMetaverseDoesNotSay) {
    space({.addedReferences = {reference(101, "t2", 102), reference(101, "t3", 103),
                               reference(101, "unresolved")}});
    metaverse({.addedReferences = {mvoReference(11, 12)}});
    EXPECT_EQ(outbound(), "-101>103 ");
}

TEST_P(ReferenceFlowStoreContract, OutboundTakesPendingChangesIntoAccount) {
    metaverse({.addedReferences = {mvoReference(11, 12), mvoReference(11, 14)}});
    space({.addedReferences = {reference(101, "t3", 103), reference(101, "t4", 104)}});
    exports({.inserted = {pendingExport(1, 101)},
             .addedReferences = {pendingReference(1, 102), pendingReference(1, 103, false)}});
    EXPECT_EQ(outbound(), "");
    metaverse({.addedReferences = {mvoReference(11, 13)}});
    EXPECT_EQ(outbound(), "+101>103@1! ");
    metaverse({.removedReferences = {mvoReference(11, 13)}});
    exports({.addedReferences = {pendingReference(1, 104, false), pendingReference(1, 101)}});
    EXPECT_EQ(outbound(), "-101>101@1! +101>104@1! ");
}

TEST_P(ReferenceFlowStoreContract, OutboundLeavesOutOwnersAndTargetsThatAreToBeDeleted) {
    metaverse(
        {.addedReferences = {mvoReference(11, 12), mvoReference(13, 12), mvoReference(13, 14)}});
    exports({.inserted = {pendingExport(1, 101, cs::PendingExportChangeType::Delete),
                          pendingExport(2, 102, cs::PendingExportChangeType::Delete)}});
    EXPECT_EQ(outbound(), "+103>104 ");
    space({.addedReferences = {reference(101, "t4", 104), reference(103, "t2", 102)}});
    EXPECT_EQ(outbound(), "-103>102 +103>104 ");
}

TEST_P(ReferenceFlowStoreContract, OutboundLeavesOutObsoleteAndForeignObjects) {
    metaverse(
        {.addedReferences = {mvoReference(11, 12), mvoReference(13, 14), mvoReference(12, 11)}});
    space({.inserted = {cso(105, "other", kTarget, kType + 1)},
           .obsoleted = {cs::CsoId{101}},
           .joined = {joinIn(kTarget, 105, 13)}});
    EXPECT_EQ(outbound(), "+103>104 ");
}

TEST_P(ReferenceFlowStoreContract, OutboundReachesObjectsThatAreBeingProvisioned) {
    cs::ConnectorSpaceObject fresh = cso(106, "", kTarget);
    fresh.status = cs::CsoStatus::PendingProvisioning;
    space({.inserted = {fresh}, .joined = {joinIn(kTarget, 106, 16)}});
    metaverse({.inserted = {mvo(16, "m6")}, .addedReferences = {mvoReference(16, 11)}});
    exports({.inserted = {pendingExport(1, 106, cs::PendingExportChangeType::Create)}});
    EXPECT_EQ(outbound(16, 16), "+106>101@1 ");
}

TEST_P(ReferenceFlowStoreContract, FindsReferrersOnce) {
    space(
        {.addedReferences = {reference(1, "e3", 3), reference(2, "e3", 3), reference(1, "e4", 4)}});
    const std::vector<cs::CsoId> objects{cs::CsoId{4}, cs::CsoId{3}};
    EXPECT_THAT(store().referrers(objects).value(),
                testing::ElementsAre(cs::CsoId{1}, cs::CsoId{2}));
    metaverse({.addedReferences = {mvoReference(12, 13), mvoReference(11, 13),
                                   mvoReference(11, 13, kRule + 1)}});
    const std::vector<mv::MvoId> targets{mv::MvoId{13}};
    EXPECT_THAT(store().referrers(targets).value(),
                testing::ElementsAre(mv::MvoId{11}, mv::MvoId{12}));
}

}  // namespace jim::store::contract_test
