#include "store/contract_test/SampleObjects.hpp"
#include "store/postgres/test/PostgresBackend.hpp"

#include <gtest/gtest.h>

namespace jim::store::postgres {
namespace {

using transport::postgres::Connection;

class StatisticsPgTest : public testing::Test {
protected:
    /// In a session of its own; the next ids.
    void fill(std::int64_t objects) {
        const auto session = factory_->open().value();
        identity::connector_space::ConnectorSpaceChanges changes;
        for (std::int64_t i = 0; i < objects; ++i, ++next_)
            changes.inserted.push_back(contract_test::cso(next_, std::to_string(next_)));
        ASSERT_TRUE(session->transactions().writeOwn(
            [&] { return session->connectorSpace().apply(changes); }));
    }
    /// What the planner believes; -1: nobody has looked yet.
    [[nodiscard]] std::int64_t believed() {
        return other_->integer("SELECT reltuples::bigint FROM pg_class WHERE relname = 'cso'")
            .value();
    }

    servers::ScratchDatabase database_{preparedDatabase()};
    base::ManualClock clock_;
    std::unique_ptr<SessionFactory> factory_ = openFactory(database_.options(), clock_);
    std::unique_ptr<Connection> other_ = Connection::open(database_.options()).value();
    std::int64_t next_ = 1;
};

TEST_F(StatisticsPgTest, AreTakenWhenAllSessionsTogetherHaveFilledATable) {
    fill(6'000);
    const auto before = believed();
    EXPECT_LE(before, 0);
    fill(6'000);
    EXPECT_EQ(believed(), 12'000);
    fill(6'000);
    EXPECT_EQ(believed(), 12'000) << "it has not multiplied";
    fill(6'000);
    EXPECT_EQ(believed(), 24'000) << "it has doubled";
}

TEST_F(StatisticsPgTest, AreNotTakenOfRowsThatAreWrittenAnew) {
    fill(12'000);
    ASSERT_TRUE(other_->script("UPDATE pg_class SET reltuples = 7 WHERE relname = 'cso'"));
    const auto session = factory_->open().value();
    identity::connector_space::ConnectorSpaceChanges changes;
    for (std::int64_t id = 1; id < next_; ++id)
        changes.provisioned.push_back(contract_test::cso(id, std::to_string(id)));
    ASSERT_TRUE(
        session->transactions().writeOwn([&] { return session->connectorSpace().apply(changes); }));
    EXPECT_EQ(believed(), 7);
}

TEST_F(StatisticsPgTest, AreLeftToTheServerWhereSomebodyHoldsTheTable) {
    ASSERT_TRUE(other_->script("BEGIN; LOCK TABLE cso IN SHARE UPDATE EXCLUSIVE MODE"));
    fill(12'000);  // Does not wait for it.
    EXPECT_LE(believed(), 0);
    ASSERT_TRUE(other_->script("ROLLBACK"));
}

TEST_F(StatisticsPgTest, AreTakenOfWhatHasGrownOnly) {
    fill(12'000);
    EXPECT_LE(
        other_->integer("SELECT reltuples::bigint FROM pg_class WHERE relname = 'mvo'").value(), 0);
    EXPECT_EQ(other_
                  ->integer("SELECT count(*) FROM pg_statistic s JOIN pg_class c ON "
                            "c.oid = s.starelid WHERE c.relname = 'mvo'")
                  .value(),
              0);
}

}  // namespace
}  // namespace jim::store::postgres
