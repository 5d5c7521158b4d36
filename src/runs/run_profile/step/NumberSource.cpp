#include "runs/run_profile/step/NumberSource.hpp"

#include <algorithm>
#include <numeric>

namespace jim::runs::run_profile::step {
namespace {

constexpr std::int64_t kBlock = 10'000;

}  // namespace

base::Result<std::int64_t> NumberSource::next(std::uint16_t kind) {
    const std::scoped_lock lock{mutex_};
    auto& blocks = blocks_[kind];
    if (blocks.empty()) {
        if (std::this_thread::get_id() != owner_)
            return base::fail(base::internal("fewer numbers were made sure of than are needed"));
        JIM_TRY(add(kind, kBlock));
    }
    auto& block = blocks.front();
    const auto number = block.next++;
    if (--block.left == 0) blocks.pop_front();
    return number;
}

base::Status NumberSource::ensure(std::uint16_t kind, std::int64_t count) {
    const std::scoped_lock lock{mutex_};
    const auto& blocks = blocks_[kind];
    const auto sum = [](std::int64_t all, const Block& block) { return all + block.left; };
    const auto there = std::accumulate(blocks.begin(), blocks.end(), std::int64_t{0}, sum);
    return there >= count ? base::Status{} : add(kind, std::max(count, kBlock));
}

base::Status NumberSource::add(std::uint16_t kind, std::int64_t count) {
    JIM_ASSIGN(const auto first, session_.connectorSpace().allocate(kind, count));
    blocks_[kind].push_back({first, count});
    return {};
}

}  // namespace jim::runs::run_profile::step
