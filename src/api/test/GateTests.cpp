#include "api/access/KeyCache.hpp"
#include "api/access/RateLimiter.hpp"

#include <gtest/gtest.h>

namespace jim::api::access {
namespace {

using std::chrono::seconds;

TEST(SlidingWindowTests, CountsTheLastMinuteAndForgetsSecondBySecond) {
    SlidingWindow window;
    EXPECT_FALSE(window.admit("a", 2, seconds{0}));
    EXPECT_FALSE(window.admit("a", 2, seconds{30}));
    EXPECT_EQ(window.admit("a", 2, seconds{31}), seconds{29});
    EXPECT_FALSE(window.admit("b", 2, seconds{31}));
    EXPECT_EQ(window.admit("a", 2, seconds{59}), seconds{1});
    EXPECT_FALSE(window.admit("a", 2, seconds{60}));
    EXPECT_EQ(window.admit("a", 2, seconds{60}), seconds{30});
    EXPECT_FALSE(window.admit("a", 2, seconds{500}));
}

TEST(SlidingWindowTests, RemembersABoundedNumberOfCallers) {
    SlidingWindow window;
    EXPECT_FALSE(window.admit("first", 1, seconds{0}));
    for (std::size_t i = 1; i < SlidingWindow::kMostCallers; ++i)
        EXPECT_FALSE(window.admit(std::to_string(i), 1, seconds{1}));
    EXPECT_FALSE(window.admit("one more", 1, seconds{2}));
    EXPECT_FALSE(window.admit("first", 1, seconds{2})) << "the least recent one was forgotten";
    EXPECT_FALSE(window.admit("later", 1, seconds{100}));
    EXPECT_FALSE(window.admit("1", 1, seconds{100}));
}

TEST(FixedWindowTests, CountsWithinTheMinuteOfTheClock) {
    FixedWindow window;
    EXPECT_FALSE(window.admit("a", 1, seconds{59}));
    EXPECT_EQ(window.admit("a", 1, seconds{59}), seconds{1});
    EXPECT_FALSE(window.admit("a", 1, seconds{60}));
    EXPECT_EQ(window.admit("a", 1, seconds{60}), seconds{60});
}

TEST(FixedWindowTests, RefusesCallersBeyondItsMemory) {
    FixedWindow window;
    for (std::size_t i = 0; i < FixedWindow::kMostCallers; ++i)
        ASSERT_FALSE(window.admit(std::to_string(i), 2, seconds{0}));
    EXPECT_TRUE(window.admit("another", 2, seconds{1}));
    EXPECT_FALSE(window.admit("1", 2, seconds{1}));
    EXPECT_FALSE(window.admit("another", 2, seconds{61}));
}

class KeyCacheTests : public testing::Test {
protected:
    KeyCache::Load load() {
        return [this](const std::string& hash) -> base::Result<std::optional<security::ApiKey>> {
            ++loads_;
            if (hash == "unknown") return std::nullopt;
            security::ApiKey key;
            key.name = hash;
            key.enabled = enabled_;
            return key;
        };
    }

    base::ManualClock clock_;
    KeyCache cache_{clock_};
    bool enabled_ = true;
    int loads_ = 0;
};

TEST_F(KeyCacheTests, AsksTheStoreOnceInFiveSeconds) {
    for (int i = 0; i < 3; ++i) EXPECT_TRUE(*cache_.find("a", load()));
    for (int i = 0; i < 3; ++i) EXPECT_FALSE(*cache_.find("unknown", load()));
    EXPECT_EQ(loads_, 2);
    enabled_ = false;
    clock_.advance(KeyCache::kAge);
    EXPECT_FALSE(*cache_.find("a", load()));
    EXPECT_EQ(loads_, 3);
    enabled_ = true;
    cache_.forget();
    EXPECT_TRUE(*cache_.find("a", load()));
}

TEST_F(KeyCacheTests, DoesNotKeepWhatWasLoadedBeforeAChange) {
    const auto slow = [&](const std::string& hash) {
        auto key = load()(hash);
        cache_.forget();
        return key;
    };
    EXPECT_TRUE(*cache_.find("a", slow));
    enabled_ = false;
    EXPECT_FALSE(*cache_.find("a", load()));
}

TEST_F(KeyCacheTests, PassesFailuresOnAndStaysSmall) {
    const auto broken = [](const std::string&) -> base::Result<std::optional<security::ApiKey>> {
        return base::fail(base::internal("away"));
    };
    EXPECT_FALSE(cache_.find("a", broken));
    for (std::size_t i = 0; i < KeyCache::kMostKeys + 1; ++i)
        EXPECT_TRUE(*cache_.find(std::to_string(i), load()));
    const int before = loads_;
    EXPECT_TRUE(*cache_.find("0", load()));
    EXPECT_EQ(loads_, before + 1) << "the cache was emptied when it was full";
}

}  // namespace
}  // namespace jim::api::access
