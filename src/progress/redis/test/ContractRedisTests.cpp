#include "progress/FallbackProgressStore.hpp"
#include "progress/contract_test/ProgressStoreContract.hpp"
#include "progress/memory/MemoryProgressStore.hpp"
#include "progress/redis/test/RunningStore.hpp"

namespace jim::progress {
namespace {

using namespace std::chrono_literals;
using redis::sharedServer;

/// Lets time pass by taking it from what is left to live of every key.
void passInRedis(const std::string& prefix, std::chrono::milliseconds time) {
    const std::string script =
        "for _, key in ipairs(redis.call('KEYS', ARGV[1])) do "
        "local left = redis.call('PTTL', key) - tonumber(ARGV[2]) "
        "if left > 0 then redis.call('PEXPIRE', key, left) else redis.call('DEL', key) end end";
    (void)sharedServer().ask({"EVAL", script, "0", prefix + "*", std::to_string(time.count())});
}

class RedisEngine final : public ProgressStoreEngine {
public:
    ProgressStore& store() override { return running_.store(); }
    std::chrono::milliseconds ttl() const override { return 600s; }
    void pass(std::chrono::milliseconds time) override { passInRedis(prefix_, time); }
    void settle() override { EXPECT_TRUE(running_.store().settle()); }

private:
    std::string prefix_ = redis::newPrefix();
    redis::RunningStore running_{redis::patientOptions(sharedServer()),
                                 {.ttl = 600s, .keyPrefix = prefix_}};
};

/// As `jim serve` has it: Redis, with memory beside it.
class RedisWithMemoryEngine final : public ProgressStoreEngine {
public:
    ProgressStore& store() override { return both_; }
    std::chrono::milliseconds ttl() const override { return 600s; }
    void pass(std::chrono::milliseconds time) override {
        passInRedis(prefix_, time);
        clock_.advance(time);
    }
    /// What only others publish would come through Redis; there are none.
    void settle() override { (void)running_.store().settle(); }

private:
    std::string prefix_ = redis::newPrefix();
    base::ManualClock clock_;
    redis::RunningStore running_{redis::patientOptions(sharedServer()),
                                 {.ttl = 600s, .keyPrefix = prefix_}};
    memory::MemoryProgressStore memory_{clock_, 600s};
    FallbackProgressStore both_{running_.store(), memory_, clock_};
};

INSTANTIATE_TYPED_TEST_SUITE_P(Redis, ProgressStoreContract, RedisEngine);
INSTANTIATE_TYPED_TEST_SUITE_P(RedisWithMemory, ProgressStoreContract, RedisWithMemoryEngine);
}  // namespace
}  // namespace jim::progress
