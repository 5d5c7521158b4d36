#include "scenarios/JimProcess.hpp"
#include "scenarios/Landscape.hpp"
#include "security/MessageSignature.hpp"
#include "transport/http/test/RunningServer.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <condition_variable>
#include <mutex>
#include <optional>

namespace jim::scenarios {
namespace {

using testing::HasSubstr;
using transport::http::Method;
using transport::http::Request;
using transport::http::Responder;
using transport::http::RunningServer;

constexpr const char* kSecret = "known to JIM and its receiver";

/// People with ids from p1, and rows without one, which cannot be imported.
std::string people(int good, int bad = 0) {
    std::string file = "id,first,last,mail,manager,skills\n";
    for (int i = 1; i <= good; ++i)
        file += fmt::format("p{},Ann,Nr{},ann{}@example.com,,\n", i, i, i);
    for (int i = 0; i < bad; ++i) file += ",Nobody,At all,nobody@example.com,,\n";
    return file;
}

/// A receiver of alerts that answers as it is told, one answer after the other.
class Receiver {
public:
    explicit Receiver(std::vector<int> answers)
        : answers_(std::move(answers)), server_([this](Request&& request, Responder respond) {
              take(std::move(request), std::move(respond));
          }) {}

    [[nodiscard]] std::string url() const { return server_.url() + "/hook"; }

    /// As soon as there have been so many.
    std::vector<Request> requests(std::size_t count) {
        std::unique_lock lock{mutex_};
        came_.wait_for(lock, std::chrono::seconds{60}, [&] { return requests_.size() >= count; });
        return requests_;
    }

private:
    void take(Request&& request, Responder respond) {
        const std::scoped_lock lock{mutex_};
        respond({answers_.at(std::min(requests_.size(), answers_.size() - 1)), {}, {}, {}});
        requests_.push_back(std::move(request));
        came_.notify_all();
    }

    std::mutex mutex_;
    std::condition_variable came_;
    std::vector<Request> requests_;
    std::vector<int> answers_;
    RunningServer server_;
};

class AlertScenarioTests : public testing::Test {
protected:
    AlertScenarioTests() { restart(); }

    void restart(std::map<std::string, std::string> settings = {}) {
        jim_.reset();
        jim_.emplace(folder_.path() / "data", std::move(settings));
    }

    void configure(const std::string& hr) {
        writeFile(landscape_.hr(), hr);
        landscape_.configure(*jim_);
    }

    void rule(json::object rule) {
        auto path = landscape_.executePath("HR", "FullImport");
        path.replace(path.rfind("/execute"), std::string::npos, "/alert-rules");
        jim_->post(path, rule);
    }

    [[nodiscard]] std::string start() { return landscape_.start(*jim_, "HR", "FullImport"); }

    /// The run's progress when it stands paused; it must not end before.
    json::value untilPaused(const std::string& activity) {
        const auto path = "/activities/" + activity + "/progress";
        std::map<std::string, std::string> headers;
        for (;;) {
            const auto answer = jim_->send(Method::Get, path, {}, headers);
            if (answer.status == 304) continue;
            if (answer.body.at("state") == "paused") return answer.body;
            if (answer.body.at("terminal").as_bool())
                throw std::runtime_error("it ended: " + json::serialize(answer.body));
            headers = {{"If-None-Match", answer.etag}, {"Prefer", "wait=10"}};
        }
    }

    int act(const std::string& activity, const std::string& what) {
        return jim_->send(Method::Post, "/activities/" + activity + "/" + what).status;
    }

    std::int64_t objects() {
        return jim_
            ->get(fmt::format("/synchronisation/connected-systems/{}/connector-space/count",
                              landscape_.systemId("HR")))
            .as_int64();
    }

    static const json::value& alertOf(const json::object& ended) {
        return ended.at("executionStats").at("alerts").as_array().at(0);
    }

