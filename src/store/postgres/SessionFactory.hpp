#pragma once

#include "foundation/base/Clock.hpp"
#include "runs/run_profile/Session.hpp"
#include "store/postgres/impl/Statistics.hpp"
#include "transport/postgres/Pool.hpp"

namespace jim::store::postgres {

/// Opens sessions on one database. Thread-safe; outlives its sessions. Any number of processes may
/// use the same database.
class SessionFactory final : public runs::run_profile::SessionFactory {
public:
    /// Brings the database to the current version; an empty one gets the built-in metaverse
    /// schema. Errors are one clear line each: no server (Unavailable); wrong user, password or
    /// encoding, of a newer version or another program (InvalidState).
    [[nodiscard]] static base::Result<std::unique_ptr<SessionFactory>> open(
        transport::postgres::ConnectOptions options, transport::postgres::PoolLimits limits,
        const base::Clock& clock);

    [[nodiscard]] base::Result<std::unique_ptr<runs::run_profile::Session>> open() override;
    [[nodiscard]] base::Status check() override;
    [[nodiscard]] std::uint64_t guidSpace() const override { return guidSpace_; }

private:
    SessionFactory(transport::postgres::ConnectOptions options,
                   transport::postgres::PoolLimits limits, const base::Clock& clock)
        : pool_(std::move(options), limits, clock) {}

    [[nodiscard]] base::Status prepare(const base::Clock& clock);

    transport::postgres::Pool pool_;
    impl::Growth growth_;
    std::uint64_t guidSpace_ = 0;
};

}  // namespace jim::store::postgres
