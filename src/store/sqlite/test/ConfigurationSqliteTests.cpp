#include "store/contract_test/ActivityContract.hpp"
#include "store/contract_test/ConfigurationContract.hpp"
#include "store/contract_test/LeaseWalkContract.hpp"
#include "store/contract_test/RunQueueContract.hpp"
#include "store/sqlite/test/SqliteBackend.hpp"

namespace jim::store::contract_test {

const auto kConfigurationOnSqlite = testing::Values(sqlite::sqliteBackend());

INSTANTIATE_TEST_SUITE_P(Stores, ActivityContract, kConfigurationOnSqlite, backendName);
INSTANTIATE_TEST_SUITE_P(Stores, ConfigurationContract, kConfigurationOnSqlite, backendName);
INSTANTIATE_TEST_SUITE_P(Stores, LeaseWalkContract, kConfigurationOnSqlite, backendName);
INSTANTIATE_TEST_SUITE_P(Stores, RunQueueContract, kConfigurationOnSqlite, backendName);

}  // namespace jim::store::contract_test
