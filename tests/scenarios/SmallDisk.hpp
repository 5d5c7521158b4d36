#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>

namespace jim::scenarios {

/// A folder whose disk can be made full. Where this user may mount, it is a small file system of
/// its own; elsewhere the process's files may not grow beyond what is left.
class SmallDisk {
public:
    explicit SmallDisk(std::filesystem::path folder);
    ~SmallDisk();
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;

    /// Whether it is a file system of its own.
    [[nodiscard]] bool isMounted() const { return mounted_; }

    /// Leaves room for so many bytes more.
    void fill(pid_t process, std::uint64_t left);
    void makeRoom(pid_t process);

private:
    /// False: it holds more than that.
    [[nodiscard]] bool resize(std::uint64_t bytes) const;

    std::filesystem::path folder_;
    bool mounted_ = false;
};

}  // namespace jim::scenarios
