#include "engine/Engine.hpp"
#include "scenarios/TemporaryFolder.hpp"
#include "scenarios/Workforce.hpp"
#include "servers/PostgresServer.hpp"
#include "store/postgres/SessionFactory.hpp"
#include "transport/sqlite/Connection.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <stdexcept>
#include <utility>

namespace jim::engine {
namespace {

using identity::metaverse::MetaverseChanges;
using runs::activity::ActivityStatus;
using runs::activity::Stats;
using runs::run_profile::RunType;
using synchronisation::rule::Direction;
using synchronisation::rule::SynchronisationRule;

constexpr std::int64_t kPeopleSettled = 300;
constexpr std::size_t kSettledBatch = 40;

/// A full synchronisation passes by what has nothing to do. Whatever could make it do something
/// has to be noticed.
class SettledObjectsTests : public testing::TestWithParam<bool> {
protected:
    SettledObjectsTests() {
        scenarios::writeFile(folder_.path() / "hr.csv",
                             scenarios::Workforce{kPeopleSettled}.hrFile());
        scenarios::writeFile(directory(), "id,login,name,mail,manager,skills\n");
        engine_.configure();
    }

    [[nodiscard]] std::filesystem::path directory() const {
        return folder_.path() / "directory.csv";
    }
    Stats run(const std::string& system, RunType type) {
        const auto activity = engine_.run(system, type);
        EXPECT_EQ(activity.status, ActivityStatus::Complete) << activity.errorMessage;
        return activity.stats.value();
    }
    Stats synchronise() { return run("HR", RunType::FullSynchronisation); }
    /// Everything is exported and confirmed, and nothing is left to do.
    void settle() {
        run("HR", RunType::FullImport);
        synchronise();
        run("Directory", RunType::Export);
        run("Directory", RunType::FullImport);
        synchronise();
    }
    void expectSettled() {
        const auto stats = synchronise();
        EXPECT_EQ(stats.unchanged, kPeopleSettled);
        EXPECT_EQ(stats.objectsProcessed, kPeopleSettled);
        EXPECT_EQ(stats.objectChanges, 0);
    }

    [[nodiscard]] identity::schema::AttributeId attribute(std::string_view name) {
        return engine_.session().metaverseSchema().schema()->findAttribute(name)->id;
    }
    [[nodiscard]] SynchronisationRule rule(Direction direction) {
        const auto rules = engine_.session().rules().rules().value();
        return *std::ranges::find(rules, direction, &SynchronisationRule::direction);
    }
    /// Lets an expression give an attribute of people, from HR.
    void importInto(std::string_view target, std::string expression) {
        auto changed = rule(Direction::Import);
        const auto id = attribute(target);
        std::erase_if(changed.mappings, [&](const auto& mapping) { return mapping.target == id; });
        auto& mapping = changed.mappings.emplace_back();
        mapping.target = id;
        mapping.priority = 1;
        mapping.sources.push_back({0, 0, 0, std::move(expression), {}});
        ASSERT_TRUE(engine_.session().rules().save(changed));
    }
    void metaverse(const MetaverseChanges& changes) {
        auto& session = engine_.session();
        ASSERT_TRUE(
            session.transactions().write([&] { return session.metaverse().apply(changes); }));
    }
    [[nodiscard]] std::vector<identity::metaverse::MetaverseObject> people() {
        return engine_.session().metaverseQueries().objects({}, {0, kPeopleSettled})->items;
    }

    /// What a table with fingerprints keeps, as one text for each row.
    [[nodiscard]] std::vector<std::string> kept(std::string_view id = "cso_id",
                                                std::string_view table = "cso_settled") const {
        const auto all = [&](auto& database, std::string_view hex) {
            auto rows = database.prepare(
                fmt::format("SELECT {0} || ' ' || {1} FROM {2} ORDER BY {0}", id, hex, table));
            std::vector<std::string> texts;
            while (rows->step().value()) texts.emplace_back(rows->text(0));
            return texts;
        };
        if (server_) {
            const auto database = transport::postgres::Connection::open(server_->options());
            return all(**database, "encode(fingerprint, 'hex')");
        }
        using namespace transport::sqlite;
        WriteGate gate;
        const auto database = Connection::open((folder_.path() / "jim.db").string(), {}, gate);
        return all(**database, "hex(fingerprint)");
    }
    /// Of a synchronisation with nothing to do.
    [[nodiscard]] std::int64_t statementsOf() {
        const auto before = engine_.session().statements();
        synchronise();
        return engine_.session().statements() - before;
    }
    void forgetStretches() {
        if (!server_) return;
        const auto database = transport::postgres::Connection::open(server_->options());
        ASSERT_TRUE((*database)->script("DELETE FROM settled_stretch"));
    }
    [[nodiscard]] std::vector<std::string> stretches() const {
        return kept("first_cso_id", "settled_stretch");
    }

