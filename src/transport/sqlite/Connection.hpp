#pragma once

#include "foundation/base/Result.hpp"
#include "transport/sqlite/Statement.hpp"
#include "transport/sqlite/WriteGate.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

struct sqlite3;

namespace jim::transport::sqlite {

struct OpenOptions {
    std::int32_t pageBytes = 8192;  ///< Of a file that is made now.
    std::int64_t cacheBytes = std::int64_t{64} << 20U;
    std::int64_t mapBytes = 0;            ///< Read through a memory map up to this; 0: none.
    std::int32_t checkpointPages = 4096;  ///< Log pages before they go to the file.
    std::chrono::milliseconds busyTimeout{5000};  ///< For other programs; sessions use the gate.
    bool readOnly = false;
    bool create = true;  ///< A missing file; else that is an error.
};

/// One connection to one file, in WAL mode with foreign keys on. Used by one thread at a time;
/// connections to the same file in different threads are fine. Not movable: statements point here.
class Connection {
public:
    /// Whether the rows of a statement lie in memory at once.
    static constexpr bool kFetchesWhole = false;
    /// Whether the database adds up the hashes of rows by itself, so that these need not be read.
    static constexpr bool kHashesRows = false;
    /// The longest value that is indexed whole: any is.
    static constexpr std::size_t kIndexedBytes = std::numeric_limits<std::size_t>::max();

    /// `gate` is shared by all connections of the process to this file and outlives them.
    [[nodiscard]] static base::Result<std::unique_ptr<Connection>> open(const std::string& path,
                                                                        const OpenOptions& options,
                                                                        WriteGate& gate);

    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    ~Connection();

    /// Compiled once, then taken from the cache by its text.
    [[nodiscard]] base::Result<Statement> prepare(std::string_view sql);

    /// Prepares, binds parameters 1 to n, executes; for statements without rows.
    template <class... T>
    [[nodiscard]] base::Status run(std::string_view sql, const T&... values) {
        JIM_ASSIGN(Statement statement, prepare(sql));
        return statement.bindAll(values...).run();
    }

    /// The first column of the first row; the error NotFound when there is none.
    template <class... T>
    [[nodiscard]] base::Result<std::int64_t> integer(std::string_view sql, const T&... values) {
        JIM_ASSIGN(Statement statement, prepare(sql));
        JIM_ASSIGN(const bool row, statement.bindAll(values...).step());
        if (!row) return base::fail(base::notFound("The row", sql));
        return statement.integer(0);
    }

    /// Any number of statements without parameters, separated by `;`.
    [[nodiscard]] base::Status script(std::string_view sql);

    /// Runs `work` in a write transaction: committed when it succeeds, else rolled back. Waits its
    /// turn at the gate. Not nestable (see `atomically`).
    [[nodiscard]] base::Status write(const std::function<base::Status()>& work);

    /// Runs `work` on one snapshot. Not nestable.
    [[nodiscard]] base::Status read(const std::function<base::Status()>& work);

    /// As part of the open transaction, or in a write transaction of its own.
    [[nodiscard]] base::Status atomically(const std::function<base::Status()>& work);

    [[nodiscard]] bool inTransaction() const;
    [[nodiscard]] std::int64_t changes() const;       ///< Rows of the last statement.
    [[nodiscard]] std::int64_t lastInsertId() const;  ///< Of the last insert.
    [[nodiscard]] const std::string& path() const { return path_; }

    /// Statements executed so far, transaction control included.
    [[nodiscard]] std::int64_t statements() const { return executions_; }

private:
    Connection(sqlite3* handle, std::string path, WriteGate& gate)
        : handle_(handle), path_(std::move(path)), gate_(gate) {}

    [[nodiscard]] base::Status configure(const OpenOptions& options);
    [[nodiscard]] base::Status transact(std::string_view begin,
                                        const std::function<base::Status()>& work);
    [[nodiscard]] base::Result<sqlite3_stmt*> compile(std::string_view sql, bool keep);

    /// Rolls back, on every way out, what has not been committed.
    class Undo {
    public:
        explicit Undo(Connection& connection) : connection_(connection) {}
        ~Undo();
        Undo(const Undo&) = delete;
        Undo& operator=(const Undo&) = delete;

    private:
        Connection& connection_;
    };

    struct TextHash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const {
            return std::hash<std::string_view>{}(text);
        }
    };

    sqlite3* handle_;
    std::string path_;
    WriteGate& gate_;
    std::unordered_map<std::string, Statement::Cached, TextHash, std::equal_to<>> cache_;
    std::int64_t executions_ = 0;
};

/// An expression for parameter 1 when it has a value, else for the next number of a column: a NULL
/// in the column of a rowid draws one.
[[nodiscard]] inline std::string nextId(const Connection& /*connection*/,
                                        std::string_view /*table*/, std::string_view /*column*/) {
    return "?1";
}

}  // namespace jim::transport::sqlite
