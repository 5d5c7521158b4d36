#pragma once

#include "foundation/base/Clock.hpp"
#include "transport/sqlite/Connection.hpp"
#include "transport/sqlite/FileLock.hpp"

#include <cstdint>
#include <memory>
#include <string>

namespace jim::store::sqlite {

using transport::sqlite::Connection;
using transport::sqlite::OpenOptions;

/// One database file, held by this process alone (lock file `<path>.lock`) and brought to the
/// current version. Thread-safe; outlives its connections.
class Database {
public:
    /// Makes the file when it is missing. Errors are one clear line each: in use by another process
    /// (Conflict); made by a newer version, not one of ours, or damaged (InvalidState); folder
    /// missing, read-only, disk full (Unavailable).
    [[nodiscard]] static base::Result<std::unique_ptr<Database>> open(std::string path,
                                                                      const base::Clock& clock,
                                                                      OpenOptions options = {});

    [[nodiscard]] base::Result<std::unique_ptr<Connection>> connect();

    /// The space of base::sequenceGuid, drawn when the file was made.
    [[nodiscard]] std::uint64_t guidSpace() const { return guidSpace_; }
    /// Whether this open has made the file.
    [[nodiscard]] bool isNew() const { return isNew_; }

private:
    Database(std::string path, OpenOptions options, transport::sqlite::FileLock lock)
        : path_(std::move(path)), options_(options), lock_(std::move(lock)) {}

    std::string path_;
    OpenOptions options_;
    transport::sqlite::FileLock lock_;
    transport::sqlite::WriteGate gate_;
    std::uint64_t guidSpace_ = 0;
    bool isNew_ = false;
};

}  // namespace jim::store::sqlite
