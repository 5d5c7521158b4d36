#include "store/contract_test/ConnectorSpaceStoreContract.hpp"
#include "store/contract_test/MetaverseStoreContract.hpp"
#include "store/contract_test/ObjectQueriesContract.hpp"
#include "store/contract_test/PendingExportStoreContract.hpp"
#include "store/contract_test/ReferenceDoubtsContract.hpp"
#include "store/contract_test/ReferenceFlowStoreContract.hpp"
#include "store/contract_test/RunHistoryContract.hpp"
#include "store/contract_test/SettlementStoreContract.hpp"
#include "store/postgres/test/PostgresBackend.hpp"

namespace jim::store::contract_test {

const auto kPostgres = testing::Values(postgres::postgresBackend());

INSTANTIATE_TEST_SUITE_P(Stores, ConnectorSpaceStoreContract, kPostgres, backendName);
INSTANTIATE_TEST_SUITE_P(Stores, PendingExportStoreContract, kPostgres, backendName);
INSTANTIATE_TEST_SUITE_P(Stores, ConnectorSpaceQueriesContract, kPostgres, backendName);
INSTANTIATE_TEST_SUITE_P(Stores, MetaverseStoreContract, kPostgres, backendName);
INSTANTIATE_TEST_SUITE_P(Stores, MetaverseQueriesContract, kPostgres, backendName);
INSTANTIATE_TEST_SUITE_P(Stores, ReferenceFlowStoreContract, kPostgres, backendName);
INSTANTIATE_TEST_SUITE_P(Stores, ReferenceDoubtsContract, kPostgres, backendName);
INSTANTIATE_TEST_SUITE_P(Stores, RunHistoryContract, kPostgres, backendName);
INSTANTIATE_TEST_SUITE_P(Stores, SettlementStoreContract, kPostgres, backendName);

}  // namespace jim::store::contract_test
