#include "transport/postgres/Connection.hpp"

#include "foundation/base/Ensure.hpp"
#include "transport/postgres/Failure.hpp"
#include "transport/postgres/impl/Parameters.hpp"

#include <fmt/format.h>
#include <libpq-fe.h>
#include <poll.h>

#include <algorithm>
#include <array>
#include <cstdlib>

namespace jim::transport::postgres {
namespace {

/// Statement texts are constants of the code; the bound keeps a mistake from filling the memory of
/// the server.
constexpr std::size_t kPreparedStatements = 400;

std::string_view stateOf(const pg_result* result) {
    const char* const state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    return state == nullptr ? std::string_view{} : std::string_view{state};
}

/// The server says why it ends a connection before it does; libpq's own errors have no state.
bool endsConnection(const pg_result* result) {
    const char* const severity = PQresultErrorField(result, PG_DIAG_SEVERITY_NONLOCALIZED);
    return stateOf(result).empty() ||
           (severity != nullptr &&
            (std::string_view{severity} == "FATAL" || std::string_view{severity} == "PANIC"));
}

std::string nameOf(pg_conn* handle) {
    const auto text = [](const char* value) { return value == nullptr ? "" : value; };
    return fmt::format("'{}' on {}:{}", text(PQdb(handle)), text(PQhost(handle)),
                       text(PQport(handle)));
}

/// Notices are for psql; errors come with results.
void ignoreNotice(void* /*unused*/, const char* /*message*/) {}

/// What stands before the server's own words, whatever its language: `FATAL:  `.
constexpr std::string_view kServerSays = ":  ";
constexpr std::size_t kStateSize = 5;

/// Before there is a connection libpq gives texts only: of the server, which are verbose and begin
/// with the SQLSTATE, or its own. Of several hosts the last one's counts.
std::string_view stateOfConnect(std::string_view message) {
    const auto isOfState = [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'); };
    for (auto at = message.rfind(kServerSays); at != std::string_view::npos && at > 0;
         at = message.rfind(kServerSays, at - 1)) {
        const auto state = message.substr(at + kServerSays.size(), kStateSize);
        const auto after =
            message.substr(std::min(message.size(), at + kServerSays.size() + kStateSize));
        if (std::ranges::all_of(state, isOfState) && after.starts_with(": ")) return state;
    }
    return message.find("no password supplied") == std::string_view::npos ? "08001" : "28000";
}

/// Connects anew, and has the server's refusal with its SQLSTATE.
void connectAgain(pg_conn* handle) {
    PQsetErrorVerbosity(handle, PQERRORS_VERBOSE);
    PQreset(handle);
    PQsetErrorVerbosity(handle, PQERRORS_DEFAULT);
}

base::Error cannotConnect(pg_conn* handle) {
    const std::string_view text = PQerrorMessage(handle);
    const std::string_view state = stateOfConnect(text);
    base::Error error = failure(state, nameOf(handle), text);
    if (state == "08001") {
        const bool certificate = text.find("certificate") != std::string_view::npos ||
                                 text.find("SSL") != std::string_view::npos;
        error.message = fmt::format(
            "The database {} cannot be reached{}", nameOf(handle),
            certificate ? " over TLS as it is asked for. Check sslmode, sslrootcert and the name "
                          "in the server's certificate."
                        : ". Check that the server runs, and its host and port in "
                          "JIM_DATABASE_URL or JIM_DB_HOST and JIM_DB_PORT.");
    }
    return error;
}

class Keywords {
public:
    void add(const char* name, const std::string& value) {
        if (value.empty()) return;
        names_.push_back(name);
        texts_.push_back(value);
    }
    [[nodiscard]] pg_conn* connect() {
        std::vector<const char*> values;
        for (const std::string& text : texts_) values.push_back(text.c_str());
        names_.push_back(nullptr);
        values.push_back(nullptr);
        return PQconnectdbParams(names_.data(), values.data(), 1);
    }

private:
    std::vector<const char*> names_;
    std::vector<std::string> texts_;
};

pg_conn* connect(const ConnectOptions& options) {
    Keywords keywords;
    // A URL stands where a database's name may stand; what comes later wins.
    keywords.add("dbname", options.url.reveal());
    keywords.add("host", options.host);
    keywords.add("port", options.port);
    keywords.add("user", options.user);
    keywords.add("password", options.password.reveal());
    keywords.add("sslmode", options.sslMode);
    keywords.add("sslrootcert", options.sslRootCert);
    keywords.add("application_name", options.applicationName);
    keywords.add("connect_timeout", std::to_string(options.connectTime.count()));
    keywords.add("client_encoding", "UTF8");
    keywords.add("keepalives_idle", "30");
    keywords.add("keepalives_interval", "5");
    keywords.add("keepalives_count", "3");
    keywords.add("tcp_user_timeout", "30000");
    // Plans are for few rows of large tables that lie in memory or on SSDs. Without `material`, a
    // table that seemed to have a row, and has been filled since, is looked up by its index and not
    // read again for each row of the other. Rows of a batch are sorted in memory, by one process: a
    // second one costs more than it brings for so few. Statistics are taken often while tables
    // grow, and need not be fine. And the server looks for us as we look for
    // it: what a host that is gone held is soon free.
    keywords.add("options", fmt::format("-c jit=off -c plan_cache_mode=force_custom_plan "
                                        "-c random_page_cost=1.1 -c enable_material=off "
                                        "-c work_mem=32MB -c max_parallel_workers_per_gather=0 "
                                        "-c default_statistics_target=20 "
                                        "-c tcp_keepalives_idle=30 -c tcp_keepalives_interval=5 "
                                        "-c tcp_keepalives_count=3 -c tcp_user_timeout=30000 "
                                        "-c idle_in_transaction_session_timeout={}s",
                                        options.idleInTransaction.count()));
    if (!options.database.empty()) keywords.add("dbname", options.database);
    return keywords.connect();
}

}  // namespace

CopyRow::CopyRow(std::string_view fields) {
    const auto count = static_cast<std::size_t>(numberOf(fields.data(), 2));
    fields.remove_prefix(2);
    fields_.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        const std::int64_t length = numberOf(fields.data(), 4);
        fields.remove_prefix(4);
        const std::size_t size = length < 0 ? 0 : static_cast<std::size_t>(length);
        fields_.push_back(length < 0 ? std::string_view{} : fields.substr(0, size));
        fields.remove_prefix(size);
    }
}

std::int64_t CopyRow::integer(std::size_t column) const {
    const std::string_view field = fields_[column];
    return field.empty() ? 0 : numberOf(field.data(), field.size());
}

base::Result<std::unique_ptr<Connection>> Connection::open(const ConnectOptions& options) {
    std::unique_ptr<Connection> connection{new Connection{connect(options)}};
    pg_conn* const handle = connection->handle_;
    // libpq takes no wish for SQLSTATEs before it has tried. A server that refuses is asked again.
    if (PQstatus(handle) != CONNECTION_OK &&
        std::string_view{PQerrorMessage(handle)}.find(kServerSays) != std::string_view::npos)
        connectAgain(handle);
    if (PQstatus(handle) != CONNECTION_OK) return base::fail(cannotConnect(handle));
    PQsetNoticeProcessor(handle, ignoreNotice, nullptr);
    connection->server_ = nameOf(handle);
    const char* const encoding = PQparameterStatus(handle, "server_encoding");
    if (encoding == nullptr || std::string_view{encoding} != "UTF8")
        return base::fail(base::invalidState(
            fmt::format("The database {} has the encoding {}. Create it with ENCODING 'UTF8'.",
                        connection->server_, encoding == nullptr ? "unknown" : encoding)));
    return connection;
}

Connection::~Connection() {
    PQfinish(handle_);
}

bool Connection::isUsable() const {
    return !isClosing_ && PQstatus(handle_) == CONNECTION_OK;
}

base::Status Connection::ping() {
    JIM_TRY(reviveIfClosed());
    return script("SELECT 1");
}

void Connection::noticeClosing() {
    pollfd said{PQsocket(handle_), POLLIN, 0};
    while (isUsable() && ::poll(&said, 1, 0) > 0)
        if (PQconsumeInput(handle_) == 0) isClosing_ = true;
}

base::Status Connection::reviveIfClosed() {
    noticeClosing();
    if (isUsable()) return {};
    prepared_.clear();  // They went with the server's side of the old connection.
    connectAgain(handle_);
    isClosing_ = false;
    if (!isUsable()) return base::fail(cannotConnect(handle_));
    return {};
}

base::Error Connection::failureOf(const pg_result* result) const {
    if (PQstatus(handle_) != CONNECTION_OK || stateOf(result).empty())
        return failure("08006", server_, PQerrorMessage(handle_));
    return failure(stateOf(result), server_, PQresultErrorMessage(result));
}

base::Result<ResultHandle> Connection::checked(pg_result* result) {
    ResultHandle held{result};
    switch (PQresultStatus(result)) {
        case PGRES_COMMAND_OK:
        case PGRES_TUPLES_OK:
        case PGRES_COPY_IN:
        case PGRES_COPY_OUT:
            break;
        default:
            isClosing_ = isClosing_ || endsConnection(result);
            return base::fail(failureOf(result));
    }
    changes_ = std::strtoll(PQcmdTuples(result), nullptr, 10);
    return held;
}

base::Result<ResultHandle> Connection::simple(const char* sql) {
    ++executions_;
    return checked(PQexec(handle_, sql));
}

base::Status Connection::script(std::string_view sql) {
    if (!inTransaction()) JIM_TRY(reviveIfClosed());
    JIM_TRY(simple(std::string{sql}.c_str()));
    return {};
}

base::Result<Statement> Connection::prepare(std::string_view sql) {
    if (!inTransaction()) JIM_TRY(reviveIfClosed());
    if (const auto found = prepared_.find(sql); found != prepared_.end())
        return Statement{*this, found->second};
    if (prepared_.size() >= kPreparedStatements) {
        JIM_TRY(simple("DEALLOCATE ALL"));
        prepared_.clear();
    }
    JIM_ASSIGN(auto prepared, compile(sql));
    prepared_.emplace(std::string{sql}, prepared);
    return Statement{*this, std::move(prepared)};
}

base::Result<std::shared_ptr<const Prepared>> Connection::compile(std::string_view sql) {
    auto prepared = std::make_shared<Prepared>();
    prepared->name = fmt::format("s{}", ++names_);
    const std::string text = impl::withNumberedParameters(sql);
    auto made = checked(PQprepare(handle_, prepared->name.c_str(), text.c_str(), 0, nullptr));
    if (!made) {
        made.error().detail.append(" in: ").append(sql);
        return base::fail(std::move(made).error());
    }
    JIM_ASSIGN(const ResultHandle described,
               checked(PQdescribePrepared(handle_, prepared->name.c_str())));
    for (int i = 0; i < PQnparams(described.get()); ++i)
        prepared->parameters.push_back(PQparamtype(described.get(), i));
    return prepared;
}

base::Result<ResultHandle> Connection::execute(const Prepared& prepared,
                                               const std::vector<const char*>& values,
                                               const std::vector<int>& lengths) {
    ++executions_;
    const std::vector<int> formats(values.size(), 1);
    return checked(PQexecPrepared(handle_, prepared.name.c_str(), static_cast<int>(values.size()),
                                  values.data(), lengths.data(), formats.data(), 1));
}

base::Result<std::span<const TableColumn>> Connection::columnsOf(std::string_view table) {
    auto found = columns_.find(table);
    if (found == columns_.end()) {
        JIM_ASSIGN(const auto prepared, compile(fmt::format("SELECT * FROM {}", table)));
        JIM_ASSIGN(const ResultHandle described,
                   checked(PQdescribePrepared(handle_, prepared->name.c_str())));
        JIM_TRY(simple(fmt::format("DEALLOCATE {}", prepared->name).c_str()));
        std::vector<TableColumn> columns;
        for (int i = 0; i < PQnfields(described.get()); ++i)
            columns.push_back(
                {PQfname(described.get(), i), static_cast<Type>(PQftype(described.get(), i))});
        found = columns_.emplace(std::string{table}, std::move(columns)).first;
    }
    return std::span<const TableColumn>{found->second};
}

base::Status Connection::write(const std::function<base::Status()>& work) {
    return transact("BEGIN", work);
}

base::Status Connection::read(const std::function<base::Status()>& work) {
    return transact("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY", work);
}

base::Status Connection::atomically(const std::function<base::Status()>& work) {
    return inTransaction() ? work() : write(work);
}

base::Status Connection::transact(const char* begin, const std::function<base::Status()>& work) {
    base::ensure(!inTransaction(), "transactions are not nested");
    JIM_TRY(reviveIfClosed());
    JIM_TRY(simple(begin));
    inTransaction_ = true;
    const Undo undo{*this};
    JIM_TRY(work());
    JIM_ASSIGN(const ResultHandle ended, simple("COMMIT"));
    // A transaction that has failed answers COMMIT with ROLLBACK, and calls that a success.
    if (std::string_view{PQcmdStatus(ended.get())} != "COMMIT")
        return base::fail(base::internal("a failed transaction was rolled back"));
    return {};
}

Connection::Undo::~Undo() {
    connection_.inTransaction_ = false;
    if (connection_.isUsable() && PQtransactionStatus(connection_.handle_) != PQTRANS_IDLE)
        PQclear(PQexec(connection_.handle_, "ROLLBACK"));
}

std::string nextId(const Connection& /*connection*/, std::string_view table,
                   std::string_view column) {
    return fmt::format("coalesce(?1, nextval('{}_{}_seq'))", table, column);
}

}  // namespace jim::transport::postgres
