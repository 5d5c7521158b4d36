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
}

}  // namespace
}  // namespace jim::store::postgres
