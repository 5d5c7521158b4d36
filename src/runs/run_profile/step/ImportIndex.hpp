#pragma once

#include "identity/connector_space/ConnectorSpaceStore.hpp"
#include "identity/connector_space/IncomingHash.hpp"

#include <cstdint>
#include <vector>

namespace jim::runs::run_profile::step {

namespace connector_space = identity::connector_space;

/// What an import knows of one object: what the connector space has of it, and what came in.
struct ImportEntry {
    connector_space::Key128 key;
    identity::schema::ContentHash hash{};  ///< In the connector space; zero when not there.
    connector_space::CsoId id{};           ///< 0 when not there.
    std::int64_t position = 0;             ///< Where it was first seen in the source; 0: not yet.
    connector_space::CsoStatus status = connector_space::CsoStatus::Normal;
    bool spooled = false;    ///< Its first occurrence is in the spool.
    bool duplicate = false;  ///< It came more than once: all of them are rejected.
    bool kept = false;       ///< A rejected row names it: it must not be obsoleted.

    [[nodiscard]] bool isKnown() const { return id != connector_space::CsoId{}; }
};

/// All objects of an import by external id, about 100 bytes each. Open addressing with linear
/// probing over the key's own bits, which are a hash already. Not thread-safe.
class ImportIndex {
public:
    explicit ImportIndex(std::size_t expected = 0);

    /// The entry's number; a new one when the key is not there.
    [[nodiscard]] std::size_t findOrAdd(const connector_space::Key128& key);
    [[nodiscard]] ImportEntry* find(const connector_space::Key128& key);
    [[nodiscard]] const ImportEntry* find(const connector_space::Key128& key) const;

    [[nodiscard]] ImportEntry& operator[](std::size_t entry) { return entries_[entry]; }
    [[nodiscard]] std::vector<ImportEntry>& entries() { return entries_; }

private:
    [[nodiscard]] std::size_t slotOf(const connector_space::Key128& key) const;
    void grow();

    std::vector<ImportEntry> entries_;
    std::vector<std::uint32_t> slots_;  // Entry number + 1; 0 is free.
};

}  // namespace jim::runs::run_profile::step
