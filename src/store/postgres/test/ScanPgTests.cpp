#include "store/contract_test/SampleObjects.hpp"
#include "store/postgres/test/PostgresBackend.hpp"

#include <gmock/gmock.h>

#include <map>
#include <string>

namespace jim::store::postgres {
namespace {

using namespace contract_test;
using transport::postgres::Connection;

constexpr std::int64_t kObjects = 20'000;
/// As much of them as a batch is of a million: the planner weighs one against the other.
constexpr std::int64_t kFirst = 500;
constexpr std::int64_t kBatch = 20;
constexpr std::int32_t kTarget = kSystem + 1;

/// A database of some size, whose server counts how it finds rows.
class ScanPgTest : public testing::Test {
protected:
    ScanPgTest() {
        cs::ConnectorSpaceChanges space;
        mv::MetaverseChanges metaverse;
        cs::PendingExportChanges exports;
        for (std::int64_t i = 1; i <= kObjects; ++i) {
            space.inserted.push_back(cso(i, "e" + std::to_string(i)));
            space.inserted.push_back(cso(kObjects + i, "t" + std::to_string(i), kTarget));
            space.joined.push_back(join(i, i));
            space.joined.push_back(join(kObjects + i, i));
            space.addedReferences.push_back(reference(i, "e" + std::to_string(i % 100 + 1)));
            metaverse.inserted.push_back(mvo(i, "m" + std::to_string(i)));
            metaverse.addedReferences.push_back(mvoReference(i, i % 100 + 1));
            metaverse.addedKeys.emplace_back(mv::MvoId{i}, keyOf(i));
            exports.inserted.push_back(pendingExport(i, kObjects + i));
            exports.addedReferences.push_back(pendingReference(i, kObjects + i % 100 + 1));
        }
        write([&]() -> base::Status {
            JIM_TRY(session_->connectorSpace().apply(space));
            JIM_TRY(session_->metaverse().apply(metaverse));
            return session_->pendingExports().apply(exports);
        });
        EXPECT_TRUE(session_->connectorSpace().resolveReferences(kSystem));
        EXPECT_TRUE(watcher_->script("ANALYZE"));
        // As the manual says: tables of this size lie in memory.
        EXPECT_TRUE(watcher_->script("ALTER DATABASE " + database_.options().database +
                                     " SET random_page_cost = 1.1"));
    }

    static mv::MatchKey keyOf(std::int64_t i) {
        return {kMvType, kMvAttribute, true, "k" + std::to_string(i)};
    }
    void write(const std::function<base::Status()>& work) {
        const auto status = session_->transactions().write(work);
        ASSERT_TRUE(status) << status.error().message << status.error().detail;
    }
    /// How often each table with objects has been read from its beginning to its end.
    [[nodiscard]] std::map<std::string, std::int64_t> scans() {
        // A session's counts are there for others when it has ended.
        session_ = nullptr;
        factory_ = nullptr;
        constexpr auto kOthers =
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> "
            "pg_backend_pid() AND backend_type = 'client backend'";
        while (watcher_->integer(kOthers).value() > 0) continue;
        auto rows = watcher_
                        ->prepare(
                            "SELECT relname::text, seq_scan FROM pg_stat_user_tables WHERE "
                            "relname IN ('cso', 'cso_join', 'cso_reference', 'mvo', "
                            "'mvo_reference', 'mvo_key', 'pending_export', "
                            "'pending_reference')")
                        .value();
        std::map<std::string, std::int64_t> counts;
        while (rows.step().value()) counts[std::string{rows.text(0)}] = rows.integer(1);
        return counts;
    }
    void reopen() {
        factory_ = openFactory(database_.options(), clock_);
        session_ = factory_->open().value();
    }

    base::ManualClock clock_;
    servers::ScratchDatabase database_{preparedDatabase()};
    std::unique_ptr<SessionFactory> factory_ = openFactory(database_.options(), clock_);
    std::unique_ptr<runs::run_profile::Session> session_ = factory_->open().value();
    std::unique_ptr<Connection> watcher_ = Connection::open(database_.options()).value();
};

TEST_F(ScanPgTest, NoBatchReadsAWholeTable) {
    const auto before = scans();
    reopen();
    std::vector<cs::CsoId> csos;
    std::vector<mv::MvoId> mvos;
    std::vector<mv::MatchKey> keys;
    for (std::int64_t i = kFirst; i < kFirst + kBatch; ++i) {
        csos.push_back(cs::CsoId{i});
        mvos.push_back(mv::MvoId{i});
        keys.push_back(keyOf(i));
    }
    auto& space = session_->connectorSpace();
    EXPECT_EQ(space.load(csos)->size(), std::size_t{kBatch});
    EXPECT_EQ(space.page({.systemId = kSystem, .after = cs::CsoId{900}, .limit = kBatch})->size(),
              std::size_t{kBatch});
    EXPECT_EQ(space.references(csos)->size(), std::size_t{kBatch});
    EXPECT_EQ(session_->metaverse().load(mvos)->size(), std::size_t{kBatch});
    EXPECT_EQ(session_->metaverse().joins(mvos)->size(), 2U * kBatch);
    EXPECT_EQ(session_->metaverse().match(keys)->size(), std::size_t{kBatch});
    EXPECT_TRUE(session_->pendingExports().ofObjects(csos));
    const mv::ReferenceFlow in{kSystem, kType, kAttribute, kMvAttribute, kRule};
    const mv::ReferenceFlow out{kTarget, kType, kAttribute, kMvAttribute, kRule};
    EXPECT_TRUE(session_->referenceFlows().inbound(in, csos));
    EXPECT_TRUE(
        session_->referenceFlows().inbound(in, cs::CsoId{kFirst}, cs::CsoId{kFirst + kBatch}));
    EXPECT_TRUE(session_->referenceFlows().outbound(out, mvos));
    EXPECT_TRUE(session_->referenceFlows().referrers(std::span<const mv::MvoId>{mvos}));
    write([&]() -> base::Status {
        cs::ConnectorSpaceChanges changes;
        for (const cs::CsoId id : csos)
            changes.updated.push_back(
                cso(static_cast<std::int64_t>(id),
                    "changed" + std::to_string(static_cast<std::int64_t>(id))));
        changes.touched = csos;
        changes.removed = {cs::CsoId{5000}};
        JIM_TRY(space.apply(changes));
        return session_->metaverse().apply({.removed = {mv::MvoId{6000}}});
    });
    EXPECT_EQ(scans(), before);
}

}  // namespace
}  // namespace jim::store::postgres
