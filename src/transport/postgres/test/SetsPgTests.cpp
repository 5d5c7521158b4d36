#include "servers/PostgresServer.hpp"
#include "transport/contract_test/SetsContract.hpp"
#include "transport/postgres/Lookup.hpp"
#include "transport/postgres/RowSets.hpp"

#include <gtest/gtest.h>

namespace jim::transport::postgres {
namespace {

class SetsPgTest : public testing::Test {
protected:
    servers::ScratchDatabase database_;
    std::unique_ptr<Connection> connection_ = Connection::open(database_.options()).value();
    contract_test::Sets<Connection> sets_{*connection_};
};

TEST_F(SetsPgTest, LooksUpEachIdOnceInOrder) {
    sets_.looksUpEachIdOnceInOrder();
}

TEST_F(SetsPgTest, LooksUpStretchesOfIds) {
    sets_.looksUpStretchesOfIds();
}

TEST_F(SetsPgTest, FindsIdsByThePlaceOfWhatIsSought) {
    sets_.findsIdsByThePlaceOfWhatIsSought();
}

TEST_F(SetsPgTest, MergesByTheKey) {
    sets_.mergesByTheKey();
}

TEST_F(SetsPgTest, LeavesWhatIsThereWhereNothingIsToChange) {
    sets_.leavesWhatIsThereWhereNothingIsToChange();
}

TEST_F(SetsPgTest, UpdatesByTheFirstColumn) {
    sets_.updatesByTheFirstColumn();
}

TEST_F(SetsPgTest, DeletesRowsAndIds) {
    sets_.deletesRowsAndIds();
}

TEST_F(SetsPgTest, DeletesRunsOfIds) {
    sets_.deletesRunsOfIds();
}

TEST_F(SetsPgTest, DoesNothingForNoRows) {
    sets_.doesNothingForNoRows();
}

}  // namespace
}  // namespace jim::transport::postgres
