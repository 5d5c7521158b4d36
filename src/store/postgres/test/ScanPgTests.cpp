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
constexpr std::int64_t kActivities = 2'000;
constexpr std::int32_t kItems = 10;

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
            space.joined.push_back(joinIn(kTarget, kObjects + i, i));
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
        makeActivity();
        EXPECT_TRUE(watcher_->script("ANALYZE"));
    }

    /// A run of some size among as many others.
    void makeActivity() {
        write([&]() -> base::Status {
            for (std::int64_t i = 1; i <= kActivities; ++i) {
                runs::activity::Activity activity;
                activity.id = base::newGuid(clock_.now());
                activity.created = {i};
                activity.status = runs::activity::ActivityStatus::Complete;
                activity.runType = 1;
                activity.runProfileId = static_cast<std::int32_t>(i % 100);
                JIM_TRY(session_->activities().insert(activity));
                run_ = activity;
                std::vector<runs::activity::ExecutionItem> items;
                for (std::int32_t n = 1; n <= kItems; ++n) {
                    items.emplace_back().sequence = n;
                    items.back().externalId = "e" + std::to_string(n);
                }
                JIM_TRY(session_->activities().appendItems(activity.number, items));
            }
            return {};
        });
    }

    static mv::MatchKey keyOf(std::int64_t i) {
        return {kMvType, kMvAttribute, true, "k" + std::to_string(i)};
    }
    void write(const std::function<base::Status()>& work) {
        const auto status = session_->transactions().write(work);
        ASSERT_TRUE(status) << status.error().message << status.error().detail;
    }
    /// A session's counts are there for others when it has ended.
    void endSession() {
        session_ = nullptr;
        factory_ = nullptr;
        constexpr auto kOthers =
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> "
            "pg_backend_pid() AND backend_type = 'client backend'";
        while (watcher_->integer(kOthers).value() > 0) continue;
    }
    /// How often each table with objects has been read from its beginning to its end.
    [[nodiscard]] std::map<std::string, std::int64_t> scans() {
        endSession();
        auto rows = watcher_
                        ->prepare(
                            "SELECT relname::text, seq_scan FROM pg_stat_user_tables WHERE "
                            "relname IN ('cso', 'cso_join', 'cso_reference', 'mvo', "
                            "'mvo_reference', 'mvo_key', 'pending_export', "
                            "'pending_reference', 'activity', 'execution_item')")
                        .value();
        std::map<std::string, std::int64_t> counts;
        while (rows.step().value()) counts[std::string{rows.text(0)}] = rows.integer(1);
        return counts;
    }
    /// How many rows of a table have been read, one by one or in a scan.
    [[nodiscard]] std::int64_t rowsRead(std::string_view table) {
        endSession();
        return watcher_
            ->integer(
                "SELECT seq_tup_read + idx_tup_fetch FROM pg_stat_user_tables WHERE relname = ?",
                table)
            .value();
    }
    void reopen() {
        factory_ = openFactory(database_.options(), clock_);
        session_ = factory_->open().value();
    }

    void readBatch(const std::vector<cs::CsoId>& csos, const std::vector<mv::MvoId>& mvos,
                   const std::vector<mv::MatchKey>& keys);
    void writeBatch(const std::vector<cs::CsoId>& csos);
    void readRun();
    /// What a run does with a batch of its objects, from the first of them on.
    void workOnABatch();

    base::ManualClock clock_;
    runs::activity::Activity run_;
    servers::ScratchDatabase database_{preparedDatabase()};
    std::unique_ptr<SessionFactory> factory_ = openFactory(database_.options(), clock_);
    std::unique_ptr<runs::run_profile::Session> session_ = factory_->open().value();
    std::unique_ptr<Connection> watcher_ = Connection::open(database_.options()).value();
};

void ScanPgTest::readBatch(const std::vector<cs::CsoId>& csos, const std::vector<mv::MvoId>& mvos,
                           const std::vector<mv::MatchKey>& keys) {
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
    EXPECT_TRUE(session_->connectorSpaceQueries().object(csos.front()).value());
    EXPECT_TRUE(session_->metaverseQueries().object(mvos.front()).value());
}

