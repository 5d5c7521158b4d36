#include "store/contract_test/PairedWritesContract.hpp"
#include "store/postgres/test/PostgresBackend.hpp"

namespace jim::store::contract_test {

const auto kPostgres = testing::Values(postgres::postgresBackend());

INSTANTIATE_TEST_SUITE_P(Stores, PairedWritesContract, kPostgres, backendName);

/// Where both are written at the same time.
class PairedWritesPgTest : public PairedWritesContract {
protected:
    /// Both, where the first comes to its end when the second has nothing more to write.
    base::Status putTogether(const Work& endOfFirst) {
        std::latch secondIsWritten{1};
        JIM_TRY(put(1, [&](runs::run_profile::Session& session) -> base::Status {
            secondIsWritten.wait();
            return endOfFirst(session);
        }));
        return put(2, [&](auto&) -> base::Status {
            secondIsWritten.count_down();
            return {};
        });
    }
};

TEST_P(PairedWritesPgTest, TheSecondIsCommittedAfterTheFirst) {
    ASSERT_TRUE(putTogether([](auto&) { return base::Status{}; }));
    expectStored({"e1", "e2"});
}

TEST_P(PairedWritesPgTest, TheSecondIsTakenBackWhenTheFirstFailsAfterIt) {
    const auto result = putTogether(fails);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().message, "It failed.");
    expectStored({});
}

INSTANTIATE_TEST_SUITE_P(Stores, PairedWritesPgTest, kPostgres, backendName);

}  // namespace jim::store::contract_test
