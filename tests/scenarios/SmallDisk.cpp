#include "scenarios/SmallDisk.hpp"

#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/statvfs.h>

#include <cerrno>
#include <stdexcept>
#include <string>

namespace jim::scenarios {
namespace {

constexpr std::uint64_t kWhole = 256U << 20U;

void limitFiles(pid_t process, rlim_t bytes) {
    rlimit limit{};
    ::prlimit(process, RLIMIT_FSIZE, nullptr, &limit);
    limit.rlim_cur = bytes;
    if (::prlimit(process, RLIMIT_FSIZE, &limit, nullptr) != 0)
        throw std::runtime_error("the files of the process cannot be limited");
}

}  // namespace

SmallDisk::SmallDisk(std::filesystem::path folder) : folder_(std::move(folder)) {
    std::filesystem::create_directories(folder_);
    const auto size = "size=" + std::to_string(kWhole);
    mounted_ = ::mount("none", folder_.c_str(), "tmpfs", 0, size.c_str()) == 0;
}

SmallDisk::~SmallDisk() {
    if (mounted_) ::umount2(folder_.c_str(), MNT_DETACH);
}

bool SmallDisk::resize(std::uint64_t bytes) const {
    const auto size = "size=" + std::to_string(bytes);
    if (::mount("none", folder_.c_str(), "tmpfs", MS_REMOUNT, size.c_str()) == 0) return true;
    if (errno != EINVAL) throw std::runtime_error("the small disk cannot be resized");
    return false;
}

void SmallDisk::fill(pid_t process, std::uint64_t left) {
    if (!mounted_) return limitFiles(process, left);
    struct statvfs status{};
    do {  // Somebody may write between the look and the limit.
        ::statvfs(folder_.c_str(), &status);
    } while (!resize((status.f_blocks - status.f_bfree) * status.f_frsize + left));
}

void SmallDisk::makeRoom(pid_t process) {
    if (!mounted_) return limitFiles(process, RLIM_INFINITY);
    if (!resize(kWhole)) throw std::runtime_error("the small disk is larger than it may be");
}

}  // namespace jim::scenarios
