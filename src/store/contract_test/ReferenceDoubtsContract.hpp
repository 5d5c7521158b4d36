#pragma once

#include "store/contract_test/Backend.hpp"
#include "store/contract_test/SampleObjects.hpp"

#include <gmock/gmock.h>

namespace jim::store::contract_test {

/// Thousands of people, each with a manager: the person before. Nothing is in doubt but what
/// differs, and what lies beside it.
class ReferenceDoubtsContract : public StoreContract {
protected:
    using CsoRange = mv::IdRange<cs::CsoId>;
    using MvoRange = mv::IdRange<mv::MvoId>;
    static constexpr std::int64_t kPeople = 5'000;
    static constexpr std::int64_t kFirstMvo = 100'001;
    static constexpr std::int64_t kFirstTarget = 200'001;
    static constexpr std::int32_t kTarget = kSystem + 1;
    static constexpr CsoRange kCsos{cs::CsoId{1}, cs::CsoId{kPeople}};
    static constexpr MvoRange kMvos{mv::MvoId{kFirstMvo}, mv::MvoId{kFirstMvo + kPeople - 1}};

    ReferenceDoubtsContract() {
        cs::ConnectorSpaceChanges objects;
        mv::MetaverseChanges metaverse;
        for (std::int64_t i = 0; i < kPeople; ++i) {
            const auto name = std::to_string(i);
            objects.inserted.push_back(cso(1 + i, "e" + name));
            objects.inserted.push_back(cso(kFirstTarget + i, "t" + name, kTarget));
            objects.joined.push_back(join(1 + i, kFirstMvo + i));
            objects.joined.push_back(joinIn(kTarget, kFirstTarget + i, kFirstMvo + i));
            metaverse.inserted.push_back(mvo(kFirstMvo + i, "m" + name));
            if (i == 0) continue;
            const auto manager = std::to_string(i - 1);
            objects.addedReferences.push_back(reference(1 + i, "e" + manager, i));
            objects.addedReferences.push_back(
                reference(kFirstTarget + i, "t" + manager, kFirstTarget + i - 1));
            metaverse.addedReferences.push_back(mvoReference(kFirstMvo + i, kFirstMvo + i - 1));
        }
        write([&]() -> base::Status {
            JIM_TRY(session().metaverse().apply(metaverse));
            return session().connectorSpace().apply(objects);
        });
    }

