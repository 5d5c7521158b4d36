#include "faults/Estate.hpp"
#include "faults/FaultSchedule.hpp"
#include "faults/Watchers.hpp"
#include "scenarios/DatabaseTables.hpp"
#include "scenarios/TemporaryFolder.hpp"
#include "scenarios/Workforce.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>

/// Whole estates of processes to which faults happen at random. Seeds 1 to 5 with a short queue,
/// or what the environment says: see tests/README.md.
namespace jim::faults {
namespace {

using scenarios::DatabaseTables;
using scenarios::databaseTables;
using scenarios::differenceOf;
using scenarios::directoryRows;
using scenarios::TemporaryFolder;
using scenarios::Workforce;

int number(const char* variable, int otherwise) {
    const char* text = std::getenv(variable);
    return text == nullptr ? otherwise : std::atoi(text);
}

const int kSchedules = number("JIM_FAULT_SCHEDULES", 5);
const int kFirstSeed = number("JIM_FAULT_SEED", 1);

/// With more schedules than each check of a change can afford come queues of the size that a
/// company has: 200 runs on 20 systems.
const bool kLong = kSchedules > 5;
const std::size_t kBranches = kLong ? 18 : 4;
const int kRounds = kLong ? 5 : 3;
const int kFaults = kLong ? 20 : 6;
/// Runs go on so slowly that faults meet them.
constexpr int kObjectsPerSecond = 150;

struct Content {
    DatabaseTables tables;
    Workforce::Rows directory;
};

/// Everything once more, undisturbed, and then again: what an export wrote and could not record, of
/// a change that was taken back before the next one, is found by the import of the target only, and
/// put right by the synchronisations after it.
void settle(Company& company, JimProcess& jim) {
    company.runEverything(jim);
    company.runEverything(jim);
}

/// What the same company comes to when nothing happens.
const Content& undisturbed() {
    static const Content content = [] {
        const TemporaryFolder folder;
        Company company{folder.path(), kBranches};
        JimProcess jim{folder.path() / "data"};
        company.configure(jim);
        settle(company, jim);
        EXPECT_EQ(jim.stop(), 0);
        return Content{databaseTables(folder.path()),
                       directoryRows(company.landscape().directory())};
    }();
    return content;
}

class FaultScheduleTests : public testing::TestWithParam<int> {
protected:
    /// Of each system the runs that it has, in their order.
    void queueRuns() {
        std::map<std::string, std::vector<std::string>> queued;
        const auto start = [&](const std::string& system, const std::string& profile) {
            queued[system].push_back(company_.landscape().start(estate_.web(), system, profile));
            ++queued_;
        };
        for (int round = 0; round < kRounds; ++round) {
            for (const auto& source : company_.sources()) {
                start(source, "FullImport");
                start(source, "FullSynchronisation");
            }
            start("Directory", "Export");
            start("Directory", "FullImport");
        }
        for (auto& [system, runs] : queued) watchers_.watch(std::move(runs));
    }

    void suffer() {
        for (int fault = 0; fault < kFaults && schedule_.waiting() > 0; ++fault) {
            schedule_.strike();
            schedule_.goOn(1);
        }
        while (schedule_.waiting() > 0) {
        }
    }

    void expectNone(const std::string& what, const std::string& from) {
        EXPECT_EQ(estate_.ask("SELECT count(*) FROM " + from), 0) << what;
    }