void ScanPgTest::writeBatch(const std::vector<cs::CsoId>& csos) {
    write([&]() -> base::Status {
        cs::ConnectorSpaceChanges changes;
        for (const cs::CsoId id : csos)
            changes.updated.push_back(
                cso(static_cast<std::int64_t>(id),
                    "changed" + std::to_string(static_cast<std::int64_t>(id))));
        changes.touched = csos;
        changes.removed = {cs::CsoId{5000}};
        JIM_TRY(session_->connectorSpace().apply(changes));
        cs::PendingExportChanges exports;
        exports.removed = {cs::PendingExportId{7000}};
        JIM_TRY(session_->pendingExports().apply(exports));
        return session_->metaverse().apply({.removed = {mv::MvoId{6000}}});
    });
    EXPECT_EQ(session_->connectorSpace()
                  .page({.systemId = kSystem, .limit = kBatch, .changedOnly = true})
                  ->size(),
              std::size_t{kBatch});
}

void ScanPgTest::readRun() {
    EXPECT_TRUE(session_->activities().find(run_.id).value());
    EXPECT_TRUE(session_->activities().countStats(run_.number));
    EXPECT_TRUE(session_->activities().position(run_.number));
    EXPECT_EQ(session_->activityQueries().items(run_.number, {}, {0, 5})->totalCount, kItems);
    EXPECT_TRUE(session_->runHistory().comparable(run_.runProfileId.value(), "FullImport", 20));
}

void ScanPgTest::workOnABatch() {
    reopen();
    std::vector<cs::CsoId> csos;
    std::vector<mv::MvoId> mvos;
    std::vector<mv::MatchKey> keys;
    for (std::int64_t i = kFirst; i < kFirst + kBatch; ++i) {
        csos.push_back(cs::CsoId{i});
        mvos.push_back(mv::MvoId{i});
        keys.push_back(keyOf(i));
    }
    readBatch(csos, mvos, keys);
    writeBatch(csos);
    readRun();
}

TEST_F(ScanPgTest, NoBatchReadsAWholeTable) {
    const auto before = scans();
    workOnABatch();
    EXPECT_EQ(scans(), before);
}

TEST_F(ScanPgTest, APageOfAFullSynchronisationReadsNothingOfThoseBeforeIt) {
    constexpr std::int64_t kPage = 2'000;
    const auto before = rowsRead("cso_join");
    reopen();
    const auto page = session_->settlements().page(kSystem, cs::CsoId{kObjects - kPage}, kPage, {});
    EXPECT_EQ(page->size(), std::size_t{kPage});
    EXPECT_LE(rowsRead("cso_join") - before, 2 * kPage);
}

TEST_F(ScanPgTest, BehindTheLastObjectOfASystemThoseOfOthersAreNotRead) {
    const mv::SettledStretch first{
        {cs::CsoId{1}, cs::CsoId{kBatch}}, {mv::MvoId{1}, mv::MvoId{kBatch}}, {{kType, kBatch}}};
    write([&] { return session_->settlements().keepStretch(kSystem, first, {}, {}); });
    ASSERT_TRUE(watcher_->script("UPDATE cso SET status = 2 WHERE id > 20000; ANALYZE"));
    const auto before = rowsRead("cso");
    reopen();
    const cs::CsoId last{kObjects};
    EXPECT_FALSE(session_->settlements().stretch(kSystem, last, {}).value());
    EXPECT_TRUE(session_->settlements().page(kSystem, last, kBatch, {}).value().empty());
    const cs::CsoId nearly{kObjects - 3};
    EXPECT_EQ(session_->settlements().page(kSystem, nearly, kBatch, {})->size(), 3U);
    EXPECT_LE(rowsRead("cso") - before, 10);
}

TEST_F(ScanPgTest, ALackingIndexIsNoticed) {
    ASSERT_TRUE(
        watcher_->script("DROP INDEX cso_join_of_mvo, cso_reference_to, mvo_reference_to;"
                         "ALTER TABLE mvo_reference DROP CONSTRAINT mvo_reference_pkey;"
                         "ALTER TABLE cso DROP CONSTRAINT cso_pkey;"
                         "ALTER TABLE mvo DROP CONSTRAINT mvo_pkey;"
                         "ALTER TABLE mvo_key DROP CONSTRAINT mvo_key_pkey;"
                         "ALTER TABLE pending_export DROP CONSTRAINT pending_export_cso_id_key;"
                         "ALTER TABLE activity DROP CONSTRAINT activity_id_key;"
                         "ALTER TABLE execution_item DROP CONSTRAINT execution_item_pkey"));
    auto before = scans();
    workOnABatch();
    auto after = scans();
    for (const char* table : {"cso", "cso_join", "cso_reference", "mvo", "mvo_reference", "mvo_key",
                              "pending_export", "activity", "execution_item"})
        EXPECT_GT(after[table], before[table]) << table;
}

}  // namespace
}  // namespace jim::store::postgres
