#include "apps/CopyableDatabase.hpp"

#include "apps/Database.hpp"
#include "store/Migration.hpp"
#include "store/postgres/Presence.hpp"
#include "store/postgres/SessionFactory.hpp"
#include "store/sqlite/Database.hpp"
#include "store/sqlite/SessionFactory.hpp"
#include "transport/postgres/RowWriter.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <system_error>

namespace jim::apps {
namespace {

using Kind = TableValue::Kind;

std::string joined(const std::vector<std::string>& columns) {
    std::string list;
    for (const auto& column : columns)
        list += fmt::format("{}\"{}\"", list.empty() ? "" : ", ", column);
    return list;
}

base::Result<std::vector<std::string>> texts(auto& connection, std::string_view sql,
                                             const auto&... values) {
    std::vector<std::string> found;
    JIM_ASSIGN(auto rows, connection.prepare(sql));
    rows.bindAll(values...);
    while (true) {
        JIM_ASSIGN(const bool row, rows.step());
        if (!row) return found;
        found.emplace_back(rows.text(0));
    }
}

class FileDatabase final : public CopyableDatabase {
public:
    using Connection = transport::sqlite::Connection;

    FileDatabase(std::unique_ptr<store::sqlite::Database> database,
                 std::unique_ptr<Connection> connection)
        : database_(std::move(database)), connection_(std::move(connection)) {}
    FileDatabase(std::unique_ptr<transport::sqlite::WriteGate> gate,
                 std::unique_ptr<Connection> connection)
        : gate_(std::move(gate)), connection_(std::move(connection)) {}

    [[nodiscard]] std::string name() const override { return connection_->path(); }
    [[nodiscard]] base::Result<std::vector<std::string>> tables() override {
        return texts(*connection_,
                     "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE "
                     "'sqlite_%' ORDER BY rowid");
    }
    [[nodiscard]] base::Result<std::vector<std::string>> columns(
        const std::string& table) override {
        return texts(*connection_, "SELECT name FROM pragma_table_info(?) ORDER BY cid", table);
    }
    [[nodiscard]] base::Status snapshot(const std::function<base::Status()>& work) override {
        return connection_->read(work);
    }
    [[nodiscard]] base::Status change(const std::function<base::Status()>& work) override {
        return connection_->write(work);
    }

    [[nodiscard]] base::Status read(const std::string& table,
                                    const std::function<void(TableRow&)>& visit) override {
        JIM_ASSIGN(const auto names, columns(table));
        JIM_ASSIGN(
            const auto types,
            texts(*connection_, "SELECT type FROM pragma_table_info(?) ORDER BY cid", table));
        JIM_ASSIGN(auto rows, connection_->prepare(
                                  fmt::format("SELECT {} FROM \"{}\"", joined(names), table)));
        TableRow row(names.size());
        while (true) {
            JIM_ASSIGN(const bool there, rows.step());
            if (!there) return {};
            for (std::size_t i = 0; i < row.size(); ++i)
                row[i] = valueOf(rows, static_cast<int>(i), types[i] == "BLOB");
            visit(row);
        }
    }

    [[nodiscard]] base::Status append(const std::string& table,
                                      std::span<const TableRow> rows) override {
        if (rows.empty()) return {};
        std::string places = "?";
        for (std::size_t i = 1; i < rows.front().size(); ++i) places += ", ?";
        JIM_ASSIGN(auto insert, connection_->prepare(
                                    fmt::format("INSERT INTO \"{}\" VALUES ({})", table, places)));
        for (const TableRow& row : rows) {
            for (std::size_t i = 0; i < row.size(); ++i)
                bind(insert, static_cast<int>(i) + 1, row[i]);
            JIM_TRY(insert.run());
        }
        return {};
    }
    [[nodiscard]] base::Status clear(const std::string& table) override {
        return connection_->run(fmt::format("DELETE FROM \"{}\"", table));
    }

