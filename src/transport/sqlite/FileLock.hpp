#pragma once

#include "foundation/base/Result.hpp"

#include <string>
#include <utility>

namespace jim::transport::sqlite {

/// Holds `<path>` as a lock file for the life of this object: one process at a time. The operating
/// system lets go of it when the process ends, however it ends. The file holds the owner's process
/// id and stays behind.
class FileLock {
public:
    /// Conflict, naming the holder, when another process (or another FileLock) has it;
    /// Unavailable when the file cannot be made.
    [[nodiscard]] static base::Result<FileLock> acquire(const std::string& path);

    FileLock(FileLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
    FileLock& operator=(FileLock&& other) noexcept {
        std::swap(descriptor_, other.descriptor_);
        return *this;
    }
    ~FileLock();

private:
    explicit FileLock(int descriptor) : descriptor_(descriptor) {}
    int descriptor_ = -1;
};

}  // namespace jim::transport::sqlite
