#include "progress/Snapshot.hpp"
#include "progress/StoredDocument.hpp"
#include "progress/test/RunFixture.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

namespace jim::progress {
namespace {

class StoredDocumentTests : public RunFixture {
protected:
    /// A running import, with text from outside that needs care.
    std::string document() {
        auto identity = import();
        identity.targetContext = "HR <b>\x1B[31m \"quoted\" \\ & Zürich";
        const auto run = publisher_.begin(identity);
        run->advance(3);
        run->count(0, Outcome::Created);
        publisher_.publishDue();
        return stored(identity)->document;
    }

    static std::string reasonFor(std::string text) {
        const auto read = readStored(std::move(text));
        return read ? "accepted" : read.error().detail;
    }

    std::string with(std::string_view from, std::string_view to) {
        auto text = document();
        const auto at = text.find(from);
        EXPECT_NE(at, std::string::npos) << from;
        return text.replace(at, from.size(), to);
    }
};

TEST_F(StoredDocumentTests, WhatAPublisherWritesIsReadAsItWasStored) {
    const auto identity = import(3);
    const auto run = publisher_.begin(identity);
    publisher_.publishDue();
    const auto written = stored(identity);
    const auto read = readStored(written->document);
    ASSERT_TRUE(read) << read.error().detail;
    EXPECT_EQ(read->activityId, written->activityId);
    EXPECT_EQ(read->attempt, 3);
    EXPECT_EQ(read->epoch, written->epoch);
    EXPECT_EQ(read->revision, written->revision);
    EXPECT_EQ(read->terminal, written->terminal);
    EXPECT_EQ(read->attended, written->attended);
    EXPECT_EQ(read->asOf, written->asOf);
    EXPECT_EQ(read->document, written->document);
}

TEST_F(StoredDocumentTests, QueuedAndEndedRunsAreReadToo) {
    auto identity = import(0);
    publisher_.queued(identity);
    EXPECT_FALSE(readStored(stored(identity)->document).value().attended);
    identity.attempt = 1;
    const auto run = publisher_.begin(identity);
    publisher_.finish(*run, completed({}));
    publisher_.publishDue();
    EXPECT_TRUE(readStored(stored(identity)->document).value().terminal);
}

TEST_F(StoredDocumentTests, TextFromOutsideThatWasCleanedIsReadBack) {
    EXPECT_EQ(reasonFor(document()), "accepted");
}

TEST_F(StoredDocumentTests, WhatIsNoJsonIsRefused) {
    EXPECT_EQ(reasonFor(""), "it is no JSON");
    EXPECT_EQ(reasonFor("not json"), "it is no JSON");
    EXPECT_EQ(reasonFor(document() + "}"), "it is no JSON");
    EXPECT_EQ(reasonFor(std::string(9000, '[')), "it is no JSON");
    EXPECT_EQ(reasonFor(R"({"schema":1,"message":")"
                        "\xFF\"}"),
              "it is no JSON");
    EXPECT_EQ(reasonFor("[]"), "a member is no object");
    EXPECT_EQ(reasonFor("{}"), "a member is missing");
}

TEST_F(StoredDocumentTests, WhatIsTooLargeIsRefused) {
    EXPECT_EQ(reasonFor(document() + std::string(kMaximumDocument, ' ')), "it is too large");
}

TEST_F(StoredDocumentTests, MembersOfAnotherTypeAreRefused) {
    for (const auto& [from, to] : std::vector<std::pair<std::string, std::string>>{
             {R"("objectsToProcess":0)", R"("objectsToProcess":"0")"},
             {R"("createdCount":1)", R"("createdCount":-1)"},
             {R"("createdCount":1)", R"("createdCount":1.5)"},
             {R"("summary":)", R"("summary":7,"s":)"},
             {R"("totalErrors":0)", R"("totalErrors":null)"},
             {R"("overall":{)", R"("overall":{},"o":{)"},
             {R"("phases":[)", R"("phases":[7,)"},
             {R"("reporter":{)", R"("reporter":[],"r":{)"}})
        EXPECT_NE(reasonFor(with(from, to)), "accepted") << to;
}

TEST_F(StoredDocumentTests, NumbersOutOfRangeAreRefused) {
    for (const char* number : {"1e999", "99999999999999999999", "-1", "1e3"})
        EXPECT_NE(
            reasonFor(with(R"("createdCount":1)", std::string{R"("createdCount":)"} + number)),
            "accepted")
            << number;
    EXPECT_NE(reasonFor(with(R"("attempt":1)", R"("attempt":4294967296)")), "accepted");
}

TEST_F(StoredDocumentTests, TerminalEscapesMarkupAndDirectionalOverridesAreRefused) {
    for (const char* text : {"\\u001b[31m", "\\u009b31m", "\\u0000", "\\n", "\\u202e", "\\u2066",
                             "<script>", "&lt;", "a>b"})
        EXPECT_NE(reasonFor(with(R"("display":")", std::string{R"("display":")"} + text)),
                  "accepted")
            << text;
    EXPECT_NE(reasonFor(with(R"("reporter":)", R"("\u001b":1,"reporter":)")), "accepted");
}

TEST_F(StoredDocumentTests, AHeadThatReadersCouldNotReplaceInPlaceIsRefused) {
    EXPECT_EQ(reasonFor(with(R"({"schema":1,)", R"({"evil":{"state":"running"},"schema":1,)")),
              "its head is in another order");
    EXPECT_EQ(reasonFor(with(R"("state":"running")", R"("state" : "running")")),
              "its head is in another order");
    EXPECT_EQ(reasonFor(with(R"("phase":)", R"("x":{"health":{"status":"quiet"}},"phase":)")),
              "its health stands elsewhere");
    EXPECT_NE(reasonFor(with(R"("state":"running")", R"("state":"dancing")")), "accepted");
    EXPECT_NE(reasonFor(with(R"("state":"running")", R"("state":"worker_lost")")), "accepted");
    EXPECT_NE(reasonFor(with(R"("terminal":false)", R"("terminal":true)")), "accepted");
    EXPECT_NE(reasonFor(with(R"("source":"live")", R"("source":"degraded")")), "accepted");
    EXPECT_NE(reasonFor(with(R"("epoch":")", R"("epoch":"../)")), "accepted");
}

TEST_F(StoredDocumentTests, AMemberOfANewerVersionIsLetThrough) {
    EXPECT_EQ(reasonFor(with(R"("reporter":)", R"("novelty":{"value":1},"reporter":)")),
              "accepted");
}

RC_GTEST_FIXTURE_PROP(StoredDocumentTests, NoChangeOfBytesHarms, ()) {
    auto text = document();
    const auto changes = *rc::gen::inRange(1, 6);
    for (int i = 0; i < changes; ++i) {
        const auto at = *rc::gen::inRange<std::size_t>(0, text.size());
        text[at] = static_cast<char>(*rc::gen::inRange(0, 256));
    }
    const auto read = readStored(text);
    if (!read) return;
    const auto shown = readSnapshot(*read, clock_.now() + std::chrono::hours{1});
    RC_ASSERT(shown.document.find_first_of("<>&\x1B") == std::string::npos);
    // One digit makes a heartbeat of a later year of it, which cannot be late.
    const bool later = read->asOf > clock_.now();
    RC_ASSERT(later || json::parse(shown.document).as_object().at("state") == "worker_lost");
}

}  // namespace
}  // namespace jim::progress