    [[nodiscard]] base::Result<std::int64_t> lastNumber(const std::string& table) override {
        return connection_->integer(
            "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = ?", table);
    }
    [[nodiscard]] base::Status continueAfter(const std::string& table,
                                             std::int64_t number) override {
        JIM_TRY(connection_->run("DELETE FROM sqlite_sequence WHERE name = ?", table));
        return connection_->run("INSERT INTO sqlite_sequence VALUES (?, ?)", table, number);
    }
    /// Plans of a file go by its indexes alone.
    [[nodiscard]] base::Status analyse() override { return {}; }
    [[nodiscard]] base::Result<std::int64_t> integer(const std::string& sql) override {
        return connection_->integer(sql);
    }

private:
    static TableValue valueOf(const transport::sqlite::Statement& row, int column, bool isBlob) {
        if (row.isNull(column)) return {};
        if (row.isInteger(column)) return {Kind::Integer, row.integer(column), {}};
        if (isBlob) return {Kind::Bytes, 0, std::string{row.blob(column)}};
        return {Kind::Text, 0, std::string{row.text(column)}};
    }
    static void bind(transport::sqlite::Statement& statement, int index, const TableValue& value) {
        switch (value.kind) {
            case Kind::Null:
                statement.bind(index, std::nullopt);
                break;
            case Kind::Integer:
                statement.bind(index, value.number);
                break;
            case Kind::Text:
                statement.bind(index, value.bytes);
                break;
            case Kind::Bytes:
                statement.bind(index, transport::sqlite::Blob{value.bytes});
                break;
        }
    }

    // What the connection needs: the file held by us alone, or a gate that nobody else passes.
    std::unique_ptr<store::sqlite::Database> database_;
    std::unique_ptr<transport::sqlite::WriteGate> gate_;
    std::unique_ptr<Connection> connection_;
};

class ServerDatabase final : public CopyableDatabase {
public:
    using Connection = transport::postgres::Connection;
    using Type = transport::postgres::Type;

    explicit ServerDatabase(std::unique_ptr<Connection> connection)
        : connection_(std::move(connection)) {}

    [[nodiscard]] std::string name() const override { return connection_->server(); }
    [[nodiscard]] base::Result<std::vector<std::string>> tables() override {
        // What the program itself knows of its versions is no data.
        return texts(*connection_,
                     "SELECT relname::text FROM pg_class WHERE relkind = 'r' AND relnamespace = "
                     "current_schema()::regnamespace AND relname <> 'schema_version' ORDER BY oid");
    }
    [[nodiscard]] base::Result<std::vector<std::string>> columns(
        const std::string& table) override {
        return texts(*connection_,
                     "SELECT column_name::text FROM information_schema.columns WHERE table_schema "
                     "= current_schema() AND table_name = ?::text ORDER BY ordinal_position",
                     table);
    }
    [[nodiscard]] base::Status snapshot(const std::function<base::Status()>& work) override {
        return connection_->read(work);
    }
    [[nodiscard]] base::Status change(const std::function<base::Status()>& work) override {
        return connection_->write(work);
    }

    [[nodiscard]] base::Status read(const std::string& table,
                                    const std::function<void(TableRow&)>& visit) override {
        JIM_ASSIGN(const auto columns, connection_->columnsOf(table));
        TableRow values(columns.size());
        return connection_->copyOut(fmt::format("SELECT * FROM \"{}\"", table),
                                    [&](const transport::postgres::CopyRow& row) {
                                        for (std::size_t i = 0; i < values.size(); ++i)
                                            values[i] = valueOf(row, i, columns[i].type);
                                        visit(values);
                                    });
    }
    [[nodiscard]] base::Status append(const std::string& table,
                                      std::span<const TableRow> rows) override {
        transport::postgres::RowWriter writer{*connection_, table};
        return writer.write(rows, [](const TableRow& row, auto& bind) {
            for (const TableValue& value : row) {
                if (value.kind == Kind::Null)
                    bind.next(std::nullopt);
                else if (value.kind == Kind::Integer)
                    bind.next(value.number);
                else
                    bind.next(value.bytes);
            }
        });
    }
    [[nodiscard]] base::Status clear(const std::string& table) override {
        return connection_->run(fmt::format("DELETE FROM \"{}\"", table));
    }

