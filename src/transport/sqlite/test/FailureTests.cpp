#include "transport/sqlite/Connection.hpp"
#include "transport/sqlite/Failure.hpp"
#include "transport/sqlite/FileLock.hpp"
#include "transport/sqlite/test/ScratchFolder.hpp"

#include <gmock/gmock.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <csignal>
#include <fstream>

namespace jim::transport::sqlite {
namespace {

using base::ErrorKind;
using testing::HasSubstr;

class FailureTest : public testing::Test {
protected:
    base::Result<std::unique_ptr<Connection>> open(OpenOptions options = {}) {
        return Connection::open(file_, options, gate_);
    }
    void make() {
        const auto connection = open();
        ASSERT_TRUE(connection);
        ASSERT_TRUE((*connection)->script("CREATE TABLE t (b BLOB); INSERT INTO t VALUES (x'00')"));
    }

    ScratchFolder folder_;
    std::string file_ = folder_.file("a.db");
    WriteGate gate_;
};

/// Files owned by root are read-only to this user, who owns nothing.
class AsNobody {
public:
    AsNobody() : effective_(::geteuid()) {
        if (effective_ == 0) (void)::seteuid(65534);
    }
    ~AsNobody() { (void)::seteuid(effective_); }
    AsNobody(const AsNobody&) = delete;
    AsNobody& operator=(const AsNobody&) = delete;

private:
    uid_t effective_;
};

TEST_F(FailureTest, FullDatabaseRollsBackAndSaysSo) {
    make();
    const auto connection = open().value();
    ASSERT_TRUE(connection->script("PRAGMA max_page_count = 20"));
    const auto full = connection->write([&]() -> base::Status {
        const std::string block(8000, 'x');
        for (int i = 0; i < 100; ++i)
            JIM_TRY(connection->run("INSERT INTO t VALUES (?)", Blob{block}));
        return {};
    });
    ASSERT_FALSE(full);
    EXPECT_EQ(full.error().kind, ErrorKind::Unavailable);
    EXPECT_THAT(full.error().message, HasSubstr("full"));
    EXPECT_THAT(full.error().message, HasSubstr(file_));
    EXPECT_FALSE(connection->inTransaction());
    EXPECT_EQ(connection->integer("SELECT count(*) FROM t").value(), 1);
}

TEST_F(FailureTest, FileThatCannotGrowIsAnErrorAndLosesNothing) {
    make();
    rlimit before{};
    ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &before), 0);
    const auto previous = std::signal(SIGXFSZ, SIG_IGN);
    const auto connection = open().value();
    const rlimit small{256U << 10U, before.rlim_max};
    ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &small), 0);
    const auto full = connection->write([&]() -> base::Status {
        const std::string block(8000, 'x');
        for (int i = 0; i < 100; ++i)
            JIM_TRY(connection->run("INSERT INTO t VALUES (?)", Blob{block}));
        return {};
    });
    ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &before), 0);
    std::signal(SIGXFSZ, previous);
    ASSERT_FALSE(full);
    EXPECT_EQ(full.error().kind, ErrorKind::Unavailable);
    EXPECT_EQ(open().value()->integer("SELECT count(*) FROM t").value(), 1);
}

TEST_F(FailureTest, ReadOnlyFileIsRefusedAtOnce) {
    make();
    ASSERT_EQ(::chmod(file_.c_str(), 0444), 0);
    ASSERT_EQ(::chmod(folder_.path().c_str(), 0755), 0);
    const AsNobody nobody;
    const auto opened = open();
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().kind, ErrorKind::Unavailable);
    EXPECT_THAT(opened.error().message, HasSubstr("read-only"));
}

TEST_F(FailureTest, FolderWithoutPermissionIsRefusedAtOnce) {
    ASSERT_EQ(::chmod(folder_.path().c_str(), 0555), 0);
    const AsNobody nobody;
    const auto opened = open();
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().kind, ErrorKind::Unavailable);
    EXPECT_THAT(opened.error().message, HasSubstr("cannot be opened"));
}

