#pragma once

#include <cstddef>
#include <vector>

namespace jim::base {

/// Asks the system for huge pages behind memory that has not been touched yet: one page fault
/// instead of 512, each of which takes ten microseconds on some virtual machines. Memory below a
/// few huge pages is left as it is, and so is all where the system has none to give. Thread-safe.
void preferHugePages(void* memory, std::size_t bytes);

/// Makes room in a vector that is going to be large, and is empty.
template <class Row>
void reserveHuge(std::vector<Row>& rows, std::size_t count) {
    rows.reserve(count);
    preferHugePages(rows.data(), rows.capacity() * sizeof(Row));
}

}  // namespace jim::base