    [[nodiscard]] std::unique_ptr<runs::run_profile::SessionFactory> database() {
        if (!server_) return nullptr;
        auto factory = store::postgres::SessionFactory::open(server_->options(), {}, clock_);
        if (!factory) throw std::runtime_error(factory.error().message);
        return std::move(*factory);
    }

    scenarios::TemporaryFolder folder_;
    std::optional<servers::ScratchDatabase> server_{
        GetParam() ? std::optional<servers::ScratchDatabase>{std::in_place} : std::nullopt};
    base::SystemClock clock_;
    Engine engine_{folder_.path(), {}, nullptr, kSettledBatch, database()};
};

INSTANTIATE_TEST_SUITE_P(In, SettledObjectsTests, testing::Bool(),
                         [](const auto& info) { return info.param ? "Postgres" : "Sqlite"; });

TEST_P(SettledObjectsTests, NothingHappensToThem) {
    settle();
    expectSettled();
}

/// Only a server hashes its rows itself. What is passed by together was kept by the first
/// synchronisation, and stays as it was.
TEST_P(SettledObjectsTests, WholeStretchesArePassedBy) {
    run("HR", RunType::FullImport);
    synchronise();
    const auto first = stretches();
    EXPECT_EQ(first.size(), GetParam() ? (kPeopleSettled + kSettledBatch - 1) / kSettledBatch : 0U);
    const auto pages = statementsOf();
    expectSettled();
    EXPECT_EQ(stretches(), first);
    forgetStretches();
    EXPECT_EQ(GetParam(), statementsOf() > pages);
    EXPECT_EQ(stretches(), first);
}

/// What a run with small pages has left is not passed by piece by piece for ever.
TEST_P(SettledObjectsTests, PiecesOfAPageBecomeOne) {
    constexpr std::size_t kPiece = 10;
    auto& settings = engine_.session().serviceSettings();
    ASSERT_TRUE(settings.set("Sync.PageSize", std::to_string(kPiece)));
    run("HR", RunType::FullImport);
    synchronise();
    EXPECT_EQ(stretches().size(), GetParam() ? kPeopleSettled / kPiece : 0U);
    ASSERT_TRUE(settings.set("Sync.PageSize", "1000"));
    expectSettled();
    EXPECT_EQ(stretches().size(),
              GetParam() ? (kPeopleSettled + kSettledBatch - 1) / kSettledBatch : 0U);
    expectSettled();
}

/// The page in which an object is missing ends where the next stretch begins.
TEST_P(SettledObjectsTests, OneThatGoesLeavesTheOtherStretchesWhereTheyAre) {
    settle();
    const auto before = stretches();
    auto text = scenarios::readFile(folder_.path() / "hr.csv");
    const auto line = text.find('\n', text.find('\n') + 1) + 1;
    text.erase(line, text.find('\n', line) + 1 - line);
    scenarios::writeFile(folder_.path() / "hr.csv", text);
    run("HR", RunType::FullImport);
    synchronise();
    run("Directory", RunType::Export);
    run("Directory", RunType::FullImport);
    synchronise();
    synchronise();
    const auto after = stretches();
    ASSERT_EQ(after.size(), before.size());
    const auto firstOf = [](const std::string& row) { return row.substr(0, row.find(' ')); };
    for (std::size_t i = 0; i < after.size(); ++i) EXPECT_EQ(firstOf(after[i]), firstOf(before[i]));
}

/// A synchronisation knows what it has projected, and reads none of it for the fingerprint. The
/// next one reads it, and would keep another fingerprint if it were another state.
TEST_P(SettledObjectsTests, WhatWasProjectedIsPassedByNextTime) {
    run("HR", RunType::FullImport);
    synchronise();
    const auto first = kept();
    EXPECT_EQ(std::ssize(first), kPeopleSettled);
    expectSettled();
    EXPECT_EQ(kept(), first);
}

TEST_P(SettledObjectsTests, AChangedRuleReachesAllOfThem) {
    settle();
    auto changed = rule(Direction::Export);
    const auto name = attribute("Display Name");
    for (auto& mapping : changed.mappings)
        if (mapping.sources.front().attribute == name)
            mapping.sources.front() = {0, 0, 0, R"(mv["Display Name"] + " of staff")", {}};
    ASSERT_TRUE(engine_.session().rules().save(changed));
    EXPECT_EQ(synchronise().pendingExports, kPeopleSettled);
    expectSettled();
}

TEST_P(SettledObjectsTests, ADriftedTargetIsCorrected) {
    settle();
    auto text = scenarios::readFile(directory());
    const auto row = text.find('\n') + 1;
    const auto login = text.find(',', row) + 1;
    text.insert(text.find(',', login) + 1, "Drifted ");
    scenarios::writeFile(directory(), text);
    EXPECT_EQ(run("Directory", RunType::FullImport).csoUpdates, 1);
    const auto stats = synchronise();
    EXPECT_EQ(stats.driftCorrections, 1);
    EXPECT_EQ(stats.unchanged, kPeopleSettled - 1);
    expectSettled();
}

/// As when an export has written a change that was taken back before it could record it.
TEST_P(SettledObjectsTests, ReferencesThatTheTargetHasLostComeBack) {
    settle();
    const auto whole = scenarios::directoryRows(directory());
    auto text = scenarios::readFile(directory());
    for (auto line = text.find('\n'); line + 1 < text.size(); line = text.find('\n', line + 1)) {
        auto manager = line;
        for (int column = 0; column < 4; ++column) manager = text.find(',', manager + 1);
        text.erase(manager + 1, text.find(',', manager + 1) - manager - 1);
    }
    scenarios::writeFile(directory(), text);
    ASSERT_FALSE(scenarios::directoryRows(directory()) == whole);
    run("Directory", RunType::FullImport);
    synchronise();
    run("Directory", RunType::Export);
    EXPECT_TRUE(scenarios::directoryRows(directory()) == whole);
}

TEST_P(SettledObjectsTests, AMetaverseObjectThatSomebodyElseChangedIsPutRight) {
    settle();
    auto object = people().front();
    object.document = {};
    MetaverseChanges changes;
    changes.updated.push_back(object);
    metaverse(changes);
    const auto stats = synchronise();
    EXPECT_EQ(stats.attributeFlows, 1);
    EXPECT_EQ(stats.unchanged, kPeopleSettled - 1);
    expectSettled();
}

TEST_P(SettledObjectsTests, AReferenceThatWentMissingComesBack) {
    settle();
    std::vector<identity::metaverse::MvoId> ids;
    for (const auto& object : people()) ids.push_back(object.id);
    const auto references = engine_.session().metaverseQueries().references(ids).value();
    ASSERT_FALSE(references.empty());
    MetaverseChanges changes;
    changes.removedReferences.push_back(references.back().reference);
    metaverse(changes);
    EXPECT_EQ(synchronise().attributeFlows, 1);
    expectSettled();
    EXPECT_EQ(engine_.session().metaverseQueries().references(ids)->size(), references.size());
}

TEST_P(SettledObjectsTests, WhatIsRandomIsNeverSettled) {
    importInto("Job Title", "RandomPassword(20)");
    settle();
    EXPECT_EQ(synchronise().attributeFlows, kPeopleSettled);
    EXPECT_EQ(synchronise().attributeFlows, kPeopleSettled);
}

TEST_P(SettledObjectsTests, WhatReadsItsOwnMetaverseObjectIsLookedAtUntilItStays) {
    importInto("Job Title", R"(mv["Display Name"] + "!")");
    run("HR", RunType::FullImport);
    synchronise();
    EXPECT_EQ(synchronise().attributeFlows, kPeopleSettled);
    EXPECT_EQ(synchronise().attributeFlows, 0);
    expectSettled();
}

}  // namespace
}  // namespace jim::engine
