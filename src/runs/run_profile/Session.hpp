#pragma once

#include "foundation/base/Transactions.hpp"
#include "identity/connected_system/ConnectedSystemStore.hpp"
#include "identity/connector_space/ConnectorSpaceQueries.hpp"
#include "identity/connector_space/ConnectorSpaceStore.hpp"
#include "identity/connector_space/PendingExport.hpp"
#include "identity/metaverse/MetaverseObject.hpp"
#include "identity/metaverse/SettlementStore.hpp"
#include "progress/RunHistory.hpp"
#include "runs/activity/ActivityStore.hpp"
#include "runs/activity/RetentionStore.hpp"
#include "runs/activity/ServiceSetting.hpp"
#include "runs/alert/AlertRule.hpp"
#include "runs/run_profile/RunProfile.hpp"
#include "runs/run_queue/RunQueue.hpp"
#include "security/ApiKey.hpp"
#include "synchronisation/rule/SynchronisationRule.hpp"

#include <cstdint>
#include <memory>

namespace jim::runs::run_profile {

/// One storage session: every store on one connection, so that one transaction spans them all.
/// Used by one thread at a time; runs and requests take one each from the SessionFactory.
class Session {
public:
    virtual ~Session() = default;

    [[nodiscard]] virtual base::Transactions& transactions() = 0;
    [[nodiscard]] virtual identity::connected_system::ConnectedSystemStore& connectedSystems() = 0;
    [[nodiscard]] virtual identity::connector_space::ConnectorSpaceStore& connectorSpace() = 0;
    [[nodiscard]] virtual identity::connector_space::PendingExportStore& pendingExports() = 0;
    [[nodiscard]] virtual identity::connector_space::ConnectorSpaceQueries&
    connectorSpaceQueries() = 0;
    [[nodiscard]] virtual identity::metaverse::MetaverseSchemaStore& metaverseSchema() = 0;
    [[nodiscard]] virtual identity::metaverse::MetaverseStore& metaverse() = 0;
    [[nodiscard]] virtual identity::metaverse::ReferenceFlowStore& referenceFlows() = 0;
    [[nodiscard]] virtual identity::metaverse::SettlementStore& settlements() = 0;
    [[nodiscard]] virtual identity::metaverse::MetaverseQueries& metaverseQueries() = 0;
    [[nodiscard]] virtual synchronisation::rule::SynchronisationRuleStore& rules() = 0;
    [[nodiscard]] virtual RunProfileStore& runProfiles() = 0;
    [[nodiscard]] virtual alert::AlertRuleStore& alertRules() = 0;
    [[nodiscard]] virtual activity::ActivityStore& activities() = 0;
    [[nodiscard]] virtual activity::ActivityQueries& activityQueries() = 0;
    [[nodiscard]] virtual progress::RunHistory& runHistory() = 0;
    [[nodiscard]] virtual activity::RetentionStore& retention() = 0;
    [[nodiscard]] virtual activity::ServiceSettingStore& serviceSettings() = 0;
    [[nodiscard]] virtual run_queue::RunQueue& queue() = 0;
    [[nodiscard]] virtual run_queue::RunQueueQueries& queueQueries() = 0;
    [[nodiscard]] virtual security::ApiKeyStore& apiKeys() = 0;

    /// Statements this session has sent to the database, for tests that count them.
    [[nodiscard]] virtual std::int64_t statements() const = 0;
};

/// Opens sessions. Thread-safe.
class SessionFactory {
public:
    virtual ~SessionFactory() = default;
    [[nodiscard]] virtual base::Result<std::unique_ptr<Session>> open() = 0;
    /// Whether the database answers and has the shape that this program knows: another process may
    /// have brought it to a newer one. Unavailable or InvalidState.
    [[nodiscard]] virtual base::Status check() = 0;
    /// The space of base::sequenceGuid for this database.
    [[nodiscard]] virtual std::uint64_t guidSpace() const = 0;
};

}  // namespace jim::runs::run_profile
