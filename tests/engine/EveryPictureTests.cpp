#include "engine/Engine.hpp"
#include "scenarios/TemporaryFolder.hpp"
#include "scenarios/Workforce.hpp"

#include <boost/json.hpp>
#include <gmock/gmock.h>

#include <algorithm>
#include <mutex>
#include <optional>
#include <set>
#include <thread>

/// What must hold in each picture that is shown of a real run, from the first to the last. Nearly
/// every bug that progress displays have shipped with breaks one of these.
namespace jim::engine {
namespace {

namespace json = boost::json;
using progress::SnapshotPtr;
using runs::run_profile::RunType;
using scenarios::TemporaryFolder;
using scenarios::Workforce;
using scenarios::writeFile;
using testing::Contains;
using testing::IsSupersetOf;

using Pictures = std::vector<json::object>;

std::int64_t number(const json::object& object, const char* member) {
    return object.at(member).to_number<std::int64_t>();
}

bool isText(const json::object& object, const char* member, std::string_view text) {
    return object.at(member).is_string() && object.at(member).as_string() == text;
}

void expectCountsThatAgree(const json::object& picture) {
    const auto& counts = picture.at("counts").as_object();
    std::int64_t sum = 0;
    for (const auto* each : {"created", "updated", "deleted", "unchanged", "skipped", "failed"})
        sum += number(counts, each);
    EXPECT_EQ(number(counts, "processed"), sum);
    EXPECT_EQ(number(picture, "createdCount"), number(counts, "created"));
}

/// Where objects get their outcome, no more have one than have been processed.
void expectNoChangesAheadOfObjects(const json::object& picture) {
    for (const auto* phase : {"import.process", "sync.process", "export.execute"}) {
        if (!picture.at("currentPhase").is_object()) continue;
        if (!isText(picture.at("currentPhase").as_object(), "key", phase)) continue;
        EXPECT_LE(number(picture.at("counts").as_object(), "processed"),
                  number(picture, "objectsProcessed"));
    }
}

void expectBarsWithin(const json::object& picture) {
    const auto processed = number(picture, "objectsProcessed");
    if (const auto all = number(picture, "objectsToProcess"); all > 0) {
        EXPECT_LE(processed, all);
    }
    if (!picture.at("percentComplete").is_null()) {
        EXPECT_LE(picture.at("percentComplete").to_number<double>(), 100);
    }
    EXPECT_FALSE(picture.at("message").as_string().empty());
    if (picture.at("currentPhaseNumber").is_null()) return;
    EXPECT_GE(number(picture, "currentPhaseNumber"), 1);
    EXPECT_LE(number(picture, "currentPhaseNumber"), number(picture, "totalPhases"));
}

/// A phase that says how much it had to do has done it when it is completed.
void expectPhasesThatCameToTheirTotal(const json::object& picture) {
    for (const auto& each : picture.at("phases").as_array()) {
        const auto& phase = each.as_object();
        const auto& total = phase.at("total").as_object();
        if (!isText(phase, "status", "Completed") || !isText(total, "kind", "exact")) continue;
        EXPECT_EQ(number(phase, "processed"), number(total, "value")) << phase;
    }
}

void expectNothingGoesBack(const json::object& before, const json::object& after) {
    const auto fraction = [](const json::object& picture) {
        return picture.at("overall").at("fraction").to_number<double>();
    };
    const auto elapsed = [](const json::object& picture) {
        return picture.at("elapsedSeconds").to_number<double>();
    };
    EXPECT_GE(fraction(after), fraction(before));
    if (!isText(before, "state", "queued")) EXPECT_GE(elapsed(after), elapsed(before));
    const bool ended = before.at("terminal").as_bool();
    EXPECT_FALSE(ended && !after.at("terminal").as_bool()) << "it runs again after its end";
}

class EveryPictureTests : public testing::Test {
protected:
    static constexpr std::int64_t kPeople = 2500;

    EveryPictureTests() {
        writeFile(folder_.path() / "hr.csv", workforce_.hrFile());
        writeFile(folder_.path() / "directory.csv", "id,login,name,mail,manager,skills\n");
        progress::PublisherSettings always;
        always.publishHz = 1e6;
        always.heartbeat = std::chrono::milliseconds{1};
        engine_.emplace(folder_.path(), always);
        engine_->configure();
    }

