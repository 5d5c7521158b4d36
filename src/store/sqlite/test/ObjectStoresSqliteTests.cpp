#include "store/contract_test/ConnectorSpaceStoreContract.hpp"
#include "store/contract_test/MetaverseStoreContract.hpp"
#include "store/contract_test/ObjectQueriesContract.hpp"
#include "store/contract_test/PendingExportStoreContract.hpp"
#include "store/contract_test/ReferenceDoubtsContract.hpp"
#include "store/contract_test/ReferenceFlowStoreContract.hpp"
#include "store/contract_test/RunHistoryContract.hpp"
#include "store/contract_test/SettlementStoreContract.hpp"
#include "store/sqlite/test/SqliteBackend.hpp"

namespace jim::store::contract_test {

const auto kSqlite = testing::Values(sqlite::sqliteBackend());

INSTANTIATE_TEST_SUITE_P(Stores, ConnectorSpaceStoreContract, kSqlite, backendName);
INSTANTIATE_TEST_SUITE_P(Stores, PendingExportStoreContract, kSqlite, backendName);
INSTANTIATE_TEST_SUITE_P(Stores, ConnectorSpaceQueriesContract, kSqlite, backendName);
INSTANTIATE_TEST_SUITE_P(Stores, MetaverseStoreContract, kSqlite, backendName);
INSTANTIATE_TEST_SUITE_P(Stores, MetaverseQueriesContract, kSqlite, backendName);
INSTANTIATE_TEST_SUITE_P(Stores, ReferenceFlowStoreContract, kSqlite, backendName);
INSTANTIATE_TEST_SUITE_P(Stores, ReferenceDoubtsContract, kSqlite, backendName);
INSTANTIATE_TEST_SUITE_P(Stores, RunHistoryContract, kSqlite, backendName);
INSTANTIATE_TEST_SUITE_P(Stores, SettlementStoreContract, kSqlite, backendName);

}  // namespace jim::store::contract_test