TEST_F(FailureTest, MissingFolderIsRefusedAtOnce) {
    file_ = folder_.file("no/such/a.db");
    EXPECT_THAT(open().error().message, HasSubstr("folder exists"));
}

TEST_F(FailureTest, MissingFileIsRefusedWhenItMayNotBeMade) {
    EXPECT_EQ(open({.create = false}).error().kind, ErrorKind::Unavailable);
}

TEST_F(FailureTest, FileThatIsNoDatabaseIsRefusedAndLeftAlone) {
    const std::string text(5000, 'x');
    std::ofstream{file_} << text;
    const auto opened = open();
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().kind, ErrorKind::InvalidState);
    EXPECT_THAT(opened.error().message, HasSubstr("not a database"));
    std::ifstream in{file_};
    EXPECT_EQ(std::string(std::istreambuf_iterator<char>{in}, {}), text);
}

TEST_F(FailureTest, DamagedFileIsNoticedWhenItIsRead) {
    {
        const auto connection = open().value();
        ASSERT_TRUE(connection->script("CREATE TABLE t (i INTEGER PRIMARY KEY, x TEXT)"));
        ASSERT_TRUE(connection->write([&]() -> base::Status {
            for (int i = 0; i < 2000; ++i)
                JIM_TRY(connection->run("INSERT INTO t (x) VALUES (?)", std::string(100, 'y')));
            return {};
        }));
    }
    {
        std::fstream out{file_, std::ios::in | std::ios::out | std::ios::binary};
        out.seekp(3 * 8192);
        out << std::string(static_cast<std::size_t>(8 * 8192), '\xee');
    }
    const auto connection = open().value();
    const auto read = connection->integer("SELECT sum(length(x)) FROM t");
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().kind, ErrorKind::InvalidState);
    EXPECT_THAT(read.error().message, HasSubstr("damaged"));
}

TEST_F(FailureTest, AnotherProgramThatHoldsTheFileIsBusy) {
    make();
    // A gate of its own: to SQLite this is somebody who does not queue.
    WriteGate other;
    const auto holder = Connection::open(file_, {}, other).value();
    const auto connection = open({.busyTimeout = std::chrono::milliseconds{1}}).value();
    ASSERT_TRUE(holder->write([&]() -> base::Status {
        const auto busy = connection->write([] { return base::Status{}; });
        EXPECT_EQ(busy.error().kind, ErrorKind::Unavailable);
        EXPECT_THAT(busy.error().message, HasSubstr("busy"));
        return {};
    }));
}

TEST_F(FailureTest, BrokenConstraintIsAConflict) {
    const auto connection = open().value();
    ASSERT_TRUE(connection->script("CREATE TABLE t (i INTEGER UNIQUE); INSERT INTO t VALUES (1)"));
    EXPECT_EQ(connection->run("INSERT INTO t VALUES (1)").error().kind, ErrorKind::Conflict);
}

TEST_F(FailureTest, LockNamesTheProcessThatHoldsIt) {
    const std::string path = folder_.file("a.db.lock");
    {
        const auto held = FileLock::acquire(path);
        ASSERT_TRUE(held);
        const auto second = FileLock::acquire(path);
        ASSERT_FALSE(second);
        EXPECT_EQ(second.error().kind, ErrorKind::Conflict);
        EXPECT_THAT(second.error().message, HasSubstr("process " + std::to_string(::getpid())));
    }
    EXPECT_TRUE(FileLock::acquire(path));
}

TEST_F(FailureTest, LockOfAKilledProcessIsFree) {
    const std::string path = folder_.file("a.db.lock");
    const pid_t child = ::fork();
    if (child == 0) {
        const auto held = FileLock::acquire(path);
        ::kill(::getpid(), SIGKILL);
    }
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    EXPECT_TRUE(FileLock::acquire(path));
}

TEST_F(FailureTest, LockThatCannotBeMadeSaysWhere) {
    const auto lock = FileLock::acquire(folder_.file("no/such.lock"));
    EXPECT_EQ(lock.error().kind, ErrorKind::Unavailable);
    EXPECT_THAT(lock.error().message, HasSubstr("no/such.lock"));
}

}  // namespace
}  // namespace jim::transport::sqlite