    [[nodiscard]] base::Result<std::int64_t> lastNumber(const std::string& table) override {
        JIM_ASSIGN(const auto sequence, sequenceOf(table));
        if (sequence.empty()) return 0;
        return connection_->integer(
            fmt::format("SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {}", sequence));
    }
    [[nodiscard]] base::Status continueAfter(const std::string& table,
                                             std::int64_t number) override {
        JIM_ASSIGN(const auto sequence, sequenceOf(table));
        return connection_->run("SELECT setval(?::text::regclass, ?::bigint)", sequence, number);
    }
    [[nodiscard]] base::Status analyse() override {
        JIM_ASSIGN(const auto all, tables());
        return connection_->run("ANALYZE " + joined(all));
    }
    [[nodiscard]] base::Result<std::int64_t> integer(const std::string& sql) override {
        return connection_->integer(sql);
    }

private:
    static TableValue valueOf(const transport::postgres::CopyRow& row, std::size_t column,
                              Type type) {
        if (row.isNull(column)) return {};
        switch (type) {
            case Type::Boolean:
            case Type::Smallint:
            case Type::Integer:
            case Type::Bigint:
                return {Kind::Integer, row.integer(column), {}};
            case Type::Bytes:
                return {Kind::Bytes, 0, std::string{row.text(column)}};
            case Type::Text:
            case Type::Json:
                break;
        }
        return {Kind::Text, 0, std::string{row.text(column)}};
    }

    /// The one that gives the table's rows their numbers; empty when there is none.
    [[nodiscard]] base::Result<std::string> sequenceOf(const std::string& table) {
        JIM_ASSIGN(const auto found,
                   texts(*connection_,
                         "SELECT pg_get_serial_sequence(a.attrelid::regclass::text, "
                         "a.attname::text) FROM pg_attribute a WHERE a.attrelid = "
                         "?::text::regclass AND a.attidentity <> ''",
                         table));
        return found.empty() ? std::string{} : found.front();
    }

    std::unique_ptr<Connection> connection_;
};

/// Its server may be writing: what it commits later is not seen, and it waits for nothing.
base::Result<std::unique_ptr<CopyableDatabase>> openFileInUse(const std::string& path) {
    auto gate = std::make_unique<transport::sqlite::WriteGate>();
    store::sqlite::OpenOptions options;
    options.readOnly = true;
    options.create = false;
    JIM_ASSIGN(auto connection, transport::sqlite::Connection::open(path, options, *gate));
    JIM_ASSIGN(const auto version, connection->integer("PRAGMA user_version"));
    if (version != store::currentVersion())
        return base::fail(base::invalidState(fmt::format(
            "The database '{}' has the shape {}, and this program knows {}. Use the version that "
            "serves it.",
            path, version, store::currentVersion())));
    return std::make_unique<FileDatabase>(std::move(gate), std::move(connection));
}

base::Result<std::unique_ptr<CopyableDatabase>> openFile(const config::Settings& settings,
                                                         DatabaseUse use,
                                                         const base::Clock& clock) {
    const std::string path = config::sqliteFile(settings).string();
    const bool isTarget = use == DatabaseUse::Target;
    std::error_code ignored;
    if (!isTarget && !std::filesystem::exists(path, ignored))
        return base::fail(base::invalidState(fmt::format(
            "There is no database file '{}'. 'jim serve' makes one when it starts.", path)));
    store::sqlite::OpenOptions options;
    options.create = isTarget;
    // Seeds a file that is made now.
    if (isTarget) JIM_TRY(store::sqlite::SessionFactory::open(path, clock, options));
    auto database = store::sqlite::Database::open(path, clock, options);
    if (!database && use == DatabaseUse::BesideOthers &&
        database.error().kind == base::ErrorKind::Conflict)
        return openFileInUse(path);
    if (!database) return base::fail(std::move(database).error());
    JIM_ASSIGN(auto connection, (*database)->connect());
    return std::make_unique<FileDatabase>(std::move(*database), std::move(connection));
}

base::Result<std::unique_ptr<CopyableDatabase>> openServer(const config::Settings& settings,
                                                           DatabaseUse use,
                                                           const base::Clock& clock) {
    JIM_ASSIGN(auto options, serverOf(settings));
    options.applicationName = "jim database";
    JIM_TRY(store::postgres::SessionFactory::open(options, {}, clock));
    // A copy may think for long between two statements.
    options.idleInTransaction = std::chrono::seconds{0};
    JIM_ASSIGN(auto connection, transport::postgres::Connection::open(options));
    if (use == DatabaseUse::Target)
        JIM_TRY(store::postgres::announce(*connection, store::postgres::Progress::InThisProcess));
    return std::make_unique<ServerDatabase>(std::move(connection));
}

}  // namespace

base::Result<std::unique_ptr<CopyableDatabase>> openCopyable(const config::Settings& settings,
                                                             DatabaseUse use,
                                                             const base::Clock& clock) {
    return config::usesDatabaseServer(settings) ? openServer(settings, use, clock)
                                                : openFile(settings, use, clock);
}

}  // namespace jim::apps
