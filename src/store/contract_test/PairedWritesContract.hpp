#pragma once

#include "progress/PhaseCatalogue.hpp"
#include "runs/run_profile/RunContext.hpp"
#include "store/contract_test/Backend.hpp"
#include "store/contract_test/SampleObjects.hpp"

#include <gmock/gmock.h>

#include <latch>
#include <thread>

namespace jim::store::contract_test {

/// A thread with a session of its own.
class BesideInTest final : public runs::run_profile::Beside {
public:
    using Session = runs::run_profile::Session;

    explicit BesideInTest(std::unique_ptr<Session> session) : session_(std::move(session)) {}

    bool start(std::function<void(Session&)> work) override {
        if (isAway) return false;
        ++started;
        thread_ = std::jthread{[this, work = std::move(work)] {
            before();
            work(*session_);
        }};
        return true;
    }
    [[nodiscard]] std::int64_t statements() const override { return session_->statements(); }

    bool isAway = false;
    int started = 0;
    std::function<void()> before = [] {};  ///< On its thread, before it does anything.

private:
    std::unique_ptr<Session> session_;
    std::jthread thread_;
};

/// Batches of a run that are written in pairs, the first of two by somebody beside it.
class PairedWritesContract : public StoreContract {
protected:
    using Work = std::function<base::Status(runs::run_profile::Session&)>;
    using RunContext = runs::run_profile::RunContext;

