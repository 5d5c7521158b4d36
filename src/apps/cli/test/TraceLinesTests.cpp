#include "apps/cli/TraceLines.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace jim::apps::cli {
namespace {

std::string document(int revision, std::string_view asOf, std::string_view rest) {
    return fmt::format(
        R"({{"source":"live","state":"running","revision":{},"asOf":"{}","elapsedSeconds":2,{}}})",
        revision, asOf, rest);
}

constexpr std::string_view kFetch =
    R"("phases":[],"currentPhase":{"key":"import.fetch","parentKey":null,"processed":15,)"
    R"("total":{"value":200,"kind":"exact"}})";

TEST(TraceLinesTests, SaysWhereARunIs) {
    TraceLines lines;
    EXPECT_EQ(lines.lineOf(document(1, "2026-01-01T00:00:02.000000Z", kFetch)),
              "{\"t\":2.000,\"phase\":\"import.fetch\",\"processed\":15,\"total\":200}\n");
    EXPECT_EQ(lines.lineOf(document(2, "2026-01-01T00:00:02.250000Z", kFetch)),
              "{\"t\":2.250,\"phase\":\"import.fetch\",\"processed\":15,\"total\":200}\n");
}

TEST(TraceLinesTests, SaysNothingTwiceAndNothingThatIsNotLive) {
    TraceLines lines;
    EXPECT_NE(lines.lineOf(document(1, "2026-01-01T00:00:02.000000Z", kFetch)), "");
    EXPECT_EQ(lines.lineOf(document(1, "2026-01-01T00:00:02.000000Z", kFetch)), "");
    EXPECT_EQ(lines.lineOf(R"({"source":"degraded","state":"running","revision":5})"), "");
    EXPECT_EQ(lines.lineOf(R"({"source":"live","state":"queued","revision":6})"), "");
    EXPECT_EQ(lines.lineOf("no JSON"), "");
}

TEST(TraceLinesTests, ANestedPhaseIsItsHost) {
    TraceLines lines;
    const auto line = lines.lineOf(document(
        1, "2026-01-01T00:00:02.000000Z",
        R"("phases":[{"key":"import.fetch","processed":7,"total":{"value":null,"kind":"unknown"}}],)"
        R"("currentPhase":{"key":"file.open","parentKey":"import.fetch","processed":0,)"
        R"("total":{"value":null,"kind":"unknown"}})"));
    EXPECT_EQ(line, "{\"t\":2.000,\"phase\":\"import.fetch\",\"processed\":7,\"total\":null}\n");
}

TEST(TraceLinesTests, ATotalThatWasPassedIsNone) {
    TraceLines lines;
    const auto line =
        lines.lineOf(document(1, "2026-01-01T00:00:02.000000Z",
                              R"("phases":[],"currentPhase":{"key":"a","parentKey":null,)"
                              R"("processed":9,"total":{"value":9,"kind":"lower_bound"}})"));
    EXPECT_EQ(line, "{\"t\":2.000,\"phase\":\"a\",\"processed\":9,\"total\":null}\n");
}

TEST(TraceLinesTests, TheLastLineIsWhenItEnded) {
    TraceLines lines;
    (void)lines.lineOf(document(1, "2026-01-01T00:00:02.000000Z", kFetch));
    EXPECT_EQ(lines.lineOf(
                  document(2, "2026-01-01T00:00:09.500000Z", R"("phases":[],"currentPhase":null)")),
              "{\"t\":9.500,\"phase\":\"import.fetch\",\"processed\":15,\"total\":200}\n");
}

}  // namespace
}  // namespace jim::apps::cli
