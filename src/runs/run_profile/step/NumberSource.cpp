#include "runs/run_profile/step/NumberSource.hpp"

#include <numeric>

namespace jim::runs::run_profile::step {
namespace {

constexpr std::int64_t kBlock = 10'000;

}  // namespace

base::Result<std::int64_t> NumberSource::next(std::uint16_t kind) {
    const std::scoped_lock lock{mutex_};
    auto& blocks = blocks_[kind];
    if (blocks.empty()) JIM_TRY(add(kind, kBlock));
    auto& block = blocks.front();
    const auto number = block.next++;
    if (--block.left == 0) blocks.pop_front();
    return number;
}

base::Status NumberSource::ensure(std::uint16_t kind, std::int64_t count) {
    // Each is a transaction of its own, and should be seldom.
    if (has(kind, count)) return {};
    const std::scoped_lock lock{mutex_};
    return add(kind, 4 * count);
}

bool NumberSource::has(std::uint16_t kind, std::int64_t count) const {
    const std::scoped_lock lock{mutex_};
    const auto at = blocks_.find(kind);
    if (at == blocks_.end()) return count == 0;
    const auto sum = [](std::int64_t all, const Block& block) { return all + block.left; };
    return std::accumulate(at->second.begin(), at->second.end(), std::int64_t{0}, sum) >= count;
}

base::Status NumberSource::add(std::uint16_t kind, std::int64_t count) {
    JIM_ASSIGN(const auto first, session_.connectorSpace().allocate(kind, count));
    blocks_[kind].push_back({first, count});
    return {};
}

}  // namespace jim::runs::run_profile::step
