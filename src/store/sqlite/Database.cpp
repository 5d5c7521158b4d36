#include "store/sqlite/Database.hpp"

#include "store/sqlite/impl/Migrate.hpp"

namespace jim::store::sqlite {

base::Result<std::unique_ptr<Database>> Database::open(std::string path, const base::Clock& clock,
                                                       OpenOptions options) {
    JIM_ASSIGN(auto lock, transport::sqlite::FileLock::acquire(path + ".lock"));
    std::unique_ptr<Database> database{new Database{std::move(path), options, std::move(lock)}};
    JIM_ASSIGN(const auto connection, database->connect());
    JIM_ASSIGN(const impl::Migrated migrated, impl::migrate(*connection, clock));
    database->guidSpace_ = migrated.guidSpace;
    database->isNew_ = migrated.made;
    return database;
}

base::Result<std::unique_ptr<Connection>> Database::connect() {
    return Connection::open(path_, options_, gate_);
}

}  // namespace jim::store::sqlite
