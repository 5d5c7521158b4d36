#include "store/contract_test/Backend.hpp"
#include "store/contract_test/SampleObjects.hpp"
#include "store/sqlite/test/SqliteBackend.hpp"

#include <gmock/gmock.h>

namespace jim::store::sqlite {
namespace {

using namespace contract_test;
using testing::IsEmpty;
using CsoRange = mv::IdRange<cs::CsoId>;
using MvoRange = mv::IdRange<mv::MvoId>;

constexpr std::int64_t kPeople = 5'000;
constexpr std::int64_t kFirstMvo = 100'001;
constexpr std::int64_t kFirstTarget = 200'001;
constexpr std::int32_t kTarget = kSystem + 1;

/// Thousands of people, each with a manager: the person before. Any back end may doubt what it
/// likes; this one doubts nothing but what differs, and what lies beside it.
class ReferenceDoubtsTests : public testing::Test {
protected:
    ReferenceDoubtsTests() {
        cs::ConnectorSpaceChanges objects;
        mv::MetaverseChanges metaverse;
        for (std::int64_t i = 0; i < kPeople; ++i) {
            const auto name = std::to_string(i);
            objects.inserted.push_back(cso(1 + i, "e" + name));
            objects.inserted.push_back(cso(kFirstTarget + i, "t" + name, kTarget));
            objects.joined.push_back(join(1 + i, kFirstMvo + i));
            objects.joined.push_back(join(kFirstTarget + i, kFirstMvo + i));
            metaverse.inserted.push_back(mvo(kFirstMvo + i, "m" + name));
            if (i == 0) continue;
            const auto manager = std::to_string(i - 1);
            objects.addedReferences.push_back(reference(1 + i, "e" + manager, i));
            objects.addedReferences.push_back(
                reference(kFirstTarget + i, "t" + manager, kFirstTarget + i - 1));
            metaverse.addedReferences.push_back(mvoReference(kFirstMvo + i, kFirstMvo + i - 1));
        }
        apply([&]() -> base::Status {
            JIM_TRY(session_->metaverse().apply(metaverse));
            return session_->connectorSpace().apply(objects);
        });
    }

    void apply(const std::function<base::Status()>& work) {
        const auto status = session_->transactions().write(work);
        ASSERT_TRUE(status) << status.error().message << status.error().detail;
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
        return session_->settlements()
            .inboundDoubts(flows, {cs::CsoId{1}, cs::CsoId{kPeople}})
            .value();
    }
    [[nodiscard]] std::vector<MvoRange> outbound() {
        const mv::ReferenceFlow flows[] = {flow(kTarget)};
        return session_->settlements()
            .outboundDoubts(flows, {mv::MvoId{kFirstMvo}, mv::MvoId{kFirstMvo + kPeople - 1}})
            .value();
    }

    base::ManualClock clock_;
    std::unique_ptr<Backend> backend_ = sqliteBackend().make(clock_);
    std::unique_ptr<runs::run_profile::Session> session_ = backend_->sessions().open().value();
};

TEST_F(ReferenceDoubtsTests, WhatAgreesIsNotInDoubt) {
    EXPECT_THAT(inbound(), IsEmpty());
    EXPECT_THAT(outbound(), IsEmpty());
}

TEST_F(ReferenceDoubtsTests, OneDifferenceIsFoundAmongThousands) {
    apply([&] {
        return session_->metaverse().apply(
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

TEST_F(ReferenceDoubtsTests, WhatIsPendingCountsAsDone) {
    const auto owner = kFirstTarget + 10;
    apply([&]() -> base::Status {
        JIM_TRY(session_->metaverse().apply(
            {.addedReferences = {mvoReference(kFirstMvo + 10, kFirstMvo + 20)},
             .removedReferences = {mvoReference(kFirstMvo + 10, kFirstMvo + 9)}}));
        return session_->pendingExports().apply(
            {.inserted = {pendingFor(owner)},
             .addedReferences = {pendingReference(1, kFirstTarget + 20),
                                 pendingReference(1, kFirstTarget + 9, false)}});
    });
    EXPECT_THAT(outbound(), IsEmpty());
}

TEST_F(ReferenceDoubtsTests, ATargetThatIsToBeDeletedBringsItsReferrersIntoDoubt) {
    apply([&] {
        return session_->pendingExports().apply(
            {.inserted = {pendingFor(kFirstTarget + 4'000, cs::PendingExportChangeType::Delete)}});
    });
    EXPECT_EQ(outbound().size(), 1U);
    EXPECT_THAT(inbound(), IsEmpty());
}

}  // namespace
}  // namespace jim::store::sqlite
