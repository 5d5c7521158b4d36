#include "scenarios/JimProcess.hpp"
#include "scenarios/Landscape.hpp"
#include "scenarios/SmallDisk.hpp"
#include "scenarios/Workforce.hpp"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <optional>

/// What goes wrong around the real program while a run is in the middle of its work: its disk is
/// full, its source changes under its hands.
namespace jim::scenarios {
namespace {

using testing::AnyOf;
using testing::HasSubstr;

class FaultScenarioTests : public testing::Test {
protected:
    FaultScenarioTests() {
        writeFile(landscape_.hr(), workforce_.hrFile());
        jim_.emplace(data());
        landscape_.configure(*jim_);
    }

    [[nodiscard]] std::filesystem::path data() const { return folder_ / "data"; }

    /// A run that is kept so slow, once it works on that step.
    std::string startUntil(const std::string& system, const std::string& profile,
                           const std::string& step, int objectsPerSecond) {
        landscape_.throttle(*jim_, objectsPerSecond);
        auto activity = profile == kClear ? landscape_.startClearing(*jim_, system)
                                          : landscape_.start(*jim_, system, profile);
        EXPECT_TRUE(workUntil(*jim_, activity, step)) << profile << ' ' << step;
        landscape_.throttle(*jim_, 0);
        return activity;
    }

    /// The end of a run that failed; why.
    std::string expectFailed(const std::string& activity) {
        const auto ended = landscape_.wait(*jim_, activity);
        EXPECT_EQ(ended.at("status").as_string(), "FailedWithError") << json::serialize(ended);
        expectClosedPhases(ended);
        expectTotalsOfItems(*jim_, ended);
        const auto& message = ended.at("errorMessage");
        return message.is_string() ? std::string{message.as_string()} : std::string{};
    }

    std::int64_t total(const std::string& activity, const char* member) {
        return jim_->get("/activities/" + activity + "/stats").at(member).to_number<std::int64_t>();
    }

    static inline const std::string kClear = "clear";

    TemporaryFolder outer_;
    std::filesystem::path folder_ = outer_.path() / "disk";
    SmallDisk disk_{folder_};
    Workforce workforce_{2000, 17};
    Landscape landscape_{folder_};
    std::optional<JimProcess> jim_;
};

class FullDiskScenarioTests : public FaultScenarioTests {
protected:
    /// The disk is full from that step on, until the run has failed, or says that it
    /// waits for room.
    void fillIn(const std::string& system, const std::string& profile, const std::string& step,
                int objectsPerSecond) {
        SCOPED_TRACE(profile + " " + step);
        // A new life writes its journal from the beginning: whatever it stores needs room.
        EXPECT_EQ(jim_->stop(), 0);
        jim_.emplace(data());
        const auto activity = startUntil(system, profile, step, objectsPerSecond);
        disk_.fill(jim_->pid(), 0);
        awaitTrouble(activity);
        disk_.makeRoom(jim_->pid());
        EXPECT_THAT(expectFailed(activity),
                    AnyOf(HasSubstr("full"), HasSubstr("space"), HasSubstr("room")));
    }

    void awaitTrouble(const std::string& activity) {
        std::string etag;
        for (;;) {
            const auto answer =
                jim_->send(transport::http::Method::Get, "/activities/" + activity + "/progress",
                           {}, {{"If-None-Match", etag}, {"Prefer", "wait=1"}});
            if (answer.status == 304) continue;
            ASSERT_EQ(answer.status, 200);
            etag = answer.etag;
            const std::string message{answer.body.at("message").as_string()};
            if (answer.body.at("terminal").as_bool() ||
                message.find("Waits for the database") != std::string::npos)
                return;
        }
    }
};

TEST_F(FullDiskScenarioTests, EveryKindOfRunSaysThatTheDiskIsFullAndTheNextCompletesIt) {
    fillIn("HR", "FullImport", "import.fetch", 1000);
    fillIn("HR", "FullImport", "import.save", 1000);
    landscape_.run(*jim_, "HR", "FullImport");
    fillIn("HR", "FullSynchronisation", "sync.process", 1000);
    landscape_.run(*jim_, "HR", "FullSynchronisation");
    fillIn("Directory", "Export", "export.execute", 1000);
    fillIn("Directory", "Export", "export.record", 1000);
    landscape_.run(*jim_, "Directory", "Export");
    EXPECT_TRUE(directoryRows(landscape_.directory()) == workforce_.expectedDirectory());

    for (int day = 0; day < 3; ++day) workforce_.nextDay();
    writeFile(landscape_.hr(), workforce_.hrFile());
    landscape_.run(*jim_, "HR", "FullImport");
    fillIn("HR", "DeltaSynchronisation", "sync.process", 100);
    landscape_.run(*jim_, "HR", "DeltaSynchronisation");
    landscape_.run(*jim_, "Directory", "Export");
    landscape_.run(*jim_, "Directory", "FullImport");
    EXPECT_TRUE(directoryRows(landscape_.directory()) == workforce_.expectedDirectory());

    fillIn("HR", kClear, "removal.objects", 1000);
    const auto rest = landscape_.startClearing(*jim_, "HR");
    EXPECT_EQ(landscape_.wait(*jim_, rest).at("status").as_string(), "Complete");
}

/// A source that somebody still writes while it is read.
class ChangingSourceScenarioTests : public FaultScenarioTests {
protected:
    /// It changes when a part of it has been read: nothing of it is used.
    void changeInTheMiddle(const std::string& how, const std::function<void()>& change) {
        SCOPED_TRACE(how);
        workforce_.nextDay();
        writeFile(landscape_.hr(), workforce_.hrFile());
        const auto activity = startUntil("HR", "FullImport", "import.fetch", 1000);
        change();
        EXPECT_THAT(expectFailed(activity), HasSubstr("hr.csv' was " + how +
                                                      " while it was read, so nothing of it was "
                                                      "used"));
        EXPECT_EQ(total(activity, "totalObjectsProcessed"), 0);
        const auto after = landscape_.run(*jim_, "HR", "DeltaSynchronisation");
        EXPECT_EQ(total(std::string{after.at("id").as_string()}, "totalObjectChangeCount"), 0);
    }

    std::filesystem::path hr() const { return landscape_.hr(); }
};

TEST_F(ChangingSourceScenarioTests, NothingOfItIsUsedAndTheNextImportIsRight) {
    landscape_.runAll(*jim_);
    changeInTheMiddle("extended", [&] {
        std::ofstream{hr(), std::ios::app} << "E90001,New,Comer,n@example.org,,\n";
    });
    changeInTheMiddle("replaced", [&] { writeFile(hr(), workforce_.hrFile()); });
    changeInTheMiddle("shortened", [&] {
        std::filesystem::resize_file(hr(), std::filesystem::file_size(hr()) / 2);
    });
    changeInTheMiddle("removed", [&] { std::filesystem::remove(hr()); });
    changeInTheMiddle("changed", [&] {
        std::fstream file{hr(), std::ios::in | std::ios::out};
        file.seekp(-1, std::ios::end);
        file << '\n';
    });
    writeFile(hr(), workforce_.hrFile());
    landscape_.runAll(*jim_, true);
    EXPECT_TRUE(directoryRows(landscape_.directory()) == workforce_.expectedDirectory());
}

}  // namespace
}  // namespace jim::scenarios
