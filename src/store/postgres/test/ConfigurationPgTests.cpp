#include "store/contract_test/ActivityContract.hpp"
#include "store/contract_test/ConfigurationContract.hpp"
#include "store/contract_test/LeaseWalkContract.hpp"
#include "store/contract_test/RunQueueContract.hpp"
#include "store/postgres/test/PostgresBackend.hpp"

namespace jim::store::contract_test {

const auto kPostgres = testing::Values(postgres::postgresBackend());

INSTANTIATE_TEST_SUITE_P(Stores, ActivityContract, kPostgres, backendName);
INSTANTIATE_TEST_SUITE_P(Stores, ConfigurationContract, kPostgres, backendName);
INSTANTIATE_TEST_SUITE_P(Stores, LeaseWalkContract, kPostgres, backendName);
INSTANTIATE_TEST_SUITE_P(Stores, RunQueueContract, kPostgres, backendName);

}  // namespace jim::store::contract_test
