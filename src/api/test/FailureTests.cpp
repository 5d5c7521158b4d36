#include "api/test/ApiFixture.hpp"

namespace jim::api {
namespace {

/// A database that answers every request to open it with this error.
class BrokenSessions final : public runs::run_profile::SessionFactory {
public:
    [[nodiscard]] base::Result<std::unique_ptr<runs::run_profile::Session>> open() override {
        return base::fail(error);
    }
    [[nodiscard]] base::Status check() override { return base::fail(error); }
    [[nodiscard]] std::uint64_t guidSpace() const override { return 1; }

    base::Error error;
};

class FailureTests : public ApiFixture {
protected:
    FailureTests() {
        api_ = std::make_unique<Api>(
            ApiContext{broken_, connectors_, *runs_, progress_, clock_, keys_, "1.2.3",
                       [this](std::string_view line) { logged_.emplace_back(line); }});
    }

    BrokenSessions broken_;
};

TEST_F(FailureTests, ADatabaseThatIsAwayIsSaidSo) {
    broken_.error = {base::ErrorKind::Unavailable, "The database is busy.", "secret", {}};
    const auto answer = get("/userinfo");
    EXPECT_EQ(answer.status, 503);
    EXPECT_EQ(answer.text("code"), "SERVICE_UNAVAILABLE");
    EXPECT_EQ(answer.text("message"), "The database is busy.");
    EXPECT_EQ(answer.header("Retry-After"), "5");
    const auto ready = sendAs("", Method::Get, "/health/ready");
    EXPECT_EQ(ready.status, 503);
    EXPECT_EQ(ready.text("reason"), "error");
    EXPECT_EQ(sendAs("", Method::Get, "/health/live").status, 200);
    EXPECT_TRUE(logged_.empty());
}

TEST_F(FailureTests, WhatIsOurFaultIsLoggedWithItsCorrelationIdAndNotTold) {
    broken_.error = base::internal("table api_key has no column hash");
    const auto answer = get("/apikeys");
    EXPECT_EQ(answer.status, 500);
    EXPECT_EQ(answer.text("code"), "INTERNAL_ERROR");
    EXPECT_EQ(answer.body.serialised().find("api_key"), std::string::npos);
    ASSERT_EQ(logged_.size(), 1U);
    EXPECT_TRUE(logged_[0].starts_with(answer.text("details"))) << logged_[0];
    EXPECT_NE(logged_[0].find("table api_key"), std::string::npos);
}

}  // namespace
}  // namespace jim::api
