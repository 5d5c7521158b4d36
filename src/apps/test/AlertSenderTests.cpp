#include "apps/AlertSender.hpp"
#include "foundation/base/test/TemporaryFolder.hpp"
#include "transport/http/test/RunningServer.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <array>
#include <condition_variable>
#include <sstream>

namespace jim::apps {
namespace {

using testing::HasSubstr;
using transport::http::Request;
using transport::http::Responder;

class AlertSenderTests : public testing::Test {
protected:
    AlertSenderTests() {
        keys_.emplace(security::EncryptionKeys::load(folder_ / "encryption.key").value());
    }

    void begin(std::vector<std::string> hosts = {}) {
        sender_.emplace(
            AlertSender::Parts{*log_, metrics_, *keys_, clock_, {}, std::move(hosts), {}});
    }

    void fire(const std::string& url) {
        runs::alert::AlertRule rule;
        rule.name = "Errors";
        rule.webhook = true;
        rule.webhookUrl = url;
        rule.webhookSecret =
            keys_->seal(base::Secret{"known to both of them"}, runs::alert::secretContext(rule));
        progress::AlertFiring firing;
        firing.rule = rule.name;
        progress::RunIdentity run;
        run.activityId = base::newGuid(clock_.now());
        sender_->fired({run, rule, firing});
    }

    /// Stops it, so that all it had to say is in the log.
    std::string logAtTheEnd() {
        sender_.reset();
        return stream_.str();
    }

    base::TemporaryFolder folder_;
    base::SystemClock clock_;
    std::ostringstream stream_;
    std::unique_ptr<log::Log> log_ = log::makeLog({}, clock_, stream_);
    metrics::Registry metrics_;
    std::optional<security::EncryptionKeys> keys_;
    std::optional<AlertSender> sender_;
};

TEST_F(AlertSenderTests, SendsWhatSeveralRunsFireAtTheSameTime) {
    constexpr int kEach = 20;
    std::mutex mutex;
    std::condition_variable came;
    int requests = 0;
    transport::http::RunningServer server{[&](Request&&, Responder respond) {
        respond({204, {}, {}, {}});
        const std::scoped_lock lock{mutex};
        ++requests;
        came.notify_all();
    }};
    begin();
    std::array<std::jthread, 4> runs;
    for (auto& run : runs)
        run = std::jthread{[&] {
            for (int i = 0; i < kEach; ++i) fire(server.url() + "/secret-path");
        }};
    for (auto& run : runs) run.join();
    {
        std::unique_lock lock{mutex};
        EXPECT_TRUE(came.wait_for(lock, std::chrono::seconds{60},
                                  [&] { return requests >= kEach * std::ssize(runs); }));
    }
    EXPECT_EQ(logAtTheEnd().find("secret-path"), std::string::npos);
}

TEST_F(AlertSenderTests, CallsNoHostThatIsNotAllowed) {
    begin({"alerts.example.com"});
    fire("http://127.0.0.1:9/hook");
    EXPECT_THAT(logAtTheEnd(), HasSubstr("JIM_ALERT_WEBHOOK_HOSTS does not name the host"));
}

TEST_F(AlertSenderTests, SaysWhatItCouldNotDeliverBeforeItStops) {
    begin();
    fire("http://169.254.169.254/latest/meta-data");
    EXPECT_THAT(logAtTheEnd(), HasSubstr("Alerts were not delivered"));
}

}  // namespace
}  // namespace jim::apps
