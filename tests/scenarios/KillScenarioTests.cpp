#include "scenarios/JimProcess.hpp"
#include "scenarios/Landscape.hpp"
#include "scenarios/Workforce.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <random>

namespace jim::scenarios {
namespace {

using transport::http::Method;

/// Lets the process work until one of its runs has reached a random point of its life: so many
/// changes of its progress, or its end.
void workFor(JimProcess& jim, const std::string& activity, std::size_t changes) {
    std::string etag;
    for (std::size_t seen = 0; seen < changes; ++seen) {
        const auto answer = jim.send(Method::Get, "/activities/" + activity + "/progress", {},
                                     {{"If-None-Match", etag}, {"Prefer", "wait=1"}});
        etag = answer.etag;
        if (answer.status == 200 && answer.body.at("terminal").as_bool()) return;
    }
}

/// What a reader of the service sees of its data: every object with its values, in order.
std::string contentOf(JimProcess& jim, const Landscape& landscape) {
    std::string content;
    for (const auto* system : {"HR", "Directory"}) {
        const auto path =
            "/synchronisation/connected-systems/" + std::to_string(landscape.systemId(system));
        const auto count = jim.get(path + "/connector-space/count").to_number<std::int64_t>();
        const auto pending = jim.get(path + "/pending-exports/count").to_number<std::int64_t>();
        content += std::string{system} + ": " + std::to_string(count) + " objects, " +
                   std::to_string(pending) + " pending\n";
    }
    std::map<std::string, std::string> objects;
    for (std::int64_t page = 1, pages = 1; page <= pages; ++page) {
        const auto answer =
            jim.get("/metaverse/objects?attributes=*&pageSize=100&page=" + std::to_string(page));
        pages = answer.at("totalPages").to_number<std::int64_t>();
        for (const auto& one : answer.at("items").as_array()) {
            auto attributes = one.at("attributes").as_object();
            attributes.erase("Manager");  // By the id of an object, which differs from run to run.
            objects[std::string{attributes.at("Employee ID").as_string()}] =
                json::serialize(attributes);
        }
    }
    for (const auto& [id, text] : objects) content += id + " " + text + "\n";
    return content + readFile(landscape.directory());
}

std::string undisturbed(const std::string& dayOne, const std::string& dayTwo) {
    TemporaryFolder folder;
    Landscape landscape{folder.path()};
    writeFile(landscape.hr(), dayOne);
    JimProcess jim{folder.path() / "data"};
    landscape.configure(jim);
    landscape.runAll(jim);
    writeFile(landscape.hr(), dayTwo);
    landscape.runAll(jim);
    return contentOf(jim, landscape);
}

TEST(KillScenarioTests, KilledAtRandomMomentsTheSameRunsEndWhereUndisturbedOnesDo) {
    constexpr std::size_t kPeople = 3000;
    constexpr int kKills = 6;
    Workforce workforce{kPeople, 3};
    const auto dayOne = workforce.hrFile();
    workforce.nextDay();
    const auto dayTwo = workforce.hrFile();
    const auto expected = undisturbed(dayOne, dayTwo);

    TemporaryFolder folder;
    Landscape landscape{folder.path()};
    writeFile(landscape.hr(), dayOne);
    std::optional<JimProcess> jim;
    jim.emplace(folder.path() / "data");
    landscape.configure(*jim);
    std::mt19937 random{11};
    const std::vector<std::pair<std::string, std::string>> runs{{"HR", "FullImport"},
                                                                {"HR", "FullSynchronisation"},
                                                                {"Directory", "Export"},
                                                                {"Directory", "FullImport"}};
    for (const auto& day : {dayOne, dayTwo}) {
        writeFile(landscape.hr(), day);
        int kills = 0;
        for (const auto& [system, profile] : runs) {
            for (; kills < kKills; ++kills) {
                const auto activity = landscape.start(*jim, system, profile);
                workFor(*jim, activity, 1 + random() % 6);
                jim->kill();
                jim.emplace(folder.path() / "data");
                const auto ended = landscape.wait(*jim, activity);
                const auto status = ended.at("status").as_string();
                EXPECT_TRUE(status == "FailedWithError" || status == "Complete")
                    << json::serialize(ended);
                if (status == "FailedWithError")
                    EXPECT_NE(std::string{ended.at("errorMessage").as_string()}.find(
                                  "stopped in the middle"),
                              std::string::npos);
                for (const auto& phase : ended.at("phases").as_array())
                    EXPECT_TRUE(phase.at("status") != "Active" && phase.at("status") != "Pending")
                        << phase;
                if (random() % 3 == 0) break;
            }
            landscape.run(*jim, system, profile);
        }
    }
    EXPECT_EQ(contentOf(*jim, landscape), expected);
}

}  // namespace
}  // namespace jim::scenarios
