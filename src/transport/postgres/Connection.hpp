#pragma once

#include "foundation/base/Result.hpp"
#include "foundation/base/Secret.hpp"
#include "transport/postgres/Statement.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

struct pg_conn;

namespace jim::transport::postgres {

/// Where the server is and who we are. Parts win over the same part of the URL; what neither names
/// is libpq's default.
struct ConnectOptions {
    base::Secret url;  ///< `postgresql://user@host:port/database?sslmode=verify-full`, or empty.
    std::string host;  ///< A name, an address, or the folder of a unix socket.
    std::string port;
    std::string database;
    std::string user;
    base::Secret password;
    std::string sslMode;      ///< disable, allow, prefer, require, verify-ca or verify-full.
    std::string sslRootCert;  ///< A file with certificates to trust, for the verify modes.
    std::string applicationName = "jim";
    std::chrono::seconds connectTime{10};
    /// The server ends a transaction that is idle for so long: what a paused process holds must
    /// not hold up the others for ever.
    std::chrono::seconds idleInTransaction{30};
};

struct TableColumn {
    std::string name;
    Type type;
};

/// One row of copyOut. Views are valid for one call.
class CopyRow {
public:
    explicit CopyRow(std::string_view fields);
    [[nodiscard]] std::int64_t integer(std::size_t column) const;
    [[nodiscard]] std::string_view text(std::size_t column) const { return fields_[column]; }
    [[nodiscard]] std::string_view blob(std::size_t column) const { return fields_[column]; }
    /// An integer column as a number type, bool or enum of ours.
    template <class T>
    [[nodiscard]] T as(std::size_t column) const {
        return static_cast<T>(integer(column));
    }
    [[nodiscard]] bool isNull(std::size_t column) const {
        return fields_[column].data() == nullptr;
    }

private:
    std::vector<std::string_view> fields_;
};

/// One connection to one database. Used by one thread at a time. When the server has closed it,
/// the next use outside a transaction connects anew. Not movable: statements point here.
///
/// Statement texts have their parameters as `?` or `?1`, as in transport/sqlite.
class Connection {
public:
    /// Whether the rows of a statement lie in memory at once.
    static constexpr bool kFetchesWhole = true;
    /// Whether the database adds up the hashes of rows by itself, so that these need not be read.
    static constexpr bool kHashesRows = true;
    /// The longest value that is indexed whole: pages take entries of some 2,700 bytes.
    static constexpr std::size_t kIndexedBytes = 1'000;

    /// Unavailable when there is no server; InvalidState for a wrong user, password or database,
    /// and for an encoding other than UTF-8.
    [[nodiscard]] static base::Result<std::unique_ptr<Connection>> open(
        const ConnectOptions& options);

    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    ~Connection();

    /// Prepared once on the server, then known by its text.
    [[nodiscard]] base::Result<Statement> prepare(std::string_view sql);

    /// Prepares, binds parameters 1 to n, executes; rows are dropped.
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

    /// Runs `work` in a transaction: committed when it succeeds, else rolled back. Not nestable
    /// (see `atomically`).
    [[nodiscard]] base::Status write(const std::function<base::Status()>& work);

    /// Runs `work` on one snapshot. Not nestable.
    [[nodiscard]] base::Status read(const std::function<base::Status()>& work);

    /// As part of the open transaction, or in one of its own.
    [[nodiscard]] base::Status atomically(const std::function<base::Status()>& work);

    /// The rows of a query without parameters, as a stream: memory does not grow with them.
    /// `visit` must not use this connection.
    [[nodiscard]] base::Status copyOut(std::string_view query,
                                       const std::function<void(const CopyRow&)>& visit);

    /// A table's columns, in their order; asked once.
    [[nodiscard]] base::Result<std::span<const TableColumn>> columnsOf(std::string_view table);

    /// Also when the connection was lost in it: what is left of it must not run outside.
    [[nodiscard]] bool inTransaction() const { return inTransaction_; }
    /// Whether the server still answered when it was last spoken to.
    [[nodiscard]] bool isUsable() const;
    /// Asks the server for a sign of life.
    [[nodiscard]] base::Status ping();

    /// Rows that the last statement inserted, updated or deleted.
    [[nodiscard]] std::int64_t changes() const { return changes_; }
    /// Rows that have come by RowWriter so far, in all and into one table.
    [[nodiscard]] std::int64_t copiedRows() const { return copiedRows_; }
    [[nodiscard]] std::int64_t copiedRows(std::string_view table) const {
        const auto at = copiedInto_.find(table);
        return at == copiedInto_.end() ? 0 : at->second;
    }
    /// The database and its server, for people; without secrets.
    [[nodiscard]] const std::string& server() const { return server_; }

    /// Statements sent so far, transaction control included.
    [[nodiscard]] std::int64_t statements() const { return executions_; }

private:
    friend class Statement;
    friend class RowWriter;
    friend class Listener;

    explicit Connection(pg_conn* handle) : handle_(handle) {}

    /// Reads what the server has sent without being asked, which may be that it goes.
    void noticeClosing();
    [[nodiscard]] base::Status reviveIfClosed();
    [[nodiscard]] base::Status transact(const char* begin,
                                        const std::function<base::Status()>& work);
    [[nodiscard]] base::Result<ResultHandle> execute(const Prepared& prepared,
                                                     const std::vector<const char*>& values,
                                                     const std::vector<int>& lengths);
    [[nodiscard]] base::Result<std::shared_ptr<const Prepared>> compile(std::string_view sql);
    /// The result when it is one of success; its error otherwise.
    [[nodiscard]] base::Result<ResultHandle> checked(pg_result* result);
    [[nodiscard]] base::Error failureOf(const pg_result* result) const;
    [[nodiscard]] base::Result<ResultHandle> simple(const char* sql);

    // COPY of a table's rows in binary, by RowWriter.
    [[nodiscard]] base::Status beginCopy(std::string_view table);
    [[nodiscard]] base::Status putCopy(std::string_view bytes);
    [[nodiscard]] base::Status endCopy();

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
    template <class T>
    using ByText = std::unordered_map<std::string, T, TextHash, std::equal_to<>>;

    pg_conn* handle_;
    std::string server_;
    ByText<std::shared_ptr<const Prepared>> prepared_;
    ByText<std::vector<TableColumn>> columns_;
    bool inTransaction_ = false;
    bool isClosing_ = false;  ///< The server has said that it closes the connection.
    std::int64_t executions_ = 0;
    std::int64_t changes_ = 0;
    std::int64_t names_ = 0;
    std::int64_t copiedRows_ = 0;
    ByText<std::int64_t> copiedInto_;
};

/// An expression for parameter 1 when it has a value, else for the next number of an identity
/// column.
[[nodiscard]] std::string nextId(const Connection& connection, std::string_view table,
                                 std::string_view column);

}  // namespace jim::transport::postgres
