#include "apps/cli/CommandLine.hpp"
#include "apps/cli/test/Documents.hpp"
#include "apps/cli/test/FakeServer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <sstream>

namespace jim::apps::cli {
namespace {

using test::jsonAnswer;
using testing::HasSubstr;
using testing::Not;
using transport::http::Request;
using transport::http::Response;

constexpr auto* kKey = "jim_ak_0123456789012345678901234567890123456789";

/// Two systems on two pages, one profile, and a run.
Response answer(const Request& request, int) {
    const auto systems = std::string{"/api/v1/synchronisation/connected-systems"};
    if (request.path == systems && request.queryValue("page") == "1")
        return jsonAnswer(200, R"({"items":[{"id":1,"name":"HR","status":"Active","objectCount":5}],
"page":1,"totalPages":2,"totalCount":2,"hasNextPage":true})");
    if (request.path == systems)
        return jsonAnswer(200, R"({"items":[{"id":2,"name":"Ответ"}],"hasNextPage":false})");
    if (request.path == systems + "/1/run-profiles")
        return jsonAnswer(200, R"([{"id":4,"name":"Full Import"},{"id":5,"name":"Dup"},
{"id":6,"name":"DUP"}])");
    if (request.path == systems + "/1/run-profiles/4/execute")
        return jsonAnswer(202, std::string{R"({"activityId":")"} + test::kActivity +
                                   R"(","warnings":["Mind the gap."]})");
    if (request.path.ends_with("/progress")) return jsonAnswer(200, test::endDocument());
    if (request.path == std::string{"/api/v1/activities/"} + test::kActivity)
        return jsonAnswer(200, test::endedActivity("CompleteWithError"));
    if (request.path.ends_with("/items"))
        return jsonAnswer(200, R"({"items":[{"externalIdValue":"E7","displayName":"a\u001b[2J",
"objectChangeType":"NotSet","errorType":"DuplicateObject"}]})");
    if (request.path.ends_with("/cancel")) return {202, "", "", {}};
    if (request.path.ends_with("/resume")) return {202, "", "", {}};
    return jsonAnswer(404, R"({"code":"NOT_FOUND","message":"No such thing."})");
}

class CommandLineTests : public testing::Test {
protected:
    int run(std::vector<std::string> words, config::Environment more = {}) {
        out_.str("");
        err_.str("");
        config::Environment environment{{"JIM_URL", server_.url()}, {"JIM_API_KEY", kKey}};
        for (auto& [name, value] : more) environment[name] = value;
        const auto as = [this](const std::string& role) {
            return [this, role](const config::Settings& settings) {
                served_ = settings.listen.port;
                role_ = role + " " + std::to_string(settings.workerSlots);
                return 7;
            };
        };
        const Programs programs{
            .serve = as("serve"),
            .web = as("web"),
            .worker = as("worker"),
            .scheduler = as("scheduler"),
            .estimate =
                [this](const EstimateOptions& options, Console&) {
                    estimated_ = options.trace + " by " + options.history;
                    return ExitStatus::Complete;
                },
            .database =
                [this](const DatabaseOptions& options, const config::Settings&, Console&) {
                    database_ = options;
                    return ExitStatus::Complete;
                }};
        return runCommandLine(std::move(words), programs, environment, console_, clock_);
    }

    std::string estimated_;
    std::string role_;
    DatabaseOptions database_;
    test::FakeServer server_{answer};
    test::HurryingClock clock_;
    std::ostringstream out_;
    std::ostringstream err_;
    Console console_{out_, err_};
    int served_ = -1;
};

TEST_F(CommandLineTests, WrongUsageIsTwo) {
    for (const auto& words :
         std::vector<std::vector<std::string>>{{},
                                               {"fly"},
                                               {"run"},
                                               {"run", "HR"},
                                               {"run", "HR", "Full Import", "extra"},
                                               {"activity"},
                                               {"activity", "list", "--page", "0"},
                                               {"activity", "list", "--page-size", "101"},
                                               {"settings", "--json", "--markdown"},
                                               {"completion", "fish"},
                                               {"sample", "--people", "1", "/tmp/x"}}) {
        EXPECT_EQ(run(words), 2);
        EXPECT_THAT(err_.str(), HasSubstr("jim: "));
        EXPECT_EQ(out_.str(), "");
    }
    EXPECT_TRUE(server_.requests().empty());
}

TEST_F(CommandLineTests, HelpAndVersionAreZero) {
    EXPECT_EQ(run({"--help"}), 0);
    EXPECT_THAT(out_.str(), HasSubstr("Exit status: 0 complete"));
    EXPECT_EQ(run({"run", "--help"}), 0);
    EXPECT_THAT(out_.str(), HasSubstr("--allow-deletions"));
    EXPECT_EQ(run({"version"}), 0);
    EXPECT_EQ(out_.str(), "jim 0.1.0\n");
    EXPECT_EQ(run({"--version"}), 0);
    EXPECT_EQ(out_.str(), "jim 0.1.0\n");
}

