#pragma once

#include "runs/run_profile/Session.hpp"

#include <functional>
#include <utility>

namespace jim::engine {

/// Another session with somebody who is told of each of its write transactions when its work is
/// done, before it is committed.
class WatchedSession final : public runs::run_profile::Session {
public:
    /// `before` is told before each of them begins.
    WatchedSession(
        runs::run_profile::Session& session, std::function<void()> onWork,
        std::function<void()> before = [] {})
        : session_(session),
          transactions_(session.transactions(), std::move(onWork), std::move(before)) {}

    base::Transactions& transactions() override { return transactions_; }
    identity::connected_system::ConnectedSystemStore& connectedSystems() override {
        return session_.connectedSystems();
    }
    identity::connector_space::ConnectorSpaceStore& connectorSpace() override {
        return session_.connectorSpace();
    }
    identity::connector_space::PendingExportStore& pendingExports() override {
        return session_.pendingExports();
    }
    identity::connector_space::ConnectorSpaceQueries& connectorSpaceQueries() override {
        return session_.connectorSpaceQueries();
    }
    identity::metaverse::MetaverseSchemaStore& metaverseSchema() override {
        return session_.metaverseSchema();
    }
    identity::metaverse::MetaverseStore& metaverse() override { return session_.metaverse(); }
    identity::metaverse::ReferenceFlowStore& referenceFlows() override {
        return session_.referenceFlows();
    }
    identity::metaverse::SettlementStore& settlements() override { return session_.settlements(); }
    identity::metaverse::MetaverseQueries& metaverseQueries() override {
        return session_.metaverseQueries();
    }
    synchronisation::rule::SynchronisationRuleStore& rules() override { return session_.rules(); }
    runs::run_profile::RunProfileStore& runProfiles() override { return session_.runProfiles(); }
    runs::alert::AlertRuleStore& alertRules() override { return session_.alertRules(); }
    runs::activity::ActivityStore& activities() override { return session_.activities(); }
    runs::activity::ActivityQueries& activityQueries() override {
        return session_.activityQueries();
    }
    progress::RunHistory& runHistory() override { return session_.runHistory(); }
    runs::activity::RetentionStore& retention() override { return session_.retention(); }
    runs::activity::ServiceSettingStore& serviceSettings() override {
        return session_.serviceSettings();
    }
    runs::run_queue::RunQueue& queue() override { return session_.queue(); }
    runs::run_queue::RunQueueQueries& queueQueries() override { return session_.queueQueries(); }
    security::ApiKeyStore& apiKeys() override { return session_.apiKeys(); }
    std::int64_t statements() const override { return session_.statements(); }
    /// Transactions so far that no other may go beside.
    [[nodiscard]] std::int64_t wholeWrites() const { return transactions_.wholeWrites(); }

private:
    class Watched final : public base::Transactions {
    public:
        Watched(base::Transactions& transactions, std::function<void()> onWork,
                std::function<void()> before)
            : transactions_(transactions), onWork_(std::move(onWork)), before_(std::move(before)) {}

        base::Status write(const std::function<base::Status()>& work) override {
            ++wholeWrites_;
            before_();
            return transactions_.write([&] { return told(work); });
        }
        base::Status writeOwn(const std::function<base::Status()>& work) override {
            before_();
            return transactions_.writeOwn([&] { return told(work); });
        }
        base::Status writePart(const std::function<base::Status()>& work) override {
            return transactions_.writePart(work);
        }
        base::Status writeOwnPart(const std::function<base::Status()>& work) override {
            return transactions_.writeOwnPart(work);
        }
        base::Status read(const std::function<base::Status()>& work) override {
            return transactions_.read(work);
        }

        [[nodiscard]] std::int64_t wholeWrites() const { return wholeWrites_; }

    private:
        base::Status told(const std::function<base::Status()>& work) {
            JIM_TRY(work());
            onWork_();
            return {};
        }

        base::Transactions& transactions_;
        std::function<void()> onWork_;
        std::function<void()> before_;
        std::int64_t wholeWrites_ = 0;
    };

    runs::run_profile::Session& session_;
    Watched transactions_;
};

}  // namespace jim::engine
