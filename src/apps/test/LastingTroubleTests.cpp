#include "apps/LastingTrouble.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

namespace jim::apps {
namespace {

using testing::HasSubstr;

class LastingTroubleTests : public testing::Test {
protected:
    std::string said() {
        auto text = out_.str();
        out_.str("");
        return text;
    }
    void fail(const std::string& why) {
        trouble_.note(base::Status{base::fail(base::external(why, "in detail"))});
    }

    base::ManualClock clock_;
    std::ostringstream out_;
    std::unique_ptr<log::Log> log_ = log::makeLog({}, clock_, out_);
    LastingTrouble trouble_{*log_, "It cannot be read.", "It is read again."};
};

TEST_F(LastingTroubleTests, IsSaidOnceAndSoIsItsEnd) {
    trouble_.note(base::Status{});
    EXPECT_EQ(said(), "") << "nothing was wrong";
    fail("Gone.");
    EXPECT_THAT(said(), HasSubstr("It cannot be read. reason=Gone. detail=\"in detail\""));
    for (int again = 0; again < 100; ++again) fail("Gone.");
    EXPECT_EQ(said(), "");
    trouble_.note(base::Status{});
    EXPECT_THAT(said(), HasSubstr("It is read again."));
    trouble_.note(base::Status{});
    EXPECT_EQ(said(), "");
    fail("Gone.");
    EXPECT_THAT(said(), HasSubstr("Gone.")) << "a new one";
}

TEST_F(LastingTroubleTests, AnotherReasonIsNews) {
    fail("The server is away.");
    fail("The password is wrong.");
    EXPECT_THAT(said(), HasSubstr("The password is wrong."));
}

}  // namespace
}  // namespace jim::apps
