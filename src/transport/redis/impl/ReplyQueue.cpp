#include "transport/redis/impl/ReplyQueue.hpp"

#include <utility>

namespace jim::transport::redis::impl {

void ReplyQueue::expect(std::size_t replies, Moment deadline, Completion done) {
    waiting_.push_back({replies, deadline, std::move(done), {}});
}

bool ReplyQueue::take(Reply reply) {
    if (waiting_.empty()) return false;
    auto& first = waiting_.front();
    if (first.done) first.replies.push_back(std::move(reply));
    if (--first.missing > 0) return true;
    auto answered = std::move(first);
    waiting_.pop_front();
    if (answered.done) answered.done(std::move(answered.replies));
    return true;
}

std::size_t ReplyQueue::expire(Moment now, const Failure& why) {
    std::vector<Completion> expired;
    for (auto& each : waiting_)
        if (each.done && each.deadline <= now) {
            expired.push_back(std::exchange(each.done, nullptr));
            each.replies = {};
        }
    for (const auto& done : expired) done(base::fail(toError(why)));
    return expired.size();
}

void ReplyQueue::failAll(const Failure& why) {
    const auto all = std::exchange(waiting_, {});
    for (const auto& each : all)
        if (each.done) each.done(base::fail(toError(why)));
}

std::optional<Moment> ReplyQueue::silentSince() const {
    if (waiting_.empty() || waiting_.front().done) return std::nullopt;
    return waiting_.front().deadline;
}

}  // namespace jim::transport::redis::impl
