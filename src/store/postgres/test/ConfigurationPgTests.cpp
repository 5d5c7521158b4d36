#include "store/contract_test/ActivityContract.hpp"
#include "store/contract_test/ConfigurationContract.hpp"
#include "store/contract_test/LeaseWalkContract.hpp"
#include "store/contract_test/RunQueueContract.hpp"
#include "store/postgres/test/PostgresBackend.hpp"

namespace jim::store::contract_test {

const auto kConfigurationOnPostgres = testing::Values(postgres::postgresBackend());

INSTANTIATE_TEST_SUITE_P(Stores, ActivityContract, kConfigurationOnPostgres, backendName);
INSTANTIATE_TEST_SUITE_P(Stores, ConfigurationContract, kConfigurationOnPostgres, backendName);
INSTANTIATE_TEST_SUITE_P(Stores, LeaseWalkContract, kConfigurationOnPostgres, backendName);
INSTANTIATE_TEST_SUITE_P(Stores, RunQueueContract, kConfigurationOnPostgres, backendName);

}  // namespace jim::store::contract_test
