#include "transport/contract_test/SetsContract.hpp"
#include "transport/sqlite/Lookup.hpp"
#include "transport/sqlite/RowSets.hpp"
#include "transport/sqlite/test/ScratchFolder.hpp"

#include <gtest/gtest.h>

namespace jim::transport::sqlite {
namespace {

class SetsTest : public testing::Test {
protected:
    ScratchFolder folder_;
    WriteGate gate_;
    std::unique_ptr<Connection> connection_ =
        Connection::open(folder_.file("a.db"), {}, gate_).value();
    contract_test::Sets<Connection> sets_{*connection_};
};

TEST_F(SetsTest, LooksUpEachIdOnceInOrder) {
    sets_.looksUpEachIdOnceInOrder();
}

TEST_F(SetsTest, LooksUpStretchesOfIds) {
    sets_.looksUpStretchesOfIds();
}

TEST_F(SetsTest, FindsIdsByThePlaceOfWhatIsSought) {
    sets_.findsIdsByThePlaceOfWhatIsSought();
}

TEST_F(SetsTest, MergesByTheKey) {
    sets_.mergesByTheKey();
}

TEST_F(SetsTest, LeavesWhatIsThereWhereNothingIsToChange) {
    sets_.leavesWhatIsThereWhereNothingIsToChange();
}

TEST_F(SetsTest, UpdatesByTheFirstColumn) {
    sets_.updatesByTheFirstColumn();
}

TEST_F(SetsTest, DeletesRowsAndIds) {
    sets_.deletesRowsAndIds();
}

TEST_F(SetsTest, DeletesRunsOfIds) {
    sets_.deletesRunsOfIds();
}

TEST_F(SetsTest, DoesNothingForNoRows) {
    sets_.doesNothingForNoRows();
}

}  // namespace
}  // namespace jim::transport::sqlite
