#include "foundation/base/Clock.hpp"
#include "progress/contract_test/ProgressStoreContract.hpp"
#include "progress/memory/MemoryProgressStore.hpp"

#include <gtest/gtest.h>

#include <latch>
#include <optional>

namespace jim::progress {
namespace {

using namespace std::chrono_literals;
using memory::MemoryProgressStore;

class MemoryEngine final : public ProgressStoreEngine {
public:
    ProgressStore& store() override { return store_; }
    std::chrono::milliseconds ttl() const override { return 3600s; }
    void pass(std::chrono::milliseconds time) override { clock_.advance(time); }
    void settle() override {}

private:
    base::ManualClock clock_;
    MemoryProgressStore store_{clock_, 3600s};
};

INSTANTIATE_TYPED_TEST_SUITE_P(Memory, ProgressStoreContract, MemoryEngine);

class MemoryProgressStoreTests : public testing::Test {
protected:
    static StoredSnapshot snapshot(const base::Guid& id, std::int64_t revision = 1) {
        StoredSnapshot made;
        made.activityId = id;
        made.attempt = 1;
        made.revision = revision;
        made.document = "{}";
        return made;
    }
    base::Guid newId() { return base::newGuid(clock_.now()); }

    base::ManualClock clock_;
};

TEST_F(MemoryProgressStoreTests, WhatWasWrittenLongestAgoGoesFirstWhenItIsFull) {
    MemoryProgressStore store{clock_, 3600s, {.snapshots = 3}};
    std::vector<base::Guid> ids;
    for (int i = 0; i < 3; ++i) {
        ids.push_back(newId());
        ASSERT_TRUE(store.update(snapshot(ids.back()), {}));
    }
    ASSERT_TRUE(store.update(snapshot(ids[0], 2), {}));
    ASSERT_TRUE(store.update(snapshot(newId()), {}));
    EXPECT_NE(store.get(ids[0]).value(), nullptr);
    EXPECT_EQ(store.get(ids[1]).value(), nullptr);
    EXPECT_NE(store.get(ids[2]).value(), nullptr);
}

TEST_F(MemoryProgressStoreTests, ARefusedFirstWriteTakesNoPlace) {
    MemoryProgressStore store{clock_, 3600s, {.snapshots = 1, .documentBytes = 2}};
    const auto id = newId();
    ASSERT_TRUE(store.update(snapshot(id), {}));
    auto large = snapshot(newId());
    large.document = "{  }";
    EXPECT_FALSE(store.update(large, {}));
    EXPECT_NE(store.get(id).value(), nullptr);
}

TEST_F(MemoryProgressStoreTests, ASlowSubscriberGetsTheNewestAndKeepsNobodyWaiting) {
    MemoryProgressStore store{clock_, 3600s};
    const auto id = newId();
    std::latch inside{1};
    std::latch release{1};
    std::vector<std::int64_t> told;
    auto subscription = store.subscribe([&](const SnapshotPtr& next) {
        told.push_back(next->revision);
        if (told.size() > 1) return;
        inside.count_down();
        release.wait();
    });
    std::jthread first{[&] { (void)store.update(snapshot(id, 1), {}); }};
    inside.wait();
    for (std::int64_t i = 2; i <= 100; ++i) EXPECT_TRUE(store.update(snapshot(id, i), {}));
    release.count_down();
    first.join();
    EXPECT_EQ(told, (std::vector<std::int64_t>{1, 100}));
}

TEST_F(MemoryProgressStoreTests, ASubscriptionMayEndWithinItsOwnCall) {
    MemoryProgressStore store{clock_, 3600s};
    std::unique_ptr<Subscription> subscription;
    int told = 0;
    subscription = store.subscribe([&](const SnapshotPtr&) {
        ++told;
        subscription.reset();
    });
    ASSERT_TRUE(store.update(snapshot(newId()), {}));
    ASSERT_TRUE(store.update(snapshot(newId()), {}));
    EXPECT_EQ(told, 1);
}

TEST_F(MemoryProgressStoreTests, ASubscriptionMayOutliveTheStore) {
    std::optional<MemoryProgressStore> store{std::in_place, clock_, 3600s};
    const auto subscription = store->subscribe([](const SnapshotPtr&) {});
    store.reset();
    EXPECT_NE(subscription, nullptr);
}

TEST_F(MemoryProgressStoreTests, ReadersAndWritersMayMeet) {
    MemoryProgressStore store{clock_, 3600s};
    const auto id = newId();
    std::jthread reader{[&] {
        std::int64_t before = 0;
        for (int i = 0; i < 2000; ++i) {
            const auto found = store.get(id).value();
            if (!found) continue;
            EXPECT_GE(found->revision, before);
            before = found->revision;
            EXPECT_LE(store.listActive().value().size(), 1U);
        }
    }};
    for (std::int64_t i = 1; i <= 2000; ++i) EXPECT_TRUE(store.update(snapshot(id, i), {}));
}

}  // namespace
}  // namespace jim::progress
