#pragma once

#include "progress/PhaseCatalogue.hpp"
#include "runs/run_profile/RunContext.hpp"
#include "runs/run_profile/test/BesideInTest.hpp"
#include "store/contract_test/SampleObjects.hpp"
#include "store/postgres/impl/Locks.hpp"
#include "store/postgres/test/PostgresBackend.hpp"

#include <gmock/gmock.h>

#include <memory>
#include <optional>
#include <thread>

namespace jim::store::postgres {

using contract_test::cso;
using contract_test::kSystem;
using runs::run_profile::BesideInTest;
using runs::run_profile::RunType;
using RunSession = runs::run_profile::Session;

/// A run of a system with somebody beside it.
class RunBesidePgTest : public testing::Test {
protected:
    explicit RunBesidePgTest(RunType type = RunType::FullImport) {
        runs::activity::Activity activity;
        activity.id = base::newGuid(clock_.now());
        EXPECT_TRUE(session_->transactions().write(
            [&] { return session_->activities().insert(activity); }));
        number_ = activity.number;
        runs::run_queue::WorkerTask task;
        task.id = base::newGuid(clock_.now());
        task.activityId = activity.id;
        task.systemId = kSystem;
        EXPECT_TRUE(session_->queue().enqueue(task));
        task = *session_->queue().claim("host:1", std::chrono::seconds{-1}).value();
        profile_.runType = type;
        system_.id = kSystem;
        context_.emplace(runs::run_profile::RunParts{
            .session = *session_,
            .profile = profile_,
            .system = system_,
            .connector = connector_,
            .progress = progress_,
            .clock = clock_,
            .stop = {},
            .lease = {task.id, task.attempt},
            .activityNumber = number_,
            .beside = &beside_,
        });
        progress_.enter("import.save");
    }
    std::int64_t ask(std::string_view question) {
        return other_->integer(question, impl::kWriterLock).value();
    }

    /// All but that of a transaction, and whoever asks.
    void endIdleSessions() {
        ask("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = "
            "current_database() AND pid <> pg_backend_pid() AND state = 'idle' AND ?::bigint > 0");
        while (ask("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND "
                   "pid <> pg_backend_pid() AND state = 'idle' AND ?::bigint > 0") > 0)
            std::this_thread::yield();
    }

    class NoConnector final : public connectors::Connector {
    public:
        [[nodiscard]] const identity::connected_system::ConnectorDefinition& definition()
            const override {
            return definition_;
        }

    private:
        identity::connected_system::ConnectorDefinition definition_;
    };
    [[nodiscard]] static progress::RunProgress progressOfImport(const base::Clock& clock) {
        progress::RunIdentity identity;
        identity.phases = progress::catalogue(progress::RunKind::Import, "FullImport");
        return progress::RunProgress{std::move(identity), clock};
    }

    base::ManualClock clock_;
    servers::ScratchDatabase database_{preparedDatabase()};
    std::unique_ptr<SessionFactory> factory_ = openFactory(database_.options(), clock_);
    std::unique_ptr<transport::postgres::Connection> other_ =
        transport::postgres::Connection::open(database_.options()).value();
    std::unique_ptr<RunSession> session_ = factory_->open().value();
    std::int64_t number_ = 0;
    runs::run_profile::RunProfile profile_;
    identity::connected_system::ConnectedSystem system_;
    NoConnector connector_;
    progress::RunProgress progress_{progressOfImport(clock_)};
    BesideInTest beside_{factory_->open().value()};
    std::optional<runs::run_profile::RunContext> context_;
};

}  // namespace jim::store::postgres
