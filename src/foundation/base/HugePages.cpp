#include "foundation/base/HugePages.hpp"

#include <sys/mman.h>

#include <cstdint>

namespace jim::base {

void preferHugePages(void* memory, std::size_t bytes) {
    constexpr std::size_t kHugePage = std::size_t{2} << 20;
    constexpr std::size_t kWorthwhile = 4 * kHugePage;
    const std::size_t into = reinterpret_cast<std::uintptr_t>(memory) % kHugePage;
    const std::size_t skipped = into == 0 ? 0 : kHugePage - into;
    if (bytes < skipped + kWorthwhile) return;
    const std::size_t whole = (bytes - skipped) / kHugePage * kHugePage;
    // A wish: what cannot be had is done without.
    (void)::madvise(static_cast<std::byte*>(memory) + skipped, whole, MADV_HUGEPAGE);
}

}  // namespace jim::base
