#pragma once

#include "runs/run_profile/Session.hpp"
#include "store/sqlite/ConnectorSpaceQueries.hpp"
#include "store/sqlite/ConnectorSpaceStore.hpp"
#include "store/sqlite/MetaverseQueries.hpp"
#include "store/sqlite/MetaverseStore.hpp"
#include "store/sqlite/PendingExportStore.hpp"
#include "store/sqlite/ReferenceFlowStore.hpp"
#include "store/sqlite/Transactions.hpp"

#include <memory>

namespace jim::store::sqlite {

/// Every store on one connection.
class Session : public runs::run_profile::Session {
public:
    explicit Session(std::unique_ptr<transport::sqlite::Connection> connection)
        : connection_(std::move(connection)) {}

    [[nodiscard]] Transactions& transactions() override { return transactions_; }
    [[nodiscard]] ConnectorSpaceStore& connectorSpace() override { return connectorSpace_; }
    [[nodiscard]] PendingExportStore& pendingExports() override { return pendingExports_; }
    [[nodiscard]] ConnectorSpaceQueries& connectorSpaceQueries() override {
        return connectorSpaceQueries_;
    }
    [[nodiscard]] MetaverseStore& metaverse() override { return metaverse_; }
    [[nodiscard]] ReferenceFlowStore& referenceFlows() override { return referenceFlows_; }
    [[nodiscard]] MetaverseQueries& metaverseQueries() override { return metaverseQueries_; }
    [[nodiscard]] std::int64_t statements() const override { return connection_->statements(); }

private:
    std::unique_ptr<transport::sqlite::Connection> connection_;
    Transactions transactions_{*connection_};
    ConnectorSpaceStore connectorSpace_{*connection_};
    PendingExportStore pendingExports_{*connection_};
    ConnectorSpaceQueries connectorSpaceQueries_{*connection_};
    MetaverseStore metaverse_{*connection_};
    ReferenceFlowStore referenceFlows_{*connection_};
    MetaverseQueries metaverseQueries_{*connection_};
};

}  // namespace jim::store::sqlite