    void expectEachRunEndedOnce() {
        const std::string runs = "activity a WHERE run_profile_id IS NOT NULL AND ";
        expectNone("a run has not ended", runs + "(ended IS NULL OR status IN (0, 1))");
        expectNone("a task is left", "worker_task");
        expectNone(
            "two runs of a system overlapped",
            "activity a JOIN activity b ON a.system_id = b.system_id AND a.number < b.number "
            "AND a.executed < b.ended AND b.executed < a.ended WHERE a.run_profile_id IS NOT "
            "NULL AND b.run_profile_id IS NOT NULL AND a.worker <> '' AND b.worker <> ''");
        expectNone("a lost run was started again twice",
                   runs +
                       "change_reason <> '' AND EXISTS (SELECT 1 FROM activity b WHERE "
                       "b.change_reason = a.change_reason AND b.number <> a.number)");
        const auto again = estate_.ask("SELECT count(*) FROM " + runs + "change_reason <> ''");
        EXPECT_EQ(again, estate_.ask("SELECT count(*) FROM " + runs +
                                     "error_message LIKE '%was queued again%'"));
        EXPECT_EQ(schedule_.ended(), queued_ + again);
    }

    void expectNothingLeftOpen() {
        std::int64_t seen = 0;
        for (int page = 1; seen < schedule_.ended(); ++page) {
            const auto answer = estate_.web().get(
                fmt::format("/activities?targetType=ConnectedSystemRunProfile&operation=Execute"
                            "&pageSize=100&page={}",
                            page));
            const auto& items = answer.at("items").as_array();
            ASSERT_FALSE(items.empty());
            for (const auto& item : items) {
                const auto activity =
                    estate_.web()
                        .get("/activities/" + std::string{item.at("id").as_string()})
                        .as_object();
                scenarios::expectClosedPhases(activity);
                scenarios::expectTotalsOfItems(estate_.web(), activity);
                ++seen;
            }
        }
    }

    void expectContent() {
        settle(company_, estate_.web());
        estate_.stop();
        const auto settings =
            std::map<std::string, std::string>{{"JIM_DATABASE_URL", estate_.databaseUrl()}};
        const auto check = scenarios::runJim({"database", "check"}, settings);
        EXPECT_EQ(check.exitStatus, 0) << check.output << check.errors;
        std::filesystem::create_directories(folder_.path() / "data");
        const auto file = "sqlite:" + (folder_.path() / "data/jim.db").string();
        const auto copy = scenarios::runJim(
            {"database", "copy", "--from", estate_.databaseUrl(), "--to", file}, {});
        ASSERT_EQ(copy.exitStatus, 0) << copy.errors;
        auto expected = undisturbed().tables;
        auto found = databaseTables(folder_.path());
        for (auto* tables : {&expected, &found})  // A server keeps these in another way.
            for (const auto* table : {"mvo_key", "mvo_keyed"}) tables->erase(table);
        EXPECT_EQ(differenceOf(expected, found), "");
        EXPECT_TRUE(directoryRows(company_.landscape().directory()) == undisturbed().directory);
    }

    TemporaryFolder folder_;
    Estate estate_{folder_.path()};
    Company company_{folder_.path(), kBranches};
    FaultSchedule schedule_{estate_, static_cast<std::uint32_t>(GetParam())};
    Watchers watchers_{"jim_ak_" + std::string(64, 'a'),
                       [&](std::size_t web) { return estate_.webUrl(web % Estate::kWebs); }};
    std::int64_t queued_ = 0;
};

TEST_P(FaultScheduleTests, EveryRunEndsOnceAndAllIsAsIfNothingHadHappened) {
    fmt::print("JIM_FAULT_SEED={}\n", GetParam());
    SCOPED_TRACE(fmt::format("JIM_FAULT_SEED={}", GetParam()));
    company_.configure(estate_.web());
    company_.landscape().throttle(estate_.web(), kObjectsPerSecond);
    queueRuns();
    suffer();
    EXPECT_EQ(watchers_.ends(), static_cast<std::size_t>(queued_));
    company_.landscape().throttle(estate_.web(), 0);
    expectEachRunEndedOnce();
    expectNothingLeftOpen();
    expectContent();
}

INSTANTIATE_TEST_SUITE_P(Seeds, FaultScheduleTests,
                         testing::Range(kFirstSeed, kFirstSeed + kSchedules),
                         testing::PrintToStringParamName());

}  // namespace
}  // namespace jim::faults
