#include "progress/TraceDocument.hpp"

#include <gmock/gmock.h>

namespace jim::progress {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::StartsWith;

TEST(TraceDocumentTests, ReadsWhatItWrites) {
    const std::vector<TracePoint> points{{1250ms, "import.fetch", 15, 200},
                                         {2s, "import.save", 0, std::nullopt},
                                         {3s, "", 0, std::nullopt}};
    std::string text;
    for (const auto& point : points) text += traceLine(point) + "\n";
    const auto trace = parseTrace(text);
    ASSERT_TRUE(trace) << trace.error().message;
    ASSERT_EQ(trace->size(), 3U);
    for (std::size_t i = 0; i < points.size(); ++i) {
        EXPECT_EQ((*trace)[i].at, points[i].at);
        EXPECT_EQ((*trace)[i].phase, points[i].phase);
        EXPECT_EQ((*trace)[i].processed, points[i].processed);
        EXPECT_EQ((*trace)[i].total, points[i].total);
    }
}

TEST(TraceDocumentTests, PassesOverEmptyLinesAndForeignLineEnds) {
    const auto trace = parseTrace(
        "{\"t\":1,\"phase\":\"a\",\"processed\":1,\"total\":null}\r\n\n"
        "{\"t\":2.5,\"phase\":\"a\",\"processed\":2}");
    ASSERT_TRUE(trace) << trace.error().message;
    EXPECT_EQ(trace->size(), 2U);
    EXPECT_TRUE(parseTrace("")->empty());
}

TEST(TraceDocumentTests, NamesTheLineThatIsWrong) {
    const std::string good = R"({"t":1,"phase":"a","processed":1,"total":2})";
    for (const auto& [bad, what] : std::vector<std::pair<std::string, std::string>>{
             {"{", "no JSON"},
             {"[]", "no JSON object"},
             {R"({"phase":"a","processed":1})", "'t' is missing"},
             {R"({"t":"1","phase":"a","processed":1})", "'t' is no number"},
             {R"({"t":1e300,"phase":"a","processed":1})", "'t' is out of range"},
             {R"({"t":1,"processed":1})", "'phase' is missing"},
             {R"({"t":1,"phase":7,"processed":1})", "'phase' is no phase's key"},
             {R"({"t":1,"phase":"a"})", "'processed' is missing"},
             {R"({"t":1,"phase":"a","processed":-1})", "'processed' is negative"},
             {R"({"t":1,"phase":"a","processed":1,"total":-5})", "'total' is negative"},
             {R"({"t":1,"phase":"a","processed":1,"total":"x"})", "'total' is no number"},
         }) {
        const auto trace = parseTrace(good + "\n\n" + bad + "\n" + good);
        ASSERT_FALSE(trace) << bad;
        EXPECT_EQ(trace.error().kind, base::ErrorKind::InvalidInput);
        EXPECT_THAT(trace.error().message, StartsWith("Line 3 of the trace: "));
        EXPECT_THAT(trace.error().message, HasSubstr(what));
    }
}

TEST(TraceDocumentTests, ReadsAHistory) {
    const auto history = parseHistory(
        R"([{"objects":20,"phases":{"b":1.5,"a":2},"processed":{"a":20}},{"objects":0,"phases":{}}])");
    ASSERT_TRUE(history) << history.error().message;
    ASSERT_EQ(history->size(), 2U);
    EXPECT_EQ((*history)[0].objects, 20);
    const std::vector<PastPhase> phases{{"b", 1500ms, 0}, {"a", 2s, 20}};
    EXPECT_EQ((*history)[0].phases, phases);
    EXPECT_TRUE(parseHistory("[]")->empty());
}

TEST(TraceDocumentTests, TakesTheLastTwentyRuns) {
    std::string text = "[";
    for (int i = 1; i <= 25; ++i)
        text += (i > 1 ? "," : "") + ("{\"objects\":" + std::to_string(i) + ",\"phases\":{}}");
    const auto history = parseHistory(text + "]").value();
    ASSERT_EQ(history.size(), kComparableRuns);
    EXPECT_EQ(history.front().objects, 6);
    EXPECT_EQ(history.back().objects, 25);
}

TEST(TraceDocumentTests, NamesTheRunThatIsWrong) {
    for (const auto& [bad, what] : std::vector<std::pair<std::string, std::string>>{
             {"7", "no JSON object"},
             {R"({"phases":{}})", "'objects' is missing"},
             {R"({"objects":-1,"phases":{}})", "'objects' is negative"},
             {R"({"objects":1})", "'phases' is no JSON object"},
             {R"({"objects":1,"phases":{"a":-2}})", "'a' is negative"},
             {R"({"objects":1,"phases":{"a":null}})", "'a' is no number"},
             {R"({"objects":1,"phases":{},"processed":[]})", "'processed' is no JSON object"},
         }) {
        const auto history = parseHistory(R"([{"objects":1,"phases":{}},)" + bad + "]");
        ASSERT_FALSE(history) << bad;
        EXPECT_THAT(history.error().message, StartsWith("Run 2 of the history: "));
        EXPECT_THAT(history.error().message, HasSubstr(what));
    }
    EXPECT_THAT(parseHistory("{").error().message, StartsWith("The history: "));
    EXPECT_THAT(parseHistory("{}").error().message, HasSubstr("no JSON array"));
}

TEST(TraceDocumentTests, WritesWhatWasEstimated) {
    Snapshot snapshot;
    snapshot.eta.run = EtaRange{1, 2.5, 4};
    snapshot.eta.reason = "finishing";
    snapshot.overall.fraction = 0.25;
    snapshot.health.status = HealthStatus::Quiet;
    EXPECT_EQ(estimateLine({1500ms, "a", 1, 2}, snapshot),
              R"({"t":1.5,"phase":null,"run":{"p10":1,"p50":2.5,"p90":4},"fraction":0.25,)"
              R"("health":"quiet","reason":"finishing"})");
    snapshot.eta.reason = "";
    EXPECT_THAT(estimateLine({}, snapshot), HasSubstr("\"reason\":null"));
}

}  // namespace
}  // namespace jim::progress