    [[nodiscard]] static cs::PendingExport pendingFor(
        std::int64_t object,
        cs::PendingExportChangeType type = cs::PendingExportChangeType::Update) {
        auto pending = pendingExport(1, object, type);
        pending.systemId = kTarget;
        return pending;
    }
    [[nodiscard]] static mv::ReferenceFlow flow(std::int32_t systemId) {
        return {systemId, kType, kAttribute, kMvAttribute, kRule};
    }
    [[nodiscard]] std::vector<CsoRange> inbound() {
        const mv::ReferenceFlow flows[] = {flow(kSystem)};
        return session().settlements().doubts(flows, kCsos, {}, {}).value().inbound;
    }
    [[nodiscard]] std::vector<MvoRange> outbound() {
        const mv::ReferenceFlow flows[] = {flow(kTarget)};
        return session().settlements().doubts({}, {}, flows, kMvos).value().outbound;
    }
};

TEST_P(ReferenceDoubtsContract, WhatAgreesIsNotInDoubt) {
    EXPECT_THAT(inbound(), testing::IsEmpty());
    EXPECT_THAT(outbound(), testing::IsEmpty());
}

/// Rows lie in the order in which they were written, which is not that of their owners.
TEST_P(ReferenceDoubtsContract, WhatWasWrittenAgainIsFoundWhereverItLies) {
    const auto writeAgain = [this](std::int64_t i) {
        const auto manager = std::to_string(i - 1);
        const auto source = reference(1 + i, "e" + manager, i);
        const auto target = reference(kFirstTarget + i, "t" + manager, kFirstTarget + i - 1);
        space({.removedReferences = {source, target},
               .disjoined = {cs::CsoId{1 + i}, cs::CsoId{kFirstTarget + i}}});
        space({.addedReferences = {source, target},
               .joined = {join(1 + i, kFirstMvo + i),
                          joinIn(kTarget, kFirstTarget + i, kFirstMvo + i)}});
    };
    for (const std::int64_t i : {4'000, 30, 2'000, 29}) writeAgain(i);
    EXPECT_THAT(inbound(), testing::IsEmpty());
    EXPECT_THAT(outbound(), testing::IsEmpty());
}

TEST_P(ReferenceDoubtsContract, OneDifferenceIsFoundAmongThousands) {
    write([&] {
        return session().metaverse().apply(
            {.removedReferences = {mvoReference(kFirstMvo + 3'000, kFirstMvo + 2'999)}});
    });
    const auto in = inbound();
    ASSERT_EQ(in.size(), 1U);
    EXPECT_LE(in.front().from, cs::CsoId{3'001});
    EXPECT_GE(in.front().to, cs::CsoId{3'001});
    const auto out = outbound();
    ASSERT_EQ(out.size(), 1U);
    EXPECT_LE(out.front().from, mv::MvoId{kFirstMvo + 3'000});
    EXPECT_GE(out.front().to, mv::MvoId{kFirstMvo + 3'000});
}

/// Asked for together, as for each by itself; of two target systems only one has lost something.
TEST_P(ReferenceDoubtsContract, BothWaysAndSeveralTargetsAreFoundAtOnce) {
    write([&]() -> base::Status {
        JIM_TRY(session().connectorSpace().apply(
            {.removedReferences = {reference(4'000, "e3998", 3'999)}}));
        return session().connectorSpace().apply(
            {.removedReferences = {reference(kFirstTarget + 10, "t9", kFirstTarget + 9)}});
    });
    const mv::ReferenceFlow in[] = {flow(kSystem)};
    const mv::ReferenceFlow out[] = {flow(kSystem), flow(kTarget)};
    const auto both = session().settlements().doubts(in, kCsos, out, kMvos).value();
    EXPECT_EQ(both.inbound, inbound());
    ASSERT_EQ(both.inbound.size(), 1U);
    ASSERT_EQ(both.outbound.size(), 2U);
    EXPECT_EQ(both.outbound.front(), outbound().front());
    EXPECT_LE(both.outbound.back().from, mv::MvoId{kFirstMvo + 3'999});
    EXPECT_GE(both.outbound.back().to, mv::MvoId{kFirstMvo + 3'999});
}

TEST_P(ReferenceDoubtsContract, WhatIsPendingCountsAsDone) {
    const auto owner = kFirstTarget + 10;
    write([&]() -> base::Status {
        JIM_TRY(session().metaverse().apply(
            {.addedReferences = {mvoReference(kFirstMvo + 10, kFirstMvo + 20)},
             .removedReferences = {mvoReference(kFirstMvo + 10, kFirstMvo + 9)}}));
        return session().pendingExports().apply(
            {.inserted = {pendingFor(owner)},
             .addedReferences = {pendingReference(1, kFirstTarget + 20),
                                 pendingReference(1, kFirstTarget + 9, false)}});
    });
    EXPECT_THAT(outbound(), testing::IsEmpty());
}

TEST_P(ReferenceDoubtsContract, WhatIsPendingIsFoundWhereverItLies) {
    for (const std::int64_t i : {4'000, 30, 2'000, 29}) {
        auto pending = pendingExport(i, kFirstTarget + i);
        pending.systemId = kTarget;
        metaverse({.addedReferences = {mvoReference(kFirstMvo + i, kFirstMvo)}});
        exports({.inserted = {pending}, .addedReferences = {pendingReference(i, kFirstTarget)}});
    }
    EXPECT_THAT(outbound(), testing::IsEmpty());
}

TEST_P(ReferenceDoubtsContract, ATargetThatIsToBeDeletedBringsItsReferrersIntoDoubt) {
    write([&] {
        return session().pendingExports().apply(
            {.inserted = {pendingFor(kFirstTarget + 4'000, cs::PendingExportChangeType::Delete)}});
    });
    EXPECT_EQ(outbound().size(), 1U);
    EXPECT_THAT(inbound(), testing::IsEmpty());
}

}  // namespace jim::store::contract_test
