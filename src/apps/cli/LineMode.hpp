#pragma once

#include "apps/cli/Snapshot.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace jim::apps::cli {

/// Progress for logs and dumb terminals: a line when the state, the phase, the health changes, an
/// alert rule fires or another 10 % of a phase is done, and one at the end. Pure: it only remembers
/// what it has said.
class LineMode {
public:
    /// The lines that this snapshot adds, without newlines and control characters.
    [[nodiscard]] std::vector<std::string> update(const Snapshot& snapshot);

private:
    [[nodiscard]] bool isWorthALine(const Snapshot& snapshot) const;

    bool started_ = false;
    bool ended_ = false;
    std::string state_;
    std::string phase_;
    std::string health_;
    std::size_t alerts_ = 0;
    int tenths_ = 0;
};

}  // namespace jim::apps::cli
