#include "store/contract_test/ActivityContract.hpp"
#include "store/contract_test/ConfigurationContract.hpp"
#include "store/contract_test/LeaseWalkContract.hpp"
#include "store/contract_test/RunQueueContract.hpp"
#include "store/sqlite/test/SqliteBackend.hpp"

namespace jim::store::contract_test {

const auto kSqlite = testing::Values(sqlite::sqliteBackend());

INSTANTIATE_TEST_SUITE_P(Stores, ActivityContract, kSqlite, backendName);
INSTANTIATE_TEST_SUITE_P(Stores, ConfigurationContract, kSqlite, backendName);
INSTANTIATE_TEST_SUITE_P(Stores, LeaseWalkContract, kSqlite, backendName);
INSTANTIATE_TEST_SUITE_P(Stores, RunQueueContract, kSqlite, backendName);

}  // namespace jim::store::contract_test
