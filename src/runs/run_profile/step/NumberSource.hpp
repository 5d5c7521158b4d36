#pragma once

#include "runs/run_profile/Session.hpp"

#include <deque>
#include <map>
#include <mutex>
#include <thread>

namespace jim::runs::run_profile::step {

/// Hands out numbers for new objects, a block at a time. Those that a run leaves over are lost.
/// Used by the run's own thread; by others too while there are enough.
class NumberSource {
public:
    explicit NumberSource(Session& session) : session_(session) {}

    /// Within a transaction that is to write them, or when there are enough (`ensure`). Internal on
    /// another thread, when there are not.
    [[nodiscard]] base::Result<std::int64_t> next(std::uint16_t kind);

    /// Outside of a transaction: makes sure that the next so many are there. They stay the run's
    /// when a transaction is rolled back, and may be written by any.
    [[nodiscard]] base::Status ensure(std::uint16_t kind, std::int64_t count);

private:
    struct Block {
        std::int64_t next = 0;
        std::int64_t left = 0;
    };

    [[nodiscard]] base::Status add(std::uint16_t kind, std::int64_t count);

    Session& session_;
    std::thread::id owner_ = std::this_thread::get_id();
    std::mutex mutex_;
    std::map<std::uint16_t, std::deque<Block>> blocks_;  ///< No block is empty.
};

}  // namespace jim::runs::run_profile::step
