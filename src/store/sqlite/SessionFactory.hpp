#pragma once

#include "runs/run_profile/Session.hpp"
#include "store/sqlite/Database.hpp"

namespace jim::store::sqlite {

/// Opens sessions on one database. Thread-safe; outlives its sessions.
class SessionFactory final : public runs::run_profile::SessionFactory {
public:
    /// Opens the database (see Database::open); a new one gets the built-in metaverse schema.
    [[nodiscard]] static base::Result<std::unique_ptr<SessionFactory>> open(
        std::string path, const base::Clock& clock, OpenOptions options = {});

    [[nodiscard]] base::Result<std::unique_ptr<runs::run_profile::Session>> open() override;
    [[nodiscard]] base::Status check() override;
    [[nodiscard]] std::uint64_t guidSpace() const override { return database_->guidSpace(); }

private:
    SessionFactory(std::unique_ptr<Database> database, const base::Clock& clock)
        : database_(std::move(database)), clock_(clock) {}

    std::unique_ptr<Database> database_;
    const base::Clock& clock_;
};

}  // namespace jim::store::sqlite
