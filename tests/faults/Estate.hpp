#pragma once

#include "scenarios/JimProcess.hpp"
#include "scenarios/Landscape.hpp"
#include "scenarios/SmallDisk.hpp"
#include "servers/PostgresServer.hpp"
#include "servers/RedisServer.hpp"
#include "servers/Relay.hpp"

#include <array>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace jim::faults {

namespace json = scenarios::json;
using scenarios::JimProcess;

/// HR, Directory and so many branches, each a system of its own with people of its own.
class Company {
public:
    Company(std::filesystem::path folder, std::size_t branches);

    /// Over REST, as an administrator would.
    void configure(JimProcess& jim);
    /// Every run in turn, until everything has arrived everywhere.
    void runEverything(JimProcess& jim);

    [[nodiscard]] scenarios::Landscape& landscape() { return landscape_; }
    /// All systems with people.
    [[nodiscard]] const std::vector<std::string>& sources() const { return sources_; }

private:
    void startAgainAfterLosses(JimProcess& jim);

    std::filesystem::path folder_;
    scenarios::Landscape landscape_;
    std::vector<std::string> sources_{"HR"};
};

/// The whole topology in real processes, over a PostgreSQL with a disk of its own and a Redis, all
/// of this object's own: three workers, of which the first has a network that can be cut, two webs
/// and a scheduler.
class Estate {
public:
    static constexpr std::size_t kWorkers = 3;
    static constexpr std::size_t kWebs = 2;

    explicit Estate(const std::filesystem::path& folder);
    ~Estate();
    Estate(const Estate&) = delete;
    Estate& operator=(const Estate&) = delete;

    [[nodiscard]] JimProcess& worker(std::size_t index) { return *workers_.at(index); }
    [[nodiscard]] JimProcess& web(std::size_t index = 0) { return *webs_.at(index); }
    [[nodiscard]] std::string webUrl(std::size_t index) const;
    /// Another process in its place; the web on the same port.
    void startWorker(std::size_t index);
    void startWeb(std::size_t index);
    /// In good order.
    void stop();

    [[nodiscard]] servers::PostgresServer& database() { return database_; }
    [[nodiscard]] servers::RedisServer& redis() { return redis_; }
    [[nodiscard]] servers::Relay& relay() { return relay_; }
    [[nodiscard]] scenarios::SmallDisk& disk() { return disk_; }

    /// A number that the database knows, however long it takes until it answers.
    [[nodiscard]] std::int64_t ask(const std::string& sql);
    [[nodiscard]] std::string databaseUrl() const { return database_.url("estate"); }

private:
    [[nodiscard]] std::map<std::string, std::string> settings() const;

    std::filesystem::path folder_;
    scenarios::SmallDisk disk_;
    servers::PostgresServer database_;
    servers::RedisServer redis_;
    servers::Relay relay_;
    std::array<std::uint16_t, kWebs> ports_{};
    std::array<std::optional<JimProcess>, kWebs> webs_;
    std::array<std::optional<JimProcess>, kWorkers> workers_;
    std::optional<JimProcess> scheduler_;
};

}  // namespace jim::faults