TEST_F(CommandLineTests, ServeGetsTheSettings) {
    EXPECT_EQ(run({"serve"}, {{"JIM_LISTEN", "127.0.0.1:77"}, {"JIM_NEWS", "x"}}), 7);
    EXPECT_EQ(served_, 77);
    EXPECT_THAT(err_.str(), HasSubstr("warning: The variable 'JIM_NEWS'"));
}

TEST_F(CommandLineTests, ADatabaseIsMigratedCheckedCopiedAndDumped) {
    EXPECT_EQ(run({"database", "migrate"}), 0);
    EXPECT_EQ(database_.action, DatabaseAction::Migrate);
    EXPECT_EQ(run({"database", "copy", "--from", "sqlite:a", "--to", "postgresql://b"}), 0);
    EXPECT_EQ(database_.action, DatabaseAction::Copy);
    EXPECT_EQ(database_.from, "sqlite:a");
    EXPECT_EQ(database_.to, "postgresql://b");
    EXPECT_EQ(run({"database", "check"}), 0);
    EXPECT_EQ(database_.action, DatabaseAction::Check);
    EXPECT_EQ(run({"database", "dump", "there"}), 0);
    EXPECT_EQ(database_.action, DatabaseAction::Dump);
    EXPECT_EQ(database_.file, "there");
    EXPECT_EQ(run({"database", "restore", "here"}), 0);
    EXPECT_EQ(database_.action, DatabaseAction::Restore);
    EXPECT_EQ(database_.file, "here");
    for (const char* action : {"copy", "dump", "restore"}) EXPECT_EQ(run({"database", action}), 2);
    EXPECT_EQ(run({"database"}), 2);
}

TEST_F(CommandLineTests, EachRoleIsACommand) {
    EXPECT_EQ(run({"web"}), 7);
    EXPECT_EQ(role_, "web 2");
    EXPECT_EQ(run({"worker"}, {{"JIM_WORKER_SLOTS", "3"}}), 7);
    EXPECT_EQ(role_, "worker 3");
    EXPECT_EQ(run({"worker", "--slots", "5"}, {{"JIM_WORKER_SLOTS", "3"}}), 7);
    EXPECT_EQ(role_, "worker 5");
    EXPECT_EQ(run({"scheduler"}), 7);
    EXPECT_EQ(role_, "scheduler 2");
    EXPECT_EQ(run({"worker", "--slots", "0"}), 2);
}

TEST_F(CommandLineTests, ABadSettingStopsEverything) {
    EXPECT_EQ(run({"serve"}, {{"JIM_WORKER_SLOTS", "many"}}), 2);
    EXPECT_EQ(served_, -1);
    EXPECT_EQ(std::ranges::count(err_.str(), '\n'), 1);
    EXPECT_EQ(run({"serve", "--config", "/no/such/file"}), 2);
}

TEST_F(CommandLineTests, SettingsShowNoSecret) {
    for (const auto& form : {"", "--json", "--markdown"}) {
        auto words = std::vector<std::string>{"settings"};
        if (*form != '\0') words.push_back(form);
        EXPECT_EQ(run(words), 0);
        EXPECT_THAT(out_.str(), HasSubstr("JIM_WORKER_SLOTS"));
        EXPECT_THAT(out_.str(), Not(HasSubstr(kKey)));
    }
}

TEST_F(CommandLineTests, RunFindsNamesInAnyCaseAndIds) {
    for (const auto& [system, profile] :
         std::vector<std::pair<std::string, std::string>>{{"hr", "full IMPORT"}, {"1", "4"}}) {
        EXPECT_EQ(run({"run", system, profile}), 0) << err_.str();
        EXPECT_EQ(out_.str(), std::string{"Queued Full Import of HR: activity "} + test::kActivity +
                                  "\nFollow it: jim activity follow " + test::kActivity + "\n");
        EXPECT_EQ(err_.str(), "jim: Mind the gap.\n");
    }
    EXPECT_FALSE(server_.requests().back().queryValue("allowDeletions"));
    EXPECT_EQ(run({"run", "HR", "4", "--allow-deletions"}), 0);
    EXPECT_EQ(server_.requests().back().queryValue("allowDeletions"), "true");
    EXPECT_FALSE(server_.requests().back().queryValue("priority"));
    EXPECT_EQ(run({"run", "HR", "4", "--priority", "high", "--allow-deletions"}), 0);
    EXPECT_EQ(server_.requests().back().queryValue("priority"), "High");
    EXPECT_EQ(server_.requests().back().queryValue("allowDeletions"), "true");
    EXPECT_EQ(run({"run", "HR", "4", "--priority", "urgent"}), 2);
}

