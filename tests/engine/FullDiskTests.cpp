#include "engine/Engine.hpp"
#include "scenarios/SmallDisk.hpp"
#include "scenarios/TemporaryFolder.hpp"
#include "scenarios/Workforce.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <csignal>

namespace jim::engine {
namespace {

using runs::activity::ActivityStatus;
using runs::run_profile::RunType;
using scenarios::directoryRows;
using scenarios::Workforce;
using scenarios::writeFile;

/// What is left of the disk when a run begins: nothing for its queueing, too little for its spool
/// file, for its first batch, for a later one.
constexpr std::uint64_t kRoom[] = {0, 64U << 10U, 512U << 10U, 1536U << 10U};

class FullDiskTests : public testing::Test {
protected:
    FullDiskTests() {
        std::signal(SIGXFSZ, SIG_IGN);
        writeFile(folder_ / "hr.csv", workforce_.hrFile());
        writeFile(folder_ / "directory.csv", "id,login,name,mail,manager,skills\n");
        engine_.emplace(folder_);
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
            if (activity.status == ActivityStatus::FailedWithError) message = activity.errorMessage;
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
    Workforce workforce_{3000, 9};
    std::optional<Engine> engine_;
};

TEST_F(FullDiskTests, ARunThatFillsTheDiskSaysSoAndIsCompletedByTheNext) {
    for (const auto& [system, type] :
         std::vector<std::pair<std::string, RunType>>{{"HR", RunType::FullImport},
                                                      {"HR", RunType::FullSynchronisation},
                                                      {"Directory", RunType::Export},
                                                      {"Directory", RunType::FullImport}}) {
        int failures = 0;
        for (const auto room : kRoom) failures += failsWith(room, system, type) ? 1 : 0;
        EXPECT_GE(failures, 1) << system << ' ' << toText(type);
        const auto activity = engine_->run(system, type);
        EXPECT_EQ(activity.status, ActivityStatus::Complete) << activity.message;
    }
    EXPECT_TRUE(directoryRows(folder_ / "directory.csv") == workforce_.expectedDirectory());
}

}  // namespace
}  // namespace jim::engine
