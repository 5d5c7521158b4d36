#include "transport/sqlite/WriteGate.hpp"

namespace jim::transport::sqlite {

void WriteGate::enter() {
    std::unique_lock lock{mutex_};
    const std::uint64_t ticket = next_++;
    turned_.wait(lock, [&] { return serving_ == ticket; });
}

void WriteGate::leave() {
    {
        const std::lock_guard lock{mutex_};
        ++serving_;
    }
    turned_.notify_all();
}

}  // namespace jim::transport::sqlite
