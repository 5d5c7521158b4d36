#pragma once

#include "store/contract_test/Backend.hpp"
#include "store/sqlite/SessionFactory.hpp"
#include "transport/sqlite/test/ScratchFolder.hpp"

namespace jim::store::sqlite {

/// A database file of its own for one test.
class SqliteBackend final : public contract_test::Backend {
public:
    explicit SqliteBackend(const base::Clock& clock)
        : factory_(SessionFactory::open(folder_.file("jim.db"), clock).value()) {}
    [[nodiscard]] SessionFactory& sessions() override { return *factory_; }

private:
    transport::sqlite::ScratchFolder folder_;
    std::unique_ptr<SessionFactory> factory_;
};

/// What suites are instantiated with.
[[nodiscard]] inline contract_test::BackendMaker sqliteBackend() {
    return {"Sqlite",
            [](const base::Clock& clock) { return std::make_unique<SqliteBackend>(clock); }};
}

}  // namespace jim::store::sqlite
