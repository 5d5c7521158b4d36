#pragma once

#include <condition_variable>
#include <cstdint>
#include <mutex>

namespace jim::transport::sqlite {

/// Lets one connection of this process write at a time, in the order they came: SQLite has one
/// writer, and connections that only poll for it can starve. Thread-safe; one for each file.
class WriteGate {
public:
    void enter();
    void leave();

private:
    std::mutex mutex_;
    std::condition_variable turned_;
    std::uint64_t next_ = 0;     ///< The ticket of who comes next.
    std::uint64_t serving_ = 0;  ///< The ticket of who is inside.
};

}  // namespace jim::transport::sqlite
