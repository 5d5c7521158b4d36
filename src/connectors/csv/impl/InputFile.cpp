#include "connectors/csv/impl/InputFile.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace jim::connectors::csv::impl {
namespace {

bool sameFile(const struct stat& a, const struct stat& b) {
    return a.st_dev == b.st_dev && a.st_ino == b.st_ino && a.st_size == b.st_size &&
           a.st_mtim.tv_sec == b.st_mtim.tv_sec && a.st_mtim.tv_nsec == b.st_mtim.tv_nsec;
}

std::string_view reason(int error) {
    switch (error) {
        case ENOENT:
            return "it does not exist; check the path and that the server can see it";
        case EACCES:
        case EPERM:
            return "the server has no permission; grant its account access to the file and its "
                   "folders";
        case EISDIR:
            return "it is a directory; name a file";
        case ENOTDIR:
            return "a part of the path is not a directory";
        case ENOSPC:
        case EDQUOT:
            return "the disk is full; free some space and run again";
        case EFBIG:
            return "the file would be larger than the system allows";
        case EROFS:
            return "the file system is read-only";
        case ELOOP:
            return "the path has too many symbolic links";
        case ENAMETOOLONG:
            return "the path is too long";
        case EIO:
            return "the storage device reports an error";
        default:
            return {};
    }
}

}  // namespace

base::Error fileError(int error, std::string_view doing, const std::string& path) {
    const std::string_view known = reason(error);
    return base::external(fmt::format("The file '{}' cannot be {}: {}.", path, doing,
                                      known.empty() ? std::strerror(error) : known),
                          fmt::format("errno {}", error));
}

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
}

Descriptor::~Descriptor() {
    if (number_ >= 0) ::close(number_);
}

int Descriptor::release() {
    return std::exchange(number_, -1);
}

base::Result<InputFile> InputFile::open(const std::string& path) {
    // Non-blocking, so that a pipe without a writer is refused instead of waited for.
    Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)};
    struct stat status{};
    if (file.number() < 0 || ::fstat(file.number(), &status) != 0)
        return base::fail(fileError(errno, "read", path));
    if (S_ISDIR(status.st_mode)) return base::fail(fileError(EISDIR, "read", path));
    if (!S_ISREG(status.st_mode))
        return base::fail(base::external(
            fmt::format("The file '{}' cannot be read: it is not a regular file.", path)));
    ::posix_fadvise(file.number(), 0, 0, POSIX_FADV_SEQUENTIAL);
    return InputFile{path, std::move(file), status};
}

base::Result<std::size_t> InputFile::read(std::span<char> out) {
    for (;;) {
        const ssize_t count = ::read(file_.number(), out.data(), out.size());
        if (count >= 0) return static_cast<std::size_t>(count);
        if (errno != EINTR) return base::fail(fileError(errno, "read", path_));
    }
}

base::Status InputFile::seek(std::int64_t to) {
    if (::lseek(file_.number(), to, SEEK_SET) < 0)
        return base::fail(fileError(errno, "read", path_));
    return {};
}

base::Status InputFile::unchanged() const {
    struct stat open{};
    struct stat named{};
    const bool known = ::fstat(file_.number(), &open) == 0 && ::stat(path_.c_str(), &named) == 0;
    if (known && sameFile(open, opened_) && sameFile(named, opened_)) return {};
    const std::string_view what = !known                           ? "removed"
                                  : named.st_ino != opened_.st_ino ? "replaced"
                                  : open.st_size > opened_.st_size ? "extended"
                                  : open.st_size < opened_.st_size ? "shortened"
                                                                   : "changed";
    return base::fail(base::external(fmt::format(
        "The file '{}' was {} while it was read, so nothing of it was used. Let whatever "
        "writes it finish first, or write elsewhere and rename, and run again.",
        path_, what)));
}

}  // namespace jim::connectors::csv::impl
