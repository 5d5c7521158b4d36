#pragma once

#include "runs/run_profile/Session.hpp"
#include "store/sqlite/ActivityQueries.hpp"
#include "store/sqlite/ActivityStore.hpp"
#include "store/sqlite/ApiKeyStore.hpp"
#include "store/sqlite/ConnectedSystemStore.hpp"
#include "store/sqlite/ConnectorSpaceQueries.hpp"
#include "store/sqlite/ConnectorSpaceStore.hpp"
#include "store/sqlite/MetaverseQueries.hpp"
#include "store/sqlite/MetaverseSchemaStore.hpp"
#include "store/sqlite/MetaverseStore.hpp"
#include "store/sqlite/PendingExportStore.hpp"
#include "store/sqlite/ReferenceFlowStore.hpp"
#include "store/sqlite/RuleStore.hpp"
#include "store/sqlite/RunHistory.hpp"
#include "store/sqlite/RunProfileStore.hpp"
#include "store/sqlite/RunQueue.hpp"
#include "store/sqlite/ServiceSettingStore.hpp"
#include "store/sqlite/SettlementStore.hpp"
#include "store/sqlite/Transactions.hpp"

#include <memory>

namespace jim::store::sqlite {

/// Every store on one connection.
class Session final : public runs::run_profile::Session {
public:
    Session(std::unique_ptr<transport::sqlite::Connection> connection, const base::Clock& clock)
        : connection_(std::move(connection)), queue_(*connection_, clock) {}

    [[nodiscard]] Transactions& transactions() override { return transactions_; }
    [[nodiscard]] ConnectorSpaceStore& connectorSpace() override { return connectorSpace_; }
    [[nodiscard]] PendingExportStore& pendingExports() override { return pendingExports_; }
    [[nodiscard]] ConnectorSpaceQueries& connectorSpaceQueries() override {
        return connectorSpaceQueries_;
    }
    [[nodiscard]] MetaverseStore& metaverse() override { return metaverse_; }
    [[nodiscard]] ReferenceFlowStore& referenceFlows() override { return referenceFlows_; }
    [[nodiscard]] SettlementStore& settlements() override { return settlements_; }
    [[nodiscard]] MetaverseQueries& metaverseQueries() override { return metaverseQueries_; }
    [[nodiscard]] ConnectedSystemStore& connectedSystems() override { return connectedSystems_; }
    [[nodiscard]] MetaverseSchemaStore& metaverseSchema() override { return metaverseSchema_; }
    [[nodiscard]] RuleStore& rules() override { return rules_; }
    [[nodiscard]] RunProfileStore& runProfiles() override { return runProfiles_; }
    [[nodiscard]] ActivityStore& activities() override { return activities_; }
    [[nodiscard]] ActivityQueries& activityQueries() override { return activityQueries_; }
    [[nodiscard]] RunHistory& runHistory() override { return runHistory_; }
    [[nodiscard]] ServiceSettingStore& serviceSettings() override { return serviceSettings_; }
    [[nodiscard]] RunQueue& queue() override { return queue_; }
    [[nodiscard]] RunQueue& queueQueries() override { return queue_; }
    [[nodiscard]] ApiKeyStore& apiKeys() override { return apiKeys_; }
    [[nodiscard]] std::int64_t statements() const override { return connection_->statements(); }

private:
    std::unique_ptr<transport::sqlite::Connection> connection_;
    Transactions transactions_{*connection_};
    ConnectorSpaceStore connectorSpace_{*connection_};
    PendingExportStore pendingExports_{*connection_};
    ConnectorSpaceQueries connectorSpaceQueries_{*connection_};
    MetaverseStore metaverse_{*connection_};
    ReferenceFlowStore referenceFlows_{*connection_};
    SettlementStore settlements_{*connection_};
    MetaverseQueries metaverseQueries_{*connection_};
    ConnectedSystemStore connectedSystems_{*connection_};
    MetaverseSchemaStore metaverseSchema_{*connection_};
    RuleStore rules_{*connection_};
    RunProfileStore runProfiles_{*connection_};
    ActivityStore activities_{*connection_};
    ActivityQueries activityQueries_{*connection_};
    RunHistory runHistory_{*connection_};
    ServiceSettingStore serviceSettings_{*connection_};
    RunQueue queue_;
    ApiKeyStore apiKeys_{*connection_};
};

}  // namespace jim::store::sqlite
