#include "transport/sqlite/FileLock.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <string_view>

namespace jim::transport::sqlite {
namespace {

std::string holderOf(int descriptor) {
    std::array<char, 32> text{};
    const ssize_t read = ::pread(descriptor, text.data(), text.size(), 0);
    const std::string_view pid{text.data(), read > 0 ? static_cast<std::size_t>(read) : 0};
    const std::string_view line = pid.substr(0, pid.find('\n'));
    return line.empty() ? "another process" : fmt::format("process {}", line);
}

base::Error cannotMake(const std::string& path, int error) {
    return {base::ErrorKind::Unavailable,
            fmt::format("The lock file '{}' cannot be written ({}). Check that its folder exists "
                        "and that this user may write there.",
                        path, std::strerror(error)),
            {},
            {}};
}

}  // namespace

base::Result<FileLock> FileLock::acquire(const std::string& path) {
    const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0) return base::fail(cannotMake(path, errno));
    FileLock lock{descriptor};
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK) return base::fail(cannotMake(path, errno));
        return base::fail(base::conflict(
            fmt::format("The database is in use by {} (lock file '{}'). One server at a time can "
                        "use a file; stop the other one, or name another file.",
                        holderOf(descriptor), path)));
    }
    const std::string pid = fmt::format("{}\n", ::getpid());
    if (::ftruncate(descriptor, 0) != 0 ||
        ::pwrite(descriptor, pid.data(), pid.size(), 0) != static_cast<ssize_t>(pid.size()))
        return base::fail(cannotMake(path, errno));
    return lock;
}

FileLock::~FileLock() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace jim::transport::sqlite
