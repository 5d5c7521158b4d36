#pragma once

#include "foundation/base/Result.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace jim::runs::run_profile {

/// The numbers are stored: never renumber.
enum class RunType : std::uint8_t {
    NotSet = 0,
    FullImport = 1,
    DeltaImport = 2,
    FullSynchronisation = 3,
    DeltaSynchronisation = 4,
    Export = 5,
};

[[nodiscard]] std::string_view toText(RunType type);
[[nodiscard]] std::optional<RunType> parseRunType(std::string_view text);
/// Whether it works on the metaverse, and with it on all systems; others keep to their own.
[[nodiscard]] constexpr bool synchronises(RunType type) {
    return type == RunType::FullSynchronisation || type == RunType::DeltaSynchronisation;
}

/// What can be started: one kind of run of one connected system.
struct RunProfile {
    std::int32_t id = 0;
    std::int32_t systemId = 0;
    std::string name;
    RunType runType = RunType::NotSet;
    std::int32_t pageSize = 100;
    std::optional<std::int32_t> partitionId;
    std::string filePath;
    bool verifyImportContentHashes = false;
    /// How often a run is started again when its worker was lost, one start after the other.
    std::int32_t restarts = 0;
};

/// More would hide a run that takes its workers with it.
constexpr std::int32_t kMostRestarts = 10;

/// Keeps run profiles. Each call is atomic by itself, or part of the open transaction.
class RunProfileStore {
public:
    virtual ~RunProfileStore() = default;
    /// Of one system, by name.
    [[nodiscard]] virtual base::Result<std::vector<RunProfile>> ofSystem(std::int32_t systemId) = 0;
    [[nodiscard]] virtual base::Result<std::optional<RunProfile>> find(std::int32_t id) = 0;
    /// Inserts (id 0, filled in) or replaces.
    [[nodiscard]] virtual base::Status save(RunProfile& profile) = 0;
    [[nodiscard]] virtual base::Status remove(std::int32_t id) = 0;
};

}  // namespace jim::runs::run_profile
