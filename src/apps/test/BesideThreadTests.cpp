#include "apps/BesideThread.hpp"
#include "foundation/base/Clock.hpp"
#include "foundation/base/test/TemporaryFolder.hpp"
#include "store/sqlite/SessionFactory.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <thread>
#include <vector>

namespace jim::apps {
namespace {

using runs::run_profile::Session;

/// Sessions of a real database, which can be had or not.
class SometimesOpen final : public runs::run_profile::SessionFactory {
public:
    explicit SometimesOpen(runs::run_profile::SessionFactory& sessions) : sessions_(sessions) {}

    base::Result<std::unique_ptr<Session>> open() override {
        ++asked;
        if (isOpen) return sessions_.open();
        return base::fail({base::ErrorKind::Unavailable, "All are in use.", {}, {}});
    }
    base::Status check() override { return {}; }
    [[nodiscard]] std::uint64_t guidSpace() const override { return 0; }

    bool isOpen = true;
    int asked = 0;

private:
    runs::run_profile::SessionFactory& sessions_;
};

class BesideThreadTests : public testing::Test {
protected:
    BesideThreadTests() {
        sessions_ =
            store::sqlite::SessionFactory::open((folder_ / "jim.db").string(), clock_).value();
    }

    base::TemporaryFolder folder_;
    base::SystemClock clock_;
    std::unique_ptr<store::sqlite::SessionFactory> sessions_;
};

TEST_F(BesideThreadTests, WorksOnAThreadOfItsOwnWithOneSession) {
    SometimesOpen factory{*sessions_};
    std::vector<Session*> used;
    std::vector<std::thread::id> threads;
    {
        BesideThread beside{factory};
        EXPECT_EQ(beside.statements(), 0);
        EXPECT_EQ(factory.asked, 0) << "nothing is opened before it is needed";
        for (int i = 0; i < 3; ++i)
            ASSERT_TRUE(beside.start([&](Session& session) {
                used.push_back(&session);
                threads.push_back(std::this_thread::get_id());
                EXPECT_TRUE(session.queueQueries().isBusy(1));
            }));
    }
    ASSERT_EQ(used.size(), 3U) << "it ends when all is done";
    EXPECT_EQ(std::ranges::count(used, used.front()), 3);
    EXPECT_EQ(std::ranges::count(threads, threads.front()), 3);
    EXPECT_EQ(std::ranges::count(threads, std::this_thread::get_id()), 0);
    EXPECT_EQ(factory.asked, 1);
}

TEST_F(BesideThreadTests, CountsTheStatementsOfWhatIsUnderWayWhenItIsDone) {
    BesideThread beside{*sessions_};
    std::int64_t sent = 0;
    for (int i = 0; i < 100; ++i) {
        ASSERT_TRUE(beside.start([&](Session& session) {
            EXPECT_FALSE(session.queueQueries().isBusy(1).value());
            sent = session.statements();
        }));
        const auto counted = beside.statements();
        EXPECT_EQ(counted, sent);
        EXPECT_GT(counted, i);
    }
}

TEST_F(BesideThreadTests, IsNotAskedTwiceWhereThereIsNoSession) {
    SometimesOpen factory{*sessions_};
    factory.isOpen = false;
    BesideThread beside{factory};
    EXPECT_FALSE(beside.isThere());
    factory.isOpen = true;  // To ask may take as long as a connection does.
    EXPECT_FALSE(beside.start([](Session&) { FAIL(); }));
    EXPECT_EQ(factory.asked, 1);
}

}  // namespace
}  // namespace jim::apps
