#include "apps/cli/Outage.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace jim::apps::cli {
namespace {

using namespace std::chrono_literals;

constexpr auto kPatience = 60s;      ///< With a server that does not answer.
constexpr auto kRetryEvery = 1s;     ///< Meanwhile.
constexpr auto kLongestPause = 5s;   ///< However long a server in trouble asks us to wait.
constexpr auto kLimitedPause = 60s;  ///< However long one asks that counts our requests.

constexpr int kTooManyRequests = 429;

}  // namespace

bool Outage::isOne(const base::Result<Answer>& answer) {
    if (!answer) return answer.error().kind != base::ErrorKind::InvalidInput;
    return answer->status >= 500 || answer->status == kTooManyRequests;
}

Outage::Verdict Outage::meetLimit(const Answer& answer) {
    Verdict verdict;
    const auto wait = std::clamp<std::chrono::seconds>(answer.retryAfter.value_or(kRetryEvery),
                                                       kRetryEvery, kLimitedPause);
    verdict.pause = wait;
    if (!std::exchange(limited_, true))
        verdict.notice = fmt::format(
            "The server takes no more requests of this key for {} s. "
            "Going on then.",
            wait.count());
    since_.reset();  // It answers.
    return verdict;
}

Outage::Verdict Outage::meet(const base::Result<Answer>& answer, Time now) {
    if (answer && answer->status == kTooManyRequests) return meetLimit(*answer);
    Verdict verdict;
    verdict.giveUp = since_ && now - *since_ >= kPatience;
    const auto asked = answer ? answer->retryAfter : std::nullopt;
    verdict.pause = std::min<Time>(asked.value_or(kRetryEvery), kLongestPause);
    if (!since_) {
        since_ = now;
        const auto error = answer ? answer->error() : answer.error();
        // The end of a long sentence may not fit.
        verdict.notice = fmt::format("Trying again: {}", error.message);
    }
    return verdict;
}

std::string Outage::over() {
    const bool was = std::exchange(since_, std::nullopt).has_value();
    const bool wasLimited = std::exchange(limited_, false);
    return was || wasLimited ? "The server answers again." : "";
}

}  // namespace jim::apps::cli
