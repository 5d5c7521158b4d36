#pragma once

#include "identity/connector_space/PendingExport.hpp"
#include "runs/run_profile/RunContext.hpp"
#include "runs/run_profile/step/KeptExports.hpp"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace jim::runs::run_profile::step {

/// The objects of an export. What it has found due.
class ExportedObjects {
public:
    using Due = identity::connector_space::PendingExportStore::Due;

    ExportedObjects() = default;
    /// `due` stays as it is, in ascending id.
    explicit ExportedObjects(std::span<const Due> due);

    [[nodiscard]] const Due* find(identity::connector_space::PendingExportId id) const;
    [[nodiscard]] const Due* find(identity::connector_space::CsoId id) const;

private:
    std::span<const Due> due_;
    std::vector<std::uint32_t> byObject_;  ///< Empty: they ascend by their objects, too.
};

/// Some pending exports with all that belongs to them: their objects, as far as they are loaded,
/// the references these hold and are to hold, and what the targets are called. Everything in the
/// order of its ids.
struct ExportBatch {
    std::vector<identity::connector_space::PendingExport> exports;
    std::vector<identity::connector_space::ConnectorSpaceObject> objects;
    std::vector<identity::connector_space::CsoReference> held;
    std::vector<identity::connector_space::PendingReference> references;
    /// Those that are not exported themselves.
    std::vector<identity::connector_space::ConnectorSpaceObject> targets;
    const ExportedObjects* exported = nullptr;

    [[nodiscard]] const identity::connector_space::PendingExport* find(
        identity::connector_space::PendingExportId id) const;
    [[nodiscard]] const identity::connector_space::ConnectorSpaceObject* objectOf(
        const identity::connector_space::PendingExport& pending) const;
    [[nodiscard]] identity::connector_space::ConnectorSpaceObject* objectOf(
        const identity::connector_space::PendingExport& pending);
    [[nodiscard]] std::span<const identity::connector_space::CsoReference> heldBy(
        identity::connector_space::CsoId cso) const;
    [[nodiscard]] std::span<const identity::connector_space::PendingReference> referencesOf(
        identity::connector_space::PendingExportId id) const;
    /// What a target is called in the connected system; empty when that is not known yet.
    [[nodiscard]] std::string_view nameOf(identity::connector_space::CsoId target) const;
};

/// What is to be sent: without the objects of what is created, as these hold nothing yet.
[[nodiscard]] base::Result<ExportBatch> loadToSend(
    Session& session, std::span<const identity::connector_space::PendingExportId> ids,
    const ExportedObjects& exported);

/// What was sent, as it was kept, with all objects. `ids` ascend.
[[nodiscard]] base::Result<ExportBatch> loadSent(
    RunContext& run, std::span<const identity::connector_space::PendingExportId> ids,
    const ExportedObjects& exported, KeptExports& kept);

}  // namespace jim::runs::run_profile::step
