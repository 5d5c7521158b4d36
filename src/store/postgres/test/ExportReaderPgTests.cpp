#include "runs/run_profile/step/ExportReader.hpp"
#include "store/postgres/test/RunBesidePgTest.hpp"

namespace jim::store::postgres {
namespace {

using identity::connector_space::PendingExportChangeType;
using identity::connector_space::PendingExportId;
using runs::run_profile::step::ExportBatch;
using runs::run_profile::step::ExportedObjects;
using runs::run_profile::step::ExportReader;

/// What a connector asks for, of eight changes of which the fourth is a deletion.
class ExportReaderPgTest : public RunBesidePgTest {
protected:
    ExportReaderPgTest() : RunBesidePgTest(RunType::Export) {
        identity::connector_space::ConnectorSpaceChanges objects;
        identity::connector_space::PendingExportChanges exports;
        for (std::int64_t id = 1; id <= 8; ++id) {
            objects.inserted.push_back(cso(id, "e" + std::to_string(id)));
            exports.inserted.push_back(contract_test::pendingExport(
                id, id,
                id == 4 ? PendingExportChangeType::Delete : PendingExportChangeType::Update));
        }
        EXPECT_TRUE(session_->transactions().write([&]() -> base::Status {
            JIM_TRY(session_->connectorSpace().apply(objects));
            return session_->pendingExports().apply(exports);
        }));
        due_ = session_->pendingExports().due(kSystem, {100}).value();
        objects_ = ExportedObjects{due_};
        reader_.begin(due_, objects_, [](const auto& due) {
            return due.changeType != PendingExportChangeType::Delete;
        });
    }

    static std::vector<PendingExportId> idsOf(const std::vector<std::int64_t>& numbers) {
        std::vector<PendingExportId> ids;
        for (const auto number : numbers) ids.push_back(PendingExportId{number});
        return ids;
    }
    /// Asks for these, which have to come with their objects. Whether the run's own session was
    /// asked for them.
    bool isAskedFor(const std::vector<std::int64_t>& numbers) {
        const auto before = session_->statements();
        const auto ids = idsOf(numbers);
        const auto batch = reader_.load(ids);
        EXPECT_TRUE(batch);
        for (const auto id : batch ? ids : decltype(ids){}) {
            const auto* pending = batch->find(id);
            EXPECT_NE(pending, nullptr);
            const auto* object = pending == nullptr ? nullptr : batch->objectOf(*pending);
            EXPECT_NE(object, nullptr);
            if (object != nullptr)
                EXPECT_EQ(object->externalId, "e" + std::to_string(static_cast<std::int64_t>(id)));
        }
        return session_->statements() > before;
    }
    std::vector<ExportedObjects::Due> due_;
    ExportedObjects objects_;
    ExportReader reader_{*context_};
};

TEST_F(ExportReaderPgTest, ReadsAheadWhatIsAskedForInOrder) {
    EXPECT_TRUE(isAskedFor({1, 2}));
    EXPECT_FALSE(isAskedFor({3, 5})) << "of what goes nothing is asked for";
    EXPECT_FALSE(isAskedFor({6, 7}));
    EXPECT_FALSE(isAskedFor({8})) << "the last are fewer";
    EXPECT_EQ(beside_.started, 3);
}

TEST_F(ExportReaderPgTest, FewerThanWereReadWillDo) {
    EXPECT_TRUE(isAskedFor({1, 2, 3}));
    EXPECT_FALSE(isAskedFor({5, 6}));
    EXPECT_FALSE(isAskedFor({7, 8}));
}

TEST_F(ExportReaderPgTest, NothingIsReadAheadOutOfOrder) {
    EXPECT_TRUE(isAskedFor({7, 8}));
    EXPECT_TRUE(isAskedFor({2, 3}));
    EXPECT_TRUE(isAskedFor({6}));
    EXPECT_TRUE(isAskedFor({1}));
    EXPECT_EQ(beside_.started, 0);
    EXPECT_TRUE(isAskedFor({2, 3})) << "but where the order begins anew";
    EXPECT_FALSE(isAskedFor({5, 6}));
}

TEST_F(ExportReaderPgTest, WhatWasReadAheadInVainIsForgotten) {
    EXPECT_TRUE(isAskedFor({1, 2}));
    EXPECT_TRUE(isAskedFor({7}));
    EXPECT_TRUE(isAskedFor({3, 5}));
}

TEST_F(ExportReaderPgTest, WhereNobodyIsBesideTheRunItReadsByItself) {
    beside_.isAway = true;
    EXPECT_TRUE(isAskedFor({1, 2}));
    EXPECT_TRUE(isAskedFor({3, 5}));
    EXPECT_EQ(beside_.started, 0);
}

TEST_F(ExportReaderPgTest, WhatCannotBeReadAheadIsReadWhenItIsAskedFor) {
    servers::postgresServer().execute("ALTER DATABASE " + database_.name() +
                                      " ALLOW_CONNECTIONS false");
    // Within a transaction of the run's own session: that one is not idle.
    EXPECT_TRUE(session_->transactions().write([&]() -> base::Status {
        endIdleSessions();
        return {};
    }));
    EXPECT_TRUE(isAskedFor({1, 2}));
    EXPECT_TRUE(isAskedFor({3, 5}));
    servers::postgresServer().execute("ALTER DATABASE " + database_.name() +
                                      " ALLOW_CONNECTIONS true");
}

}  // namespace
}  // namespace jim::store::postgres
