#pragma once

#include "servers/PostgresServer.hpp"
#include "store/contract_test/Backend.hpp"
#include "store/postgres/SessionFactory.hpp"

namespace jim::store::postgres {

/// Opens a database of the test server; fails the test, with the reason, when that does not work.
[[nodiscard]] inline std::unique_ptr<SessionFactory> openFactory(
    const transport::postgres::ConnectOptions& options, const base::Clock& clock) {
    auto factory = SessionFactory::open(options, {}, clock);
    if (!factory) throw std::runtime_error(factory.error().message + factory.error().detail);
    return std::move(*factory);
}

/// A database that has been opened once, for others to be made like it.
[[nodiscard]] inline std::string preparedDatabase() {
    static const std::string name = [] {
        servers::postgresServer().execute("CREATE DATABASE prepared TEMPLATE template0");
        const base::SystemClock clock;
        (void)openFactory(servers::postgresServer().options("prepared"), clock);
        return std::string{"prepared"};
    }();
    return name;
}

/// A database of its own for one test.
class PostgresBackend final : public contract_test::Backend {
public:
    explicit PostgresBackend(const base::Clock& clock)
        : factory_(openFactory(database_.options(), clock)) {}
    [[nodiscard]] SessionFactory& sessions() override { return *factory_; }
    /// For who goes around the program.
    [[nodiscard]] transport::postgres::ConnectOptions options() const {
        return database_.options();
    }

private:
    servers::ScratchDatabase database_{preparedDatabase()};
    std::unique_ptr<SessionFactory> factory_;
};

/// What suites are instantiated with.
[[nodiscard]] inline contract_test::BackendMaker postgresBackend() {
    return {"Postgres",
            [](const base::Clock& clock) { return std::make_unique<PostgresBackend>(clock); }};
}

}  // namespace jim::store::postgres
