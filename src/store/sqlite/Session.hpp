#pragma once

#include "runs/run_profile/Session.hpp"
#include "store/ActivityQueries.hpp"
#include "store/ActivityStore.hpp"
#include "store/AlertRuleStore.hpp"
#include "store/ApiKeyStore.hpp"
#include "store/ConnectedSystemStore.hpp"
#include "store/ConnectorSpaceQueries.hpp"
#include "store/MetaverseQueries.hpp"
#include "store/MetaverseSchemaStore.hpp"
#include "store/PendingExportStore.hpp"
#include "store/ReferenceFlowStore.hpp"
#include "store/RuleStore.hpp"
#include "store/RunHistory.hpp"
#include "store/RunProfileStore.hpp"
#include "store/RunQueueQueries.hpp"
#include "store/ServiceSettingStore.hpp"
#include "store/SettlementStore.hpp"
#include "store/sqlite/ConnectorSpaceStore.hpp"
#include "store/sqlite/MetaverseStore.hpp"
#include "store/sqlite/RunQueue.hpp"
#include "store/sqlite/Transactions.hpp"
#include "store/sqlite/impl/ReferenceDifference.hpp"
#include "store/sqlite/impl/ReferenceDoubts.hpp"
#include "transport/sqlite/Lookup.hpp"
#include "transport/sqlite/RowChanges.hpp"
#include "transport/sqlite/RowWriter.hpp"

#include <memory>

namespace jim::store::sqlite {

/// Every store on one connection.
class Session final : public runs::run_profile::Session {
public:
    using Connection = transport::sqlite::Connection;
    using PendingExportStore = store::PendingExportStore<Connection>;
    using ReferenceFlowStore = store::ReferenceFlowStore<Connection, impl::ReferenceDifference>;
    using SettlementStore = store::SettlementStore<Connection, impl::ReferenceDoubts>;

    Session(std::unique_ptr<Connection> connection, const base::Clock& clock)
        : connection_(std::move(connection)), queue_(*connection_, clock) {}

    [[nodiscard]] Transactions& transactions() override { return transactions_; }
    [[nodiscard]] ConnectorSpaceStore& connectorSpace() override { return connectorSpace_; }
    [[nodiscard]] PendingExportStore& pendingExports() override { return pendingExports_; }
    [[nodiscard]] store::ConnectorSpaceQueries<Connection>& connectorSpaceQueries() override {
        return connectorSpaceQueries_;
    }
    [[nodiscard]] MetaverseStore& metaverse() override { return metaverse_; }
    [[nodiscard]] ReferenceFlowStore& referenceFlows() override { return referenceFlows_; }
    [[nodiscard]] SettlementStore& settlements() override { return settlements_; }
    [[nodiscard]] store::MetaverseQueries<Connection>& metaverseQueries() override {
        return metaverseQueries_;
    }
    [[nodiscard]] store::ConnectedSystemStore<Connection>& connectedSystems() override {
        return connectedSystems_;
    }
    [[nodiscard]] store::MetaverseSchemaStore<Connection>& metaverseSchema() override {
        return metaverseSchema_;
    }
    [[nodiscard]] store::RuleStore<Connection>& rules() override { return rules_; }
    [[nodiscard]] store::RunProfileStore<Connection>& runProfiles() override {
        return runProfiles_;
    }
    [[nodiscard]] store::AlertRuleStore<Connection>& alertRules() override { return alertRules_; }
    [[nodiscard]] store::ActivityStore<Connection>& activities() override { return activities_; }
    [[nodiscard]] store::ActivityQueries<Connection>& activityQueries() override {
        return activityQueries_;
    }
    [[nodiscard]] store::RunHistory<Connection>& runHistory() override { return runHistory_; }
    [[nodiscard]] store::ServiceSettingStore<Connection>& serviceSettings() override {
        return serviceSettings_;
    }
    [[nodiscard]] RunQueue& queue() override { return queue_; }
    [[nodiscard]] store::RunQueueQueries<Connection>& queueQueries() override {
        return queueQueries_;
    }
    [[nodiscard]] store::ApiKeyStore<Connection>& apiKeys() override { return apiKeys_; }
    [[nodiscard]] std::int64_t statements() const override { return connection_->statements(); }

private:
    std::unique_ptr<Connection> connection_;
    Transactions transactions_{*connection_};
    ConnectorSpaceStore connectorSpace_{*connection_};
    PendingExportStore pendingExports_{*connection_};
    store::ConnectorSpaceQueries<Connection> connectorSpaceQueries_{*connection_, connectorSpace_};
    MetaverseStore metaverse_{*connection_};
    ReferenceFlowStore referenceFlows_{*connection_};
    SettlementStore settlements_{*connection_};
    store::MetaverseQueries<Connection> metaverseQueries_{*connection_, metaverse_};
    store::ConnectedSystemStore<Connection> connectedSystems_{*connection_};
    store::MetaverseSchemaStore<Connection> metaverseSchema_{*connection_};
    store::RuleStore<Connection> rules_{*connection_};
    store::RunProfileStore<Connection> runProfiles_{*connection_};
    store::AlertRuleStore<Connection> alertRules_{*connection_};
    store::ActivityStore<Connection> activities_{*connection_};
    store::ActivityQueries<Connection> activityQueries_{*connection_};
    store::RunHistory<Connection> runHistory_{*connection_};
    store::ServiceSettingStore<Connection> serviceSettings_{*connection_};
    RunQueue queue_;
    store::RunQueueQueries<Connection> queueQueries_{*connection_};
    store::ApiKeyStore<Connection> apiKeys_{*connection_};
};

}  // namespace jim::store::sqlite