TEST_F(CommandLineTests, RunSaysWhatItDidNotFind) {
    EXPECT_EQ(run({"run", "finance", "x"}), 1);
    EXPECT_THAT(err_.str(), HasSubstr("'finance' was not found. There is 'HR', 'Ответ'."));
    EXPECT_EQ(run({"run", "HR", "dup"}), 1);
    EXPECT_THAT(err_.str(), HasSubstr("More than one run profile is called 'dup'. Use the id: 5 or "
                                      "6."));
}

TEST_F(CommandLineTests, RunAndFollowEndsWithTheOutcome) {
    EXPECT_EQ(run({"run", "HR", "Full Import", "--follow"}), 4);
    EXPECT_THAT(out_.str(), HasSubstr("complete with error after 12 s"));
}

TEST_F(CommandLineTests, ListsAreTablesOrWhatTheServerSent) {
    EXPECT_EQ(run({"system", "list"}), 0);
    EXPECT_THAT(out_.str(), HasSubstr("Id  Name  Status  Objects\n 1  HR    active        5\n"));
    EXPECT_THAT(out_.str(), HasSubstr("Page 1 of 2, 2 in all. Next: --page 2"));
    EXPECT_EQ(run({"system", "list", "--json"}), 0);
    EXPECT_TRUE(out_.str().starts_with("{\"items\":[{\"id\":1"));
}

TEST_F(CommandLineTests, ItemsAreFilteredAndHarmless) {
    EXPECT_EQ(run({"activity", "items", test::kActivity, "--errors", "--search", "a&b=c"}), 0);
    EXPECT_THAT(out_.str(), HasSubstr("duplicate object"));
    EXPECT_THAT(out_.str(), Not(HasSubstr("\x1b")));
    EXPECT_EQ(server_.requests().back().queryValue("search"), "a&b=c");
    EXPECT_EQ(server_.requests().back().queryValue("errorsOnly"), "true");
}

TEST_F(CommandLineTests, RefusesWhatIsNoIdBeforeAsking) {
    EXPECT_EQ(run({"activity", "show", "../apikeys"}), 1);
    EXPECT_EQ(run({"activity", "cancel", "7"}), 1);
    EXPECT_EQ(run({"object", "show", "x"}), 1);
    EXPECT_TRUE(server_.requests().empty());
}

TEST_F(CommandLineTests, ResumeAsksTheServer) {
    EXPECT_EQ(run({"activity", "resume", test::kActivity}), 0);
    EXPECT_TRUE(server_.requests().back().path.ends_with("/resume"));
    EXPECT_THAT(out_.str(), HasSubstr("It goes on."));
}

TEST_F(CommandLineTests, CancelAsksTheServer) {
    EXPECT_EQ(run({"activity", "cancel", test::kActivity}), 0);
    EXPECT_EQ(server_.requests().back().method, transport::http::Method::Post);
}

TEST_F(CommandLineTests, TheServersRefusalIsTrouble) {
    EXPECT_EQ(run({"rule", "list"}), 1);
    EXPECT_EQ(err_.str(), "jim: No such thing.\n");
    EXPECT_EQ(run({"rule", "list", "--url", "http://127.0.0.1:1"}), 1);
    EXPECT_THAT(err_.str(), HasSubstr("127.0.0.1:1"));
}

TEST_F(CommandLineTests, CompletionKnowsEveryCommand) {
    EXPECT_EQ(run({"completion", "bash"}), 0);
    EXPECT_THAT(out_.str(), HasSubstr("complete -o default -F _jim jim"));
    EXPECT_THAT(
        out_.str(),
        HasSubstr("\"activity\") words=\"list show follow trace cancel resume items --help"));
    EXPECT_THAT(out_.str(), HasSubstr("\"run\") words=\""));
}

TEST_F(CommandLineTests, SampleWritesACompany) {
    const auto folder =
        std::filesystem::path{testing::TempDir()} / ("jim-cli-sample-" + std::to_string(getpid()));
    EXPECT_EQ(run({"sample", "--people", "20", "--days", "2", "--seed", "3", folder.string()}), 0)
        << err_.str();
    EXPECT_TRUE(std::filesystem::exists(folder / "day2" / "hr.csv"));
    std::filesystem::remove_all(folder);
}

TEST_F(CommandLineTests, ReplaysATraceWithoutAServer) {
    EXPECT_EQ(run({"estimate", "--history", "H.json", "T.jsonl"}), 0);
    EXPECT_EQ(estimated_, "T.jsonl by H.json");
    EXPECT_NE(run({"estimate"}), 0);
}

}  // namespace
}  // namespace jim::apps::cli
