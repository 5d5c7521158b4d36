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
#include "store/postgres/ConnectorSpaceStore.hpp"
#include "store/postgres/MetaverseStore.hpp"
#include "store/postgres/RunQueue.hpp"
#include "store/postgres/Transactions.hpp"
#include "store/postgres/impl/ReferenceDifference.hpp"
#include "store/postgres/impl/ReferenceDoubts.hpp"
#include "transport/postgres/Lookup.hpp"
#include "transport/postgres/Pool.hpp"
#include "transport/postgres/RowChanges.hpp"
#include "transport/postgres/RowWriter.hpp"

#include <memory>

namespace jim::store::postgres {

/// Every store on one connection of the pool, which gets it back with this object.
class Session final : public runs::run_profile::Session {
public:
    using Connection = transport::postgres::Connection;
    using PendingExportStore = store::PendingExportStore<Connection>;
    using ReferenceFlowStore = store::ReferenceFlowStore<Connection, impl::ReferenceDifference>;
    using SettlementStore = store::SettlementStore<Connection, impl::ReferenceDoubts>;

    explicit Session(transport::postgres::Pool::Lent connection)
        : connection_(std::move(connection)) {}

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
    transport::postgres::Pool::Lent connection_;
    impl::Statistics statistics_;
    Transactions transactions_{*connection_, statistics_};
    ConnectorSpaceStore connectorSpace_{*connection_, statistics_};
    PendingExportStore pendingExports_{*connection_};
    store::ConnectorSpaceQueries<Connection> connectorSpaceQueries_{*connection_, connectorSpace_};
    MetaverseStore metaverse_{*connection_, statistics_};
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
    RunQueue queue_{*connection_};
    store::RunQueueQueries<Connection> queueQueries_{*connection_};
    store::ApiKeyStore<Connection> apiKeys_{*connection_};
};

}  // namespace jim::store::postgres