    /// Every picture of a run, which waits in each of its transactions until it was seen there.
    Pictures run(const std::string& system, RunType type) {
        std::mutex mutex;
        std::vector<SnapshotPtr> shown;
        const auto subscription = engine_->progress().subscribe([&](const SnapshotPtr& snapshot) {
            const std::scoped_lock lock{mutex};
            shown.push_back(snapshot);
        });
        const auto seen = [&] {
            const std::scoped_lock lock{mutex};
            return shown.size();
        };
        const auto activity = [&] {
            const std::jthread publisher{[&](const std::stop_token& stop) {
                while (!stop.stop_requested()) engine_->publisher().publishDue();
            }};
            return engine_->watch(
                [&] {
                    if (HasFailure()) return;
                    const auto enough = seen() + 2;
                    const auto until = clock_.steady() + std::chrono::seconds{10};
                    while (seen() < enough && clock_.steady() < until) std::this_thread::yield();
                    EXPECT_GE(seen(), enough);
                },
                system, type);
        }();
        engine_->publisher().publishDue();
        EXPECT_EQ(activity.status, runs::activity::ActivityStatus::Complete) << activity.message;
        Pictures pictures;
        for (const auto& each : shown) pictures.push_back(json::parse(each->document).as_object());
        return pictures;
    }

    static void expectAll(const Pictures& pictures) {
        ASSERT_GT(pictures.size(), 10U);
        EXPECT_TRUE(isText(pictures.front(), "state", "queued"));
        for (std::size_t i = 0; i < pictures.size(); ++i) {
            SCOPED_TRACE(pictures[i].at("display").as_string());
            expectCountsThatAgree(pictures[i]);
            expectNoChangesAheadOfObjects(pictures[i]);
            expectBarsWithin(pictures[i]);
            expectPhasesThatCameToTheirTotal(pictures[i]);
            if (i > 0) expectNothingGoesBack(pictures[i - 1], pictures[i]);
            if (HasFailure()) return;
        }
        const auto& last = pictures.back();
        EXPECT_TRUE(last.at("terminal").as_bool());
        EXPECT_EQ(number(last, "objectsProcessed"), number(last, "objectsToProcess"));
        EXPECT_GT(number(last, "objectsProcessed"), 0);
    }

    /// The phases that were seen in the middle of their work, or of that of a phase of the
    /// connector that they host.
    static std::set<std::string> seenAtWork(const Pictures& pictures) {
        std::set<std::string> phases;
        for (const auto& picture : pictures)
            for (const auto& each : picture.at("phases").as_array()) {
                const auto& phase = each.as_object();
                if (!isText(phase, "status", "Active")) continue;
                const auto* host = phase.at("parentKey").is_null() ? "key" : "parentKey";
                const auto processed = number(phase, "processed");
                if (processed > 0 && processed < kPeople)
                    phases.emplace(phase.at(host).as_string());
            }
        return phases;
    }

    base::SystemClock clock_;
    TemporaryFolder folder_;
    Workforce workforce_{kPeople};
    std::optional<Engine> engine_;
};

TEST_F(EveryPictureTests, OfAWholeDayIsTrue) {
    for (const auto& [system, type] :
         std::vector<std::pair<std::string, RunType>>{{"HR", RunType::FullImport},
                                                      {"HR", RunType::FullSynchronisation},
                                                      {"Directory", RunType::Export},
                                                      {"Directory", RunType::FullImport}}) {
        SCOPED_TRACE(system + ' ' + std::string{toText(type)});
        expectAll(run(system, type));
    }
    workforce_.nextDay();
    writeFile(folder_.path() / "hr.csv", workforce_.hrFile());
    expectAll(run("HR", RunType::FullImport));
    expectAll(run("HR", RunType::DeltaSynchronisation));
    expectAll(run("Directory", RunType::Export));
}

TEST_F(EveryPictureTests, ShowsEachPhaseAtItsWork) {
    // Slow enough to be seen between the pieces of one call of the connector.
    EXPECT_TRUE(engine_->session().serviceSettings().set("Runs.MaxObjectsPerSecond", "5000"));
    EXPECT_THAT(seenAtWork(run("HR", RunType::FullImport)),
                IsSupersetOf({"import.fetch", "import.save"}));
    EXPECT_THAT(seenAtWork(run("HR", RunType::FullSynchronisation)), Contains("sync.process"));
    EXPECT_THAT(seenAtWork(run("Directory", RunType::Export)),
                IsSupersetOf({"export.execute", "export.record"}));
}

}  // namespace
}  // namespace jim::engine