    TemporaryFolder folder_;
    Landscape landscape_{folder_.path()};
    std::optional<JimProcess> jim_;
};

const json::object kManyErrors{{"name", "Many errors"},
                               {"condition", "ErrorRatio"},
                               {"threshold", 0.1},
                               {"actions", json::array{"Pause"}}};
const json::object kManyDeletes{{"name", "Many deletes"},
                                {"condition", "Deletes"},
                                {"threshold", 5},
                                {"actions", json::array{"Pause"}}};

TEST_F(AlertScenarioTests, ARunWithManyErrorsPausesIsResumedAndCompletes) {
    configure(people(70, 30));
    rule(kManyErrors);
    const auto activity = start();
    const auto paused = untilPaused(activity);
    EXPECT_EQ(paused.at("message"),
              "Paused by the alert rule 'Many errors': 30 % of the objects failed (limit 10 %). "
              "Resume it or cancel it.");
    EXPECT_EQ(paused.at("health").at("waitingOn"), "operator");
    EXPECT_EQ(paused.at("health").at("status"), "quiet");
    EXPECT_EQ(paused.at("alerts").at(0).at("rule"), "Many errors");
    EXPECT_EQ(jim_->get("/worker-tasks").at("items").at(0).at("status"), "Paused");
    EXPECT_EQ(objects(), 0) << "it asks before it writes";
    EXPECT_EQ(act(activity, "resume"), 202);
    const auto ended = landscape_.wait(*jim_, activity);
    EXPECT_EQ(ended.at("status"), "CompleteWithWarning");
    EXPECT_EQ(alertOf(ended).at("text"), "30 % of the objects failed (limit 10 %)");
    EXPECT_EQ(alertOf(ended).at("resumedBy"), ended.at("initiatedByName"));
    EXPECT_TRUE(alertOf(ended).at("resumedAt").is_string());
    EXPECT_EQ(objects(), 70);
    EXPECT_EQ(act(activity, "resume"), 400);
}

TEST_F(AlertScenarioTests, ARunWithTooManyDeletesPausesAndIsCancelled) {
    configure(people(100));
    landscape_.run(*jim_, "HR", "FullImport");
    rule(kManyDeletes);
    writeFile(landscape_.hr(), people(95));
    const auto activity = start();
    EXPECT_THAT(untilPaused(activity).at("message").as_string().c_str(),
                HasSubstr("5 deletes (limit 5)"));
    EXPECT_EQ(act(activity, "cancel"), 202);
    const auto ended = landscape_.wait(*jim_, activity);
    EXPECT_EQ(ended.at("status"), "Cancelled");
    EXPECT_EQ(alertOf(ended).at("rule"), "Many deletes");
    EXPECT_EQ(objects(), 100);
}

TEST_F(AlertScenarioTests, AReceiverIsToldAgainUntilItTakesIt) {
    Receiver receiver{{500, 200}};
    restart({{"JIM_PUBLIC_URL", "https://jim.example.com"}});
    configure(people(70, 30));
    auto rule = kManyErrors;
    rule["actions"] = json::array{"Webhook"};
    rule["webhookUrl"] = receiver.url();
    rule["webhookSecret"] = kSecret;
    this->rule(rule);
    const auto activity = start();
    EXPECT_EQ(landscape_.wait(*jim_, activity).at("status"), "CompleteWithWarning");

    const auto tries = receiver.requests(2);
    ASSERT_EQ(tries.size(), 2U);
    EXPECT_EQ(tries[0].header("X-JIM-Delivery"), tries[1].header("X-JIM-Delivery"));
    for (const auto& request : tries)
        EXPECT_EQ(
            request.header("X-JIM-Signature"),
            "sha256=" + security::hmacSha256(
                            base::Secret{kSecret},
                            fmt::format("{}.{}", request.header("X-JIM-Timestamp"), request.body)));
    const auto body = json::parse(tries[1].body);
    EXPECT_EQ(body.at("activityId"), json::string{activity});
    EXPECT_EQ(body.at("connectedSystem").at("name"), "HR");
    EXPECT_EQ(body.at("observed").to_number<double>(), 0.3);
    EXPECT_EQ(body.at("link"),
              json::string{"https://jim.example.com/api/v1/activities/" + activity});
}

TEST_F(AlertScenarioTests, OnlyHostsThatAreAllowedAreTold) {
    Receiver receiver{{200}};
    configure(people(70, 30));
    auto rule = kManyErrors;
    rule["actions"] = json::array{"Webhook"};
    rule["webhookUrl"] = receiver.url();
    rule["webhookSecret"] = kSecret;
    this->rule(rule);
    restart({{"JIM_ALERT_WEBHOOK_HOSTS", "alerts.example.com,*.internal"}});
    EXPECT_EQ(landscape_.wait(*jim_, start()).at("status"), "CompleteWithWarning");
    EXPECT_THAT(jim_->log(), HasSubstr("JIM_ALERT_WEBHOOK_HOSTS does not name the host"));
    auto path = landscape_.executePath("HR", "FullImport");
    path.replace(path.rfind("/execute"), std::string::npos, "/alert-rules");
    rule["name"] = "Another";
    const auto refused = jim_->send(Method::Post, path, rule);
    EXPECT_EQ(refused.status, 400);
    EXPECT_THAT(json::serialize(refused.body), HasSubstr("JIM_ALERT_WEBHOOK_HOSTS"));
    rule["webhookUrl"] = "https://jim.internal/hook";
    EXPECT_EQ(jim_->send(Method::Post, path, rule).status, 201);
    EXPECT_TRUE(receiver.requests(0).empty());
}

TEST_F(AlertScenarioTests, APausedRunWhoseProcessDiesIsRecoveredAndKeepsItsAlert) {
    configure(people(70, 30));
    rule(kManyErrors);
    const auto activity = start();
    (void)untilPaused(activity);
    jim_->kill();
    restart();
    const auto ended = landscape_.wait(*jim_, activity);
    EXPECT_EQ(ended.at("status"), "FailedWithError");
    EXPECT_EQ(alertOf(ended).at("rule"), "Many errors");
    EXPECT_EQ(jim_->get("/activities/" + activity + "/progress").at("alerts").at(0).at("rule"),
              "Many errors");
}

TEST_F(AlertScenarioTests, AServiceThatStopsDoesNotWaitForAPausedRun) {
    configure(people(70, 30));
    rule(kManyErrors);
    const auto activity = start();
    (void)untilPaused(activity);
    EXPECT_EQ(jim_->stop(), 0);
    restart();
    const auto ended = landscape_.wait(*jim_, activity);
    EXPECT_EQ(ended.at("status"), "Cancelled");
    EXPECT_THAT(ended.at("message").as_string().c_str(), HasSubstr("the service was stopped"));
}

TEST_F(AlertScenarioTests, ARunThatNobodyResumesIsCancelled) {
    restart({{"JIM_ALERT_PAUSE_SECONDS", "1"}});
    configure(people(70, 30));
    rule(kManyErrors);
    const auto ended = landscape_.wait(*jim_, start());
    EXPECT_EQ(ended.at("status"), "Cancelled");
    EXPECT_THAT(ended.at("message").as_string().c_str(),
                HasSubstr("because an alert rule paused it and nobody resumed it within 1 s"));
    EXPECT_EQ(objects(), 0);
}

}  // namespace
}  // namespace jim::scenarios
