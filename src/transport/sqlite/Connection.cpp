#include "transport/sqlite/Connection.hpp"

#include "foundation/base/Ensure.hpp"
#include "transport/sqlite/Failure.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <unistd.h>

namespace jim::transport::sqlite {
namespace {

/// Statement texts are constants of the code; the bound keeps a mistake from filling memory.
constexpr std::size_t kCachedStatements = 400;

/// Once for the process, before the first connection: without statistics of memory, allocations
/// of different threads do not wait for each other.
void configureLibrary() {
    static const int configured = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    (void)configured;  // Refused when somebody else has used SQLite before us: then it stays slow.
}

/// A database that is new is its owner's only, whatever the umask says; SQLite gives the files
/// beside it the same rights. What cannot be made, SQLite will give the reason for.
void makeForOwner(const std::string& path) {
    const int made = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (made >= 0) ::close(made);
}

/// Leaves the gate on every way out.
class Turn {
public:
    explicit Turn(WriteGate& gate) : gate_(gate) { gate_.enter(); }
    ~Turn() { gate_.leave(); }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;

private:
    WriteGate& gate_;
};

}  // namespace

base::Result<std::unique_ptr<Connection>> Connection::open(const std::string& path,
                                                           const OpenOptions& options,
                                                           WriteGate& gate) {
    configureLibrary();
    if (options.create && !options.readOnly) makeForOwner(path);
    const int access = options.readOnly
                           ? SQLITE_OPEN_READONLY
                           : SQLITE_OPEN_READWRITE | (options.create ? SQLITE_OPEN_CREATE : 0);
    sqlite3* handle = nullptr;
    const int code = sqlite3_open_v2(path.c_str(), &handle,
                                     access | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
    if (code != SQLITE_OK) {
        base::Error error = failure(code, path, sqlite3_errstr(code));
        sqlite3_close(handle);
        return base::fail(std::move(error));
    }
    std::unique_ptr<Connection> connection{new Connection{handle, path, gate}};
    // A file without write permission is opened for reading, silently.
    if (!options.readOnly && sqlite3_db_readonly(handle, "main") != 0)
        return base::fail(failure(SQLITE_READONLY, path, "opened read-only"));
    JIM_TRY(connection->configure(options));
    return connection;
}

Connection::~Connection() {
    for (auto& [sql, cached] : cache_) sqlite3_finalize(cached.handle);
    sqlite3_close(handle_);
}

base::Status Connection::configure(const OpenOptions& options) {
    sqlite3_busy_timeout(handle_, static_cast<int>(options.busyTimeout.count()));
    // The page size comes first: it is fixed once anything has been written.
    if (!options.readOnly)
        JIM_TRY(
            script(fmt::format("PRAGMA page_size = {}; PRAGMA journal_mode = WAL; "
                               "PRAGMA wal_autocheckpoint = {}; "
                               "PRAGMA journal_size_limit = {}",
                               options.pageBytes, options.checkpointPages,
                               std::int64_t{options.checkpointPages} * options.pageBytes)));
    return script(
        fmt::format("PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON; "
                    "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; "
                    "PRAGMA temp_store = MEMORY; PRAGMA cache_size = -{}; "
                    "PRAGMA mmap_size = {}; PRAGMA schema_version",
                    options.cacheBytes >> 10U, options.mapBytes));
}

base::Result<sqlite3_stmt*> Connection::compile(std::string_view sql, bool keep) {
    sqlite3_stmt* handle = nullptr;
    const int code = sqlite3_prepare_v3(handle_, sql.data(), static_cast<int>(sql.size()),
                                        keep ? SQLITE_PREPARE_PERSISTENT : 0, &handle, nullptr);
    if (code != SQLITE_OK) {
        base::Error error = failureOf(handle_, code);
        error.detail.append(" in: ").append(sql);
        return base::fail(std::move(error));
    }
    base::ensure(handle != nullptr, "an SQL text holds a statement");
    return handle;
}

base::Result<Statement> Connection::prepare(std::string_view sql) {
    auto found = cache_.find(sql);
    if (found == cache_.end() && cache_.size() < kCachedStatements) {
        JIM_ASSIGN(sqlite3_stmt* const handle, compile(sql, true));
        found = cache_.emplace(std::string{sql}, Statement::Cached{handle, false}).first;
    }
    if (found == cache_.end() || found->second.lent) {
        JIM_ASSIGN(sqlite3_stmt* const own, compile(sql, false));
        return Statement{nullptr, own, &executions_};
    }
    found->second.lent = true;
    return Statement{&found->second, found->second.handle, &executions_};
}

base::Status Connection::script(std::string_view sql) {
    const std::string text{sql};
    ++executions_;
    const int code = sqlite3_exec(handle_, text.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) return base::fail(failureOf(handle_, code));
    return {};
}

base::Status Connection::write(const std::function<base::Status()>& work) {
    base::ensure(!inTransaction(), "write transactions are not nested");
    const Turn turn{gate_};
    return transact("BEGIN IMMEDIATE", work);
}

base::Status Connection::read(const std::function<base::Status()>& work) {
    base::ensure(!inTransaction(), "read transactions are not nested");
    return transact("BEGIN", work);
}

base::Status Connection::atomically(const std::function<base::Status()>& work) {
    return inTransaction() ? work() : write(work);
}

base::Status Connection::transact(std::string_view begin,
                                  const std::function<base::Status()>& work) {
    JIM_TRY(run(begin));
    const Undo undo{*this};
    JIM_TRY(work());
    // SQLite may have rolled back by itself; then there is nothing that COMMIT could keep.
    if (!inTransaction()) return base::fail(base::internal("the transaction was rolled back"));
    return run("COMMIT");
}

Connection::Undo::~Undo() {
    // After a full disk or an I/O error SQLite has often rolled back already.
    if (connection_.inTransaction())
        sqlite3_exec(connection_.handle_, "ROLLBACK", nullptr, nullptr, nullptr);
}

bool Connection::inTransaction() const {
    return sqlite3_get_autocommit(handle_) == 0;
}

std::int64_t Connection::changes() const {
    return sqlite3_changes64(handle_);
}

std::int64_t Connection::lastInsertId() const {
    return sqlite3_last_insert_rowid(handle_);
}

}  // namespace jim::transport::sqlite
