#pragma once

#include "apps/cli/ApiClient.hpp"

#include <chrono>
#include <optional>
#include <string>

namespace jim::apps::cli {

/// How trouble with the server is met while something is followed: said once, and borne for a
/// while. No I/O, no clock of its own.
class Outage {
public:
    using Time = std::chrono::microseconds;  ///< base::Clock::steady().

    /// What to do about an answer.
    struct Verdict {
        bool giveUp = false;
        Time pause{};        ///< Before the next question.
        std::string notice;  ///< A sentence to show; empty when it has been said.
    };

    /// Whether trying again may help: no answer at all, a server's failure, or too many requests.
    [[nodiscard]] static bool isOne(const base::Result<Answer>& answer);

    /// For an answer that is one. A server that asks to wait because of too many requests is
    /// waited for as it asks; one that does not work is given up after a minute of nothing else.
    [[nodiscard]] Verdict meet(const base::Result<Answer>& answer, Time now);

    /// For any other answer: what to say when an outage is over with it, else empty.
    [[nodiscard]] std::string over();

private:
    [[nodiscard]] Verdict meetLimit(const Answer& answer);

    std::optional<Time> since_;
    bool limited_ = false;
};

}  // namespace jim::apps::cli
