#include "store/contract_test/PairedWritesContract.hpp"
#include "store/sqlite/test/SqliteBackend.hpp"

namespace jim::store::contract_test {

INSTANTIATE_TEST_SUITE_P(Stores, PairedWritesContract, testing::Values(sqlite::sqliteBackend()),
                         backendName);

}  // namespace jim::store::contract_test