    PairedWritesContract() {
        runs::activity::Activity activity;
        activity.id = base::newGuid(clock_.now());
        write([&] { return session().activities().insert(activity); });
        number_ = activity.number;
        runs::run_queue::WorkerTask task;
        task.id = base::newGuid(clock_.now());
        task.activityId = activity.id;
        task.systemId = kSystem;
        EXPECT_TRUE(session().queue().enqueue(task));
        task = *session().queue().claim("host:1", std::chrono::seconds{-1}).value();
        profile_.runType = runs::run_profile::RunType::FullImport;
        system_.id = kSystem;
        progress_.enter("import.save");
        context_.emplace(RunContext::Parts{
            .session = session(),
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
    }

    /// A batch of one object, which is new.
    base::Status put(
        std::int64_t id, const Work& more = [](auto&) { return base::Status{}; },
        bool isLast = false) {
        runs::activity::ExecutionItem item;
        item.externalId = "e" + std::to_string(id);
        context_->record(std::move(item));
        context_->processed(1);
        return context_->writePaired(
            [id, more](runs::run_profile::Session& session) -> base::Status {
                cs::ConnectorSpaceChanges changes;
                changes.inserted.push_back(cso(id, "e" + std::to_string(id)));
                JIM_TRY(session.connectorSpace().apply(changes));
                return more(session);
            },
            1, isLast);
    }
    [[nodiscard]] static base::Status fails(runs::run_profile::Session& /*session*/) {
        return base::fail(base::external("It failed."));
    }

    /// Objects and items that are stored, and what the run's position and progress say of them.
    void expectStored(const std::vector<std::string>& names) {
        std::vector<std::string> objects;
        EXPECT_TRUE(session().connectorSpace().forEachKnown(
            kSystem, [&](const auto& known) { objects.emplace_back(known.externalId); }));
        EXPECT_THAT(objects, testing::UnorderedElementsAreArray(names));
        const auto items = session().activityQueries().items(number_, {}, {0, 50}).value().items;
        std::vector<std::string> itemNames;
        for (const auto& item : items) itemNames.push_back(item.externalId);
        EXPECT_THAT(itemNames, testing::UnorderedElementsAreArray(names));
        const auto position = session().activities().position(number_).value();
        const auto count = static_cast<std::int64_t>(names.size());
        EXPECT_EQ(position ? position->processed : 0, count);
        EXPECT_EQ(position ? position->items : 0, count);
        EXPECT_EQ(shown(), count);
    }
    /// Objects of the phase that are done with, for whoever looks on.
    [[nodiscard]] std::int64_t shown() const {
        std::int64_t sum = 0;
        for (const auto& phase : progress_.phases()) sum += phase.processed;
        return sum;
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
    [[nodiscard]] static progress::RunIdentity identity() {
        progress::RunIdentity result;
        result.phases = progress::catalogue(progress::RunKind::Import, "FullImport");
        return result;
    }

    std::int64_t number_ = 0;
    runs::run_profile::RunProfile profile_;
    identity::connected_system::ConnectedSystem system_;
    NoConnector connector_;
    progress::RunProgress progress_{identity(), clock_};
    BesideInTest beside_{another()};
    std::optional<RunContext> context_;
};

TEST_P(PairedWritesContract, BothAreWritten) {
    ASSERT_TRUE(put(1));
    EXPECT_EQ(shown(), 0) << "nobody has waited for it yet";
    ASSERT_TRUE(put(2));
    expectStored({"e1", "e2"});
    ASSERT_TRUE(put(3));
    ASSERT_TRUE(put(4));
    ASSERT_TRUE(context_->settle());
    expectStored({"e1", "e2", "e3", "e4"});
    EXPECT_EQ(beside_.started, 2);
}

TEST_P(PairedWritesContract, OneWithoutASecondIsWaitedFor) {
    ASSERT_TRUE(put(1));
    ASSERT_TRUE(context_->settle());
    expectStored({"e1"});
}

TEST_P(PairedWritesContract, TheLastIsWrittenByTheRunItself) {
    ASSERT_TRUE(put(1, [](auto&) { return base::Status{}; }, true));
    EXPECT_EQ(beside_.started, 0);
    expectStored({"e1"});
}

TEST_P(PairedWritesContract, WhatElseIsWrittenWaitsForTheFirst) {
    ASSERT_TRUE(put(1));
    ASSERT_TRUE(context_->write([&]() -> base::Status {
        EXPECT_EQ(shown(), 1);
        return {};
    }));
    expectStored({"e1"});
}

TEST_P(PairedWritesContract, NothingOfTheSecondIsWrittenWhenTheFirstFails) {
    ASSERT_TRUE(put(1, fails));
    const auto second = put(2);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().message, "It failed.");
    EXPECT_TRUE(context_->settle()) << "its error was told";
    expectStored({});
}

TEST_P(PairedWritesContract, TheFirstIsWrittenWhenTheSecondFails) {
    ASSERT_TRUE(put(1));
    EXPECT_FALSE(put(2, fails));
    ASSERT_TRUE(context_->settle());
    expectStored({"e1"});
}

TEST_P(PairedWritesContract, WhoHasLostTheLeaseWritesNeither) {
    ASSERT_EQ(session().queue().takeExpired(false)->size(), 1U);
    ASSERT_TRUE(put(1));
    const auto second = put(2);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().kind, base::ErrorKind::Fenced);
    EXPECT_FALSE(context_->settle()) << "the second never came to wait for it";
    expectStored({});
}

TEST_P(PairedWritesContract, TheSecondBeginsWhenTheFirstHasBegun) {
    // Otherwise, where one session writes at a time, this never ends: the second has the right to
    // write, and waits for the first.
    std::latch secondComes{1};
    std::latch firstIsThere{1};
    const auto other = another();
    beside_.before = [&] {
        secondComes.wait();
        for (int i = 0; i < 50; ++i) EXPECT_TRUE(other->queueQueries().isBusy(kSystem));
    };
    ASSERT_TRUE(put(1, [&](auto&) -> base::Status {
        firstIsThere.count_down();
        return {};
    }));
    secondComes.count_down();
    ASSERT_TRUE(put(2, [&](auto&) -> base::Status {
        firstIsThere.wait();
        return {};
    }));
    expectStored({"e1", "e2"});
}

TEST_P(PairedWritesContract, WhereNobodyIsFreeTheyAreWrittenOneAfterTheOther) {
    beside_.isAway = true;
    ASSERT_TRUE(put(1));
    expectStored({"e1"});
    ASSERT_TRUE(put(2));
    expectStored({"e1", "e2"});
    EXPECT_EQ(beside_.started, 0);
}

TEST_P(PairedWritesContract, ARunThatEndsWaitsForWhatIsUnderWay) {
    ASSERT_TRUE(put(1));
    context_.reset();
    const auto position = session().activities().position(number_).value();
    EXPECT_EQ(position.value().processed, 1);
}

TEST_P(PairedWritesContract, WhatTheFirstThrowsEndsTheRunAsIfItHadThrownItItself) {
    ASSERT_TRUE(put(1, [](auto&) -> base::Status { throw std::bad_alloc{}; }));
    EXPECT_THROW((void)put(2), std::bad_alloc);
    expectStored({});
}

}  // namespace jim::store::contract_test
