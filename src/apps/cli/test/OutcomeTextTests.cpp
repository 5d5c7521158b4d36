#include "apps/cli/OutcomeText.hpp"
#include "apps/cli/test/Documents.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace jim::apps::cli {
namespace {

using testing::ElementsAre;

TEST(OutcomeTextTests, SaysHowItWentAndWhereToLook) {
    const auto outcome = parseOutcome(test::endedActivity()).value();
    const auto counts = parseSnapshot(test::endDocument()).value().counts;
    EXPECT_THAT(outcomeText(outcome, counts),
                ElementsAre("HR - Full Import: complete with warning after 12 s",
                            "1,000 objects: 500 created, 400 updated, 25 deleted, 65 unchanged, 10 "
                            "failed",
                            "10 rows were refused.",
                            "10 errors. See them: jim activity items "
                            "0192d3b4-00aa-7000-8000-000000000001 --errors"));
}

TEST(OutcomeTextTests, ACleanRunIsShort) {
    Outcome outcome;
    outcome.status = "Complete";
    outcome.targetName = "Export\x1b[2J";
    EXPECT_THAT(outcomeText(outcome, {}), ElementsAre("Export�[2J: complete"));
    EXPECT_THAT(outcomeText(outcome, {.processed = 1, .created = 1}),
                ElementsAre("Export�[2J: complete", "1 object: 1 created"));
}

}  // namespace
}  // namespace jim::apps::cli
