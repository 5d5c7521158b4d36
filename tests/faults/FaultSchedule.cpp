#include "faults/FaultSchedule.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cstdio>

namespace jim::faults {
namespace {

/// A database that is asked what it did not come to yet lets the asker wait.
constexpr const char* kPace = " FROM (SELECT pg_sleep(0.05)) AS pace";

std::string count(const std::string& what) {
    return fmt::format("SELECT (SELECT count(*) {}){}", what, kPace);
}

}  // namespace

FaultSchedule::FaultSchedule(Estate& estate, std::uint32_t seed)
    : estate_(estate),
      random_(seed),
      faults_{{"kill -9 of a worker", &FaultSchedule::killWorker},
              {"a worker stands still", &FaultSchedule::pauseWorker},
              {"kill -9 of a web", &FaultSchedule::killWeb},
              {"immediate restart of the database", &FaultSchedule::restartDatabase},
              {"connections are ended", &FaultSchedule::endConnections},
              {"Redis is gone", &FaultSchedule::loseRedis},
              {"the network of a worker is cut", &FaultSchedule::cutNetwork}} {
    if (estate.disk().isMounted())
        faults_.push_back({"the database's disk is full", &FaultSchedule::fillDisk});
    else
        fmt::print("Without a full disk: this user may not mount a small file system.\n");
}

void FaultSchedule::strike() {
    const auto& fault = faults_.at(below(faults_.size()));
    fmt::print("  {} ended, {} waiting: {}\n", ended(), waiting(), fault.name);
    std::fflush(stdout);
    (this->*fault.strike)();
}

std::int64_t FaultSchedule::ended() {
    return estate_.ask(
        count("FROM activity WHERE run_profile_id IS NOT NULL AND ended IS NOT NULL"));
}

std::int64_t FaultSchedule::waiting() {
    return estate_.ask(count("FROM worker_task"));
}

void FaultSchedule::goOn(std::int64_t runs) {
    const auto until = ended() + runs;
    while (waiting() > 0 && ended() < until) {
    }
}

void FaultSchedule::killWorker() {
    const auto index = below(Estate::kWorkers);
    estate_.worker(index).kill();
    estate_.startWorker(index);
}

void FaultSchedule::pauseWorker() {
    const auto index = below(Estate::kWorkers);
    estate_.worker(index).pause();
    awaitLossOf(index);
    estate_.worker(index).resume();
}

void FaultSchedule::awaitLossOf(std::size_t worker) {
    const auto its = count(
        fmt::format("FROM worker_task WHERE lease_owner LIKE '%:{}' AND lease_until IS NOT NULL",
                    estate_.worker(worker).pid()));
    // A transaction that stands still may keep the others from taking its run away for a while.
    const auto limit = std::chrono::steady_clock::now() + std::chrono::seconds{20};
    while (estate_.ask(its) > 0 && std::chrono::steady_clock::now() < limit) {
    }
}

void FaultSchedule::killWeb() {
    const auto index = below(Estate::kWebs);
    estate_.web(index).kill();
    estate_.startWeb(index);
}

void FaultSchedule::restartDatabase() {
    estate_.database().restart();
}

void FaultSchedule::endConnections() {
    (void)estate_.ask(fmt::format(
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = 'estate' "
        "AND pid <> pg_backend_pid() AND pid % {} = 0",
        1 + below(3)));
}

void FaultSchedule::loseRedis() {
    estate_.redis().kill();
    goOn(1);
    estate_.redis().start();
}

void FaultSchedule::cutNetwork() {
    estate_.relay().cut();
    awaitLossOf(0);
    estate_.relay().heal();
}

void FaultSchedule::fillDisk() {
    estate_.disk().fill(estate_.database().pid(), 0);
    // Whatever wants to write now meets the full disk, this too.
    const std::string more =
        "CREATE TABLE IF NOT EXISTS more (text text);"
        "INSERT INTO more SELECT repeat(md5(random()::text), 500) FROM generate_series(1, 100)";
    const auto options = estate_.database().options("postgres");
    for (bool room = true; room;) {
        const auto connection = transport::postgres::Connection::open(options);
        room = connection && (*connection)->script(more);
    }
    estate_.disk().makeRoom(estate_.database().pid());
    // A server that could not write its journal has ended, or is about to.
    estate_.database().restart();
    estate_.database().execute("DROP TABLE IF EXISTS more");
}

}  // namespace jim::faults
