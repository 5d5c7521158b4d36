#include "api/live_progress/LongPoll.hpp"
#include "api/test/WatchFixture.hpp"
#include "transport/http/test/WebSocketClient.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

namespace jim::api {
namespace {

using transport::http::bodyOf;
using transport::http::WebSocketClient;

/// What one surface showed: the document's bytes but for retrievedAt.
using Shown = std::map<std::string, std::string>;

/// Every surface carries the same document.
class SurfaceTests : public WatchFixture {
protected:
    /// Opens what stays open, and reads what each shows at first.
    void open(const base::Guid& id) {
        const auto text = base::toText(id);
        one_ = std::make_unique<Follower>(follow(path(id) + "/stream"));
        many_ = std::make_unique<Follower>(follow("/progress/stream?activities=" + text));
        all_ = std::make_unique<Follower>(follow("/progress/stream"));
        for (auto* stream : {one_.get(), many_.get(), all_.get()}) stream->answer();
        socket_ = std::make_unique<WebSocketClient>(server_.port(), "/api/v1/progress/ws",
                                                    "X-API-Key: " + key_ + "\r\n");
        socket_->send(fmt::format(R"({{"subscribe":["{}"]}})", text));
    }

    static std::string dataOf(Follower& stream) { return stream.snapshot().data; }

    /// What all of them show now. `change` makes the revision that the ones that wait are to see.
    Shown look(const base::Guid& id, const std::function<void()>& change) {
        const auto watching = api_->watchers();
        auto waiting = poll(id, etagOf(id), "wait=20");
        awaitWatchers(watching + 1);
        pass(live_progress::kGathering);
        change();
        Shown shown;
        shown["long poll"] = bodyOf(waiting.answer());
        shown["stream"] = dataOf(*one_);
        shown["multiplexed"] = dataOf(*many_);
        shown["all"] = dataOf(*all_);
        shown["websocket"] = socket_->read().payload;
        shown["progress"] = bodyOf(follow(path(id)).answer());
        const auto detail = follow("/activities/" + base::toText(id)).answer();
        shown["activity"] = memberOf(detail, R"("progress":)");
        if (shown["progress"].find(R"("terminal":false)") != std::string::npos)
            shown["list"] = memberOf(follow("/progress").answer(), R"("items":[)");
        for (auto& [surface, document] : shown) document = withoutRetrievedAt(document);
        return shown;
    }

    /// The bytes of the object that follows `member`.
    static std::string memberOf(const std::string& body, std::string_view member) {
        const auto begin = body.find(member) + member.size();
        int depth = 0;
        bool text = false;
        for (auto at = begin; at < body.size(); ++at) {
            const char c = body[at];
            if (c == '"' && body[at - 1] != '\\') text = !text;
            if (text) continue;
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (depth == 0) return body.substr(begin, at + 1 - begin);
        }
        return {};
    }

    static void expectAllTheSame(const Shown& shown) {
        for (const auto& [surface, document] : shown)
            EXPECT_EQ(document, shown.at("progress")) << surface;
    }

    std::unique_ptr<Follower> one_;
    std::unique_ptr<Follower> many_;
    std::unique_ptr<Follower> all_;
    std::unique_ptr<WebSocketClient> socket_;
};

TEST_F(SurfaceTests, AllShowTheSameBytesFromTheQueueToTheEnd) {
    const auto id = start();
    open(id);
    dataOf(*one_);
    dataOf(*many_);
    dataOf(*all_);
    socket_->read();
    std::shared_ptr<progress::RunProgress> run;
    expectAllTheSame(look(id, [&] { run = attend(id); }));
    expectAllTheSame(look(id, [&] {
        run->enter("import.process");
        publish();
    }));
    expectAllTheSame(look(id, [&] {
        run->advance(7);
        clock_.advance(std::chrono::seconds{1});
        publish();
    }));
    expectAllTheSame(look(id, [&] { pass(std::chrono::milliseconds{3'001}); }));
    const auto last = look(id, [&] { finish(*run); });
    expectAllTheSame(last);
    EXPECT_THAT(last.at("stream"), testing::HasSubstr(R"("terminal":true)"));
}

TEST_F(SurfaceTests, ARunOfUnknownTotalHasNoPercentageAnywhere) {
    const auto id = start();
    open(id);
    dataOf(*one_);
    dataOf(*many_);
    dataOf(*all_);
    socket_->read();
    std::shared_ptr<progress::RunProgress> run;
    const auto check = [&](const std::function<void()>& change) {
        const auto shown = look(id, change);
        expectAllTheSame(shown);
        const auto& document = shown.at("progress");
        EXPECT_THAT(document, testing::HasSubstr(R"("objectsToProcess":0)"));
        EXPECT_THAT(document, testing::HasSubstr(R"("percentComplete":null)"));
    };
    check([&] { run = attend(id); });
    check([&] {
        run->enter("import.fetch");
        publish();
    });
    for (int i = 0; i < 3; ++i)
        check([&] {
            run->advance(100);
            clock_.advance(std::chrono::seconds{1});
            publish();
        });
    const auto last = look(id, [&] { finish(*run); });
    expectAllTheSame(last);
}

}  // namespace
}  // namespace jim::api
