#include "apps/BuiltInConnectors.hpp"
#include "apps/HandlerPool.hpp"
#include "foundation/base/test/TemporaryFolder.hpp"
#include "progress/memory/MemoryProgressStore.hpp"
#include "runs/executor/QueuedRunControl.hpp"
#include "store/sqlite/SessionFactory.hpp"
#include "transport/http/Client.hpp"
#include "transport/http/test/RunningServer.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <atomic>
#include <latch>
#include <mutex>
#include <optional>
#include <set>
#include <thread>
#include <vector>

namespace jim::apps {
namespace {

using testing::HasSubstr;

/// Requests that come over the real server, answered by the pool.
class HandlerPoolTests : public testing::Test {
protected:
    ~HandlerPoolTests() override {
        server_.stop();
        server_.join();
        pool_.reset();
    }

    void begin(std::size_t threads) { pool_.emplace(api_, threads); }

    transport::http::Response health() {
        transport::http::Client client{server_.url()};
        return client.send(transport::http::Method::Get, "/api/v1/health").value();
    }

    const base::TemporaryFolder folder_;
    base::SystemClock clock_;
    security::EncryptionKeys keys_ =
        security::EncryptionKeys::load(folder_ / "encryption.key").value();
    std::unique_ptr<store::sqlite::SessionFactory> sessions_ =
        store::sqlite::SessionFactory::open((folder_ / "jim.db").string(), clock_).value();
    BuiltInConnectors connectors_;
    progress::memory::MemoryProgressStore progress_{clock_, std::chrono::hours{1}};
    progress::Publisher publisher_{progress_, clock_};
    runs::executor::QueuedRunControl runs_{{*sessions_, connectors_, publisher_, clock_, [] {}}};
    api::Api api_{{*sessions_, connectors_, runs_, progress_, clock_, keys_, "test"}};
    std::optional<HandlerPool> pool_;
    transport::http::RunningServer server_{
        [this](transport::http::Request&& request, transport::http::Responder respond) {
            pool_->submit(std::move(request), std::move(respond));
        }};
};

TEST_F(HandlerPoolTests, AnswersRequestsAndDoesOtherWorkOnThreadsOfItsOwn) {
    begin(2);
    EXPECT_EQ(health().status, 200);
    std::mutex mutex;
    std::set<std::thread::id> threads;
    std::latch both{2};
    for (int i = 0; i < 2; ++i)
        pool_->submit([&] {
            {
                const std::scoped_lock lock{mutex};
                threads.insert(std::this_thread::get_id());
            }
            both.arrive_and_wait();  // Each waits for the other: they run at the same time.
        });
    pool_.reset();
    EXPECT_EQ(threads.size(), 2U);
    EXPECT_FALSE(threads.contains(std::this_thread::get_id()));
}

TEST_F(HandlerPoolTests, WorkIsDoneInItsOrder) {
    begin(1);
    std::vector<int> done;
    std::latch last{1};
    for (int i = 0; i < 100; ++i) pool_->submit([&done, i] { done.push_back(i); });
    pool_->submit([&] { last.count_down(); });
    last.wait();
    pool_.reset();
    ASSERT_EQ(done.size(), 100U);
    EXPECT_TRUE(std::ranges::is_sorted(done));
}

TEST_F(HandlerPoolTests, WhenItIsFullRequestsAreAnsweredAtOnceAndOtherWorkIsDropped) {
    begin(1);
    std::latch busy{1};
    std::latch goOn{1};
    std::atomic<int> done{0};
    pool_->submit([&] {
        busy.count_down();
        goOn.wait();
    });
    busy.wait();
    constexpr int kMoreThanFit = 3000;
    for (int i = 0; i < kMoreThanFit; ++i) pool_->submit([&] { ++done; });
    const auto refused = health();
    EXPECT_EQ(refused.status, 503);
    EXPECT_EQ(refused.findHeader("Retry-After"), "5");
    EXPECT_THAT(refused.body, HasSubstr("\"code\":\"SERVICE_UNAVAILABLE\""));
    goOn.count_down();
    while (health().status != 200) std::this_thread::yield();
    pool_.reset();
    EXPECT_GT(done, 0);
    EXPECT_LT(done, kMoreThanFit);
}

TEST_F(HandlerPoolTests, EndsWhenAllThatItTookIsDone) {
    begin(2);
    std::atomic<int> done{0};
    for (int i = 0; i < 1000; ++i) pool_->submit([&] { ++done; });
    pool_.reset();
    EXPECT_EQ(done, 1000);
}

}  // namespace
}  // namespace jim::apps
