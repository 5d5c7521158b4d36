#include "engine/Engine.hpp"
#include "scenarios/SmallDisk.hpp"
#include "scenarios/TemporaryFolder.hpp"
#include "scenarios/Workforce.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>

namespace jim::engine {
namespace {

using runs::activity::ActivityStatus;
using runs::run_profile::RunType;
using scenarios::directoryRows;
using scenarios::Workforce;
using scenarios::writeFile;

/// What is left of the disk when a run begins, in KiB: nothing for its queueing, too little for its
/// spool file, for its first batch, for a later one.
constexpr std::uint64_t kRoom[] = {0, 64, 256, 512, 768, 1024, 1536};

constexpr std::int64_t kPeopleOnFullDisk = 3000;
constexpr std::size_t kFullDiskBatch = 250;

class FullDiskTests : public testing::Test {
protected:
    FullDiskTests() {
        std::signal(SIGXFSZ, SIG_IGN);
        writeFile(folder_ / "hr.csv", workforce_.hrFile());
        writeFile(folder_ / "directory.csv", "id,login,name,mail,manager,skills\n");
        engine_.emplace(folder_, progress::PublisherSettings{}, nullptr, kFullDiskBatch);
        engine_->configure();
    }

    /// Runs it with so little room, which is made when the run's end needs it. Whether it failed.
    bool failsWith(std::uint64_t room, const std::string& system, RunType type) {
        disk_.fill(::getpid(), room);
        std::string message;
        try {
            const auto activity = engine_->persist(
                [&] {
                    disk_.makeRoom(::getpid());
                    return true;
                },
                system, type);
            if (activity.status == ActivityStatus::FailedWithError) {
                message = activity.errorMessage;
                itemsStored_ = std::max(itemsStored_, engine_->itemsOf(activity));
            }
        } catch (const std::runtime_error& error) {
            message = error.what();  // It could not even be queued.
        }
        disk_.makeRoom(::getpid());
        if (message.empty()) return false;
        EXPECT_TRUE(message.find("full") != std::string::npos ||
                    message.find("space") != std::string::npos ||
                    message.find("room") != std::string::npos)
            << message;
        return true;
    }

    scenarios::TemporaryFolder outer_;
    std::filesystem::path folder_ = outer_.path() / "disk";
    scenarios::SmallDisk disk_{folder_};
    Workforce workforce_{static_cast<std::size_t>(kPeopleOnFullDisk), 9};
    std::int64_t itemsStored_ = 0;  ///< Most that a run has stored before the disk was full.
    std::optional<Engine> engine_;
};

TEST_F(FullDiskTests, ARunThatFillsTheDiskSaysSoAndIsCompletedByTheNext) {
    for (const auto& [system, type] :
         std::vector<std::pair<std::string, RunType>>{{"HR", RunType::FullImport},
                                                      {"HR", RunType::FullSynchronisation},
                                                      {"Directory", RunType::Export},
                                                      {"Directory", RunType::FullImport}}) {
        int failures = 0;
        itemsStored_ = 0;
        for (const auto room : kRoom) failures += failsWith(room << 10U, system, type) ? 1 : 0;
        EXPECT_GE(failures, 1) << system << ' ' << toText(type);
        const auto activity = engine_->run(system, type);
        EXPECT_EQ(activity.status, ActivityStatus::Complete) << activity.message;
        if (system == "Directory" && type == RunType::FullImport) continue;  // It has no items.
        // In the middle: a batch was stored at least, and one at least was not.
        EXPECT_GE(itemsStored_, 1) << system << ' ' << toText(type);
        EXPECT_LT(itemsStored_, kPeopleOnFullDisk) << system << ' ' << toText(type);
    }
    EXPECT_TRUE(directoryRows(folder_ / "directory.csv") == workforce_.expectedDirectory());
}

}  // namespace
}  // namespace jim::engine
