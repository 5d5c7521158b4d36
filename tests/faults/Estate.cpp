#include "faults/Estate.hpp"

#include "scenarios/Workforce.hpp"

#include <fmt/format.h>

#include <regex>

namespace jim::faults {
namespace {

using scenarios::Workforce;
using scenarios::writeFile;

constexpr std::size_t kPeople = 120;
constexpr const char* kFullImport = "FullImport";

/// People of one branch are not those of another.
std::string branchFile(std::size_t branch) {
    const Workforce workforce{kPeople, static_cast<std::uint32_t>(branch)};
    return std::regex_replace(workforce.hrFile(), std::regex{"E([0-9]{5})"},
                              fmt::format("B{}-$1", branch));
}

/// The server's user is another, and has to come to its folder.
std::filesystem::path passable(std::filesystem::path folder) {
    std::filesystem::permissions(folder, std::filesystem::perms::others_exec,
                                 std::filesystem::perm_options::add);
    std::filesystem::create_directories(folder / "disk");
    return folder / "disk";
}

}  // namespace

Company::Company(std::filesystem::path folder, std::size_t branches)
    : folder_(std::move(folder)), landscape_(folder_) {
    writeFile(landscape_.hr(), Workforce{kPeople, 99}.hrFile());
    for (std::size_t i = 1; i <= branches; ++i) sources_.push_back(fmt::format("Branch {}", i));
}

void Company::configure(JimProcess& jim) {
    landscape_.configure(jim);
    for (std::size_t i = 1; i < sources_.size(); ++i) {
        const auto file = folder_ / fmt::format("branch-{}.csv", i);
        writeFile(file, branchFile(i));
        landscape_.addSource(jim, sources_[i], file);
    }
    startAgainAfterLosses(jim);
}

void Company::startAgainAfterLosses(JimProcess& jim) {
    for (const auto& source : sources_) {
        const auto execute = landscape_.executePath(source, kFullImport);
        jim.put(execute.substr(0, execute.rfind('/')),
                json::object{{"restartsAfterLostWorker", 1}});
    }
}

void Company::runEverything(JimProcess& jim) {
    for (const auto& source : sources_) {
        landscape_.run(jim, source, kFullImport);
        landscape_.run(jim, source, "FullSynchronisation");
    }
    // What was written but not recorded is found by the import, and looked at by the next.
    for (const auto* profile :
         {"Export", kFullImport, "FullSynchronisation", "Export", kFullImport})
        landscape_.run(jim, "Directory", profile);
}

Estate::Estate(const std::filesystem::path& folder)
    : folder_(folder),
      disk_(passable(folder)),
      database_(folder / "disk"),
      relay_(database_.unixSocket()) {
    database_.execute("CREATE DATABASE estate TEMPLATE template0");
    for (auto& port : ports_) port = servers::freePort();
    for (std::size_t i = 0; i < kWebs; ++i) startWeb(i);
    for (std::size_t i = 0; i < kWorkers; ++i) startWorker(i);
    scheduler_.emplace(folder_ / "scheduler", settings(), "scheduler");
}

Estate::~Estate() {
    relay_.heal();
}

std::map<std::string, std::string> Estate::settings() const {
    return {{"JIM_DATABASE_URL", databaseUrl()},
            {"JIM_REDIS_UNIX_SOCKET", redis_.unixSocket().string()},
            {"JIM_ENCRYPTION_KEY_FILE", (folder_ / "shared.key").string()},
            {"JIM_WORKER_SLOTS", "2"},
            {"JIM_LEASE_SECONDS", "3"}};
}

void Estate::startWorker(std::size_t index) {
    auto all = settings();
    if (index == 0)
        all["JIM_DATABASE_URL"] =
            fmt::format("postgresql://jim@127.0.0.1:{}/estate?sslmode=disable", relay_.port());
    workers_.at(index).emplace(folder_ / fmt::format("worker-{}", index), all, "worker");
}

void Estate::startWeb(std::size_t index) {
    auto all = settings();
    all["JIM_LISTEN"] = fmt::format("127.0.0.1:{}", ports_.at(index));
    webs_.at(index).emplace(folder_ / fmt::format("web-{}", index), all, "web");
}

std::string Estate::webUrl(std::size_t index) const {
    return fmt::format("http://127.0.0.1:{}", ports_.at(index));
}

void Estate::stop() {
    for (auto& worker : workers_) worker.reset();
    for (auto& web : webs_) web.reset();
    scheduler_.reset();
}

std::int64_t Estate::ask(const std::string& sql) {
    for (;;) {
        const auto connection = transport::postgres::Connection::open(database_.options("estate"));
        if (!connection) continue;
        if (const auto number = (*connection)->integer(sql)) return *number;
    }
}

}  // namespace jim::faults
