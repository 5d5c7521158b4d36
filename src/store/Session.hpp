#pragma once

#include "runs/run_profile/Session.hpp"
#include "store/ActivityQueries.hpp"
#include "store/ActivityStore.hpp"
#include "store/AlertRuleStore.hpp"
#include "store/ApiKeyStore.hpp"
#include "store/ConnectedSystemStore.hpp"
#include "store/ConnectorSpaceQueries.hpp"
#include "store/ConnectorSpaceStore.hpp"
#include "store/MetaverseQueries.hpp"
#include "store/MetaverseSchemaStore.hpp"
#include "store/MetaverseStore.hpp"
#include "store/PendingExportStore.hpp"
#include "store/ReferenceFlowStore.hpp"
#include "store/RetentionStore.hpp"
#include "store/RuleStore.hpp"
#include "store/RunHistory.hpp"
#include "store/RunProfileStore.hpp"
#include "store/RunQueueQueries.hpp"
#include "store/ServiceSettingStore.hpp"
#include "store/SettlementStore.hpp"

#include <utility>

namespace jim::store {

/// Every store on one connection. `Parts` is what a back end has of its own: the connection, its
/// transactions and the queue; it is made of what the session is made of.
template <class Parts>
class Session final : public runs::run_profile::Session {
public:
    using Connection = typename Parts::Connection;

    template <class... T>
    explicit Session(T&&... given) : parts_(std::forward<T>(given)...) {}

    [[nodiscard]] base::Transactions& transactions() override { return parts_.transactions; }
    [[nodiscard]] identity::connector_space::ConnectorSpaceStore& connectorSpace() override {
        return connectorSpace_;
    }
    [[nodiscard]] identity::connector_space::PendingExportStore& pendingExports() override {
        return pendingExports_;
    }
    [[nodiscard]] ConnectorSpaceQueries<Connection>& connectorSpaceQueries() override {
        return connectorSpaceQueries_;
    }
    [[nodiscard]] MetaverseStore<Connection>& metaverse() override { return metaverse_; }
    [[nodiscard]] identity::metaverse::ReferenceFlowStore& referenceFlows() override {
        return referenceFlows_;
    }
    [[nodiscard]] identity::metaverse::SettlementStore& settlements() override {
        return settlements_;
    }
    [[nodiscard]] MetaverseQueries<Connection>& metaverseQueries() override {
        return metaverseQueries_;
    }
    [[nodiscard]] ConnectedSystemStore<Connection>& connectedSystems() override {
        return connectedSystems_;
    }
    [[nodiscard]] MetaverseSchemaStore<Connection>& metaverseSchema() override {
        return metaverseSchema_;
    }
    [[nodiscard]] RuleStore<Connection>& rules() override { return rules_; }
    [[nodiscard]] RunProfileStore<Connection>& runProfiles() override { return runProfiles_; }
    [[nodiscard]] AlertRuleStore<Connection>& alertRules() override { return alertRules_; }
    [[nodiscard]] ActivityStore<Connection>& activities() override { return activities_; }
    [[nodiscard]] ActivityQueries<Connection>& activityQueries() override {
        return activityQueries_;
    }
    [[nodiscard]] RunHistory<Connection>& runHistory() override { return runHistory_; }
    [[nodiscard]] RetentionStore<Connection>& retention() override { return retention_; }
    [[nodiscard]] ServiceSettingStore<Connection>& serviceSettings() override {
        return serviceSettings_;
    }
    [[nodiscard]] runs::run_queue::RunQueue& queue() override { return parts_.queue; }
    [[nodiscard]] RunQueueQueries<Connection>& queueQueries() override { return queueQueries_; }
    [[nodiscard]] ApiKeyStore<Connection>& apiKeys() override { return apiKeys_; }
    [[nodiscard]] std::int64_t statements() const override {
        return connection_.statements() - statementsBefore_;
    }

private:
    Parts parts_;
    Connection& connection_ = *parts_.connection;
    const std::int64_t statementsBefore_ = connection_.statements();  ///< Of whoever had it.
    ConnectorSpaceStore<Connection> connectorSpace_{connection_};
    PendingExportStore<Connection> pendingExports_{connection_};
    ConnectorSpaceQueries<Connection> connectorSpaceQueries_{connection_, connectorSpace_};
    ReferenceFlowStore<Connection> referenceFlows_{connection_};
    SettlementStore<Connection> settlements_{connection_};
    MetaverseStore<Connection> metaverse_{connection_};
    MetaverseQueries<Connection> metaverseQueries_{connection_, metaverse_};
    ConnectedSystemStore<Connection> connectedSystems_{connection_};
    MetaverseSchemaStore<Connection> metaverseSchema_{connection_};
    RuleStore<Connection> rules_{connection_};
    RunProfileStore<Connection> runProfiles_{connection_};
    AlertRuleStore<Connection> alertRules_{connection_};
    ActivityStore<Connection> activities_{connection_};
    ActivityQueries<Connection> activityQueries_{connection_};
    RunHistory<Connection> runHistory_{connection_};
    RetentionStore<Connection> retention_{connection_};
    ServiceSettingStore<Connection> serviceSettings_{connection_};
    RunQueueQueries<Connection> queueQueries_{connection_};
    ApiKeyStore<Connection> apiKeys_{connection_};
};

}  // namespace jim::store
