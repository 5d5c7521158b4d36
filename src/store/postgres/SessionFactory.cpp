#include "store/postgres/SessionFactory.hpp"

#include "store/Seed.hpp"
#include "store/postgres/Session.hpp"
#include "store/postgres/impl/Migrate.hpp"

namespace jim::store::postgres {

base::Result<std::unique_ptr<SessionFactory>> SessionFactory::open(
    transport::postgres::ConnectOptions options, transport::postgres::PoolLimits limits,
    const base::Clock& clock) {
    std::unique_ptr<SessionFactory> factory{new SessionFactory{std::move(options), limits, clock}};
    JIM_TRY(factory->prepare(clock));
    return factory;
}

base::Status SessionFactory::prepare(const base::Clock& clock) {
    {
        JIM_ASSIGN(const auto connection, pool_.lend());
        JIM_ASSIGN(guidSpace_, impl::migrate(*connection, clock));
    }
    JIM_ASSIGN(const auto session, open());
    return seed(*session, clock.now());
}

base::Status SessionFactory::check() {
    JIM_ASSIGN(const auto connection, pool_.lend());
    return impl::checkVersion(*connection);
}

base::Result<std::unique_ptr<runs::run_profile::Session>> SessionFactory::open() {
    JIM_ASSIGN(auto connection, pool_.lend());
    return std::make_unique<Session>(std::move(connection), growth_);
}

}  // namespace jim::store::postgres
