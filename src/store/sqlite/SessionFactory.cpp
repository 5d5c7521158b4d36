#include "store/sqlite/SessionFactory.hpp"

#include "store/Migration.hpp"
#include "store/Seed.hpp"
#include "store/sqlite/Session.hpp"

namespace jim::store::sqlite {

base::Result<std::unique_ptr<SessionFactory>> SessionFactory::open(std::string path,
                                                                   const base::Clock& clock,
                                                                   OpenOptions options) {
    JIM_ASSIGN(auto database, Database::open(std::move(path), clock, options));
    std::unique_ptr<SessionFactory> factory{new SessionFactory{std::move(database), clock}};
    JIM_ASSIGN(const auto session, factory->open());
    JIM_TRY(seed(*session, clock.now()));
    return factory;
}

base::Result<std::unique_ptr<runs::run_profile::Session>> SessionFactory::open() {
    JIM_ASSIGN(auto connection, database_->connect());
    return std::make_unique<Session>(std::move(connection), clock_);
}

base::Status SessionFactory::check() {
    JIM_ASSIGN(const auto connection, database_->connect());
    JIM_ASSIGN(const std::int64_t version, connection->integer("PRAGMA user_version"));
    if (version == currentVersion()) return {};
    return base::fail(base::invalidState("The database file was changed by another program."));
}

}  // namespace jim::store::sqlite
