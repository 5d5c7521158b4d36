#include "security/impl/KeyFile.hpp"

#include "foundation/base/Random.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>

namespace jim::security::impl {
namespace {

constexpr std::size_t kLargest = 64U << 10U;

base::Error trouble(const std::filesystem::path& file, std::string_view what) {
    return base::external(fmt::format("The encryption key file '{}' cannot be {}: {}.",
                                      file.string(), what, std::strerror(errno)));
}

/// A descriptor that closes itself.
class Descriptor {
public:
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor() {
        if (number_ >= 0) ::close(number_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    [[nodiscard]] int get() const { return number_; }
    [[nodiscard]] bool isOpen() const { return number_ >= 0; }

private:
    int number_;
};

bool writeAll(int descriptor, std::string_view text) {
    while (!text.empty()) {
        const auto written = ::write(descriptor, text.data(), text.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return false;
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return ::fsync(descriptor) == 0;
}

/// What takes the place of a file is its owner's too: root adds keys for the service's user.
bool ownAlike(int descriptor, const std::filesystem::path& file) {
    struct stat before{};
    struct stat now{};
    if (::stat(file.c_str(), &before) != 0 || ::fstat(descriptor, &now) != 0) return false;
    return (before.st_uid == now.st_uid && before.st_gid == now.st_gid) ||
           ::fchown(descriptor, before.st_uid, before.st_gid) == 0;
}

/// What is sealed with a new key must never be on the disk before the key's name is.
bool syncFolder(const std::filesystem::path& file) {
    const auto folder = file.parent_path().empty() ? "." : file.parent_path();
    const Descriptor in{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    return in.isOpen() && ::fsync(in.get()) == 0;
}

}  // namespace

base::Status writePrivately(const std::filesystem::path& file, std::string_view text,
                            bool replace) {
    const std::string beside = file.string() + "." + base::randomHex(4);
    bool written = false;
    {
        const Descriptor out{
            ::open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600)};
        written =
            out.isOpen() && writeAll(out.get(), text) && (!replace || ownAlike(out.get(), file));
    }
    // A link refuses to replace, a rename replaces: neither shows half a file.
    const bool placed = written &&
                        (replace ? ::rename(beside.c_str(), file.c_str()) == 0
                                 : ::link(beside.c_str(), file.c_str()) == 0) &&
                        syncFolder(file);
    const int reason = errno;
    if (!placed || !replace) ::unlink(beside.c_str());
    if (placed) return {};
    errno = reason;
    if (reason == EEXIST && !replace)
        return base::fail(base::conflict(
            fmt::format("The encryption key file '{}' exists already.", file.string())));
    return base::fail(trouble(file, "written"));
}

base::Result<PrivateText> readPrivately(const std::filesystem::path& file) {
    const Descriptor in{::open(file.c_str(), O_RDONLY | O_CLOEXEC)};
    if (!in.isOpen() && errno == ENOENT)
        return base::fail(base::notFound("The encryption key file", file.string()));
    struct stat about{};
    if (!in.isOpen() || ::fstat(in.get(), &about) != 0) return base::fail(trouble(file, "read"));
    PrivateText result;
    result.exposed = (about.st_mode & (S_IRWXG | S_IRWXO)) != 0;
    std::array<char, 4096> chunk{};
    while (result.text.size() < kLargest) {
        const auto got = ::read(in.get(), chunk.data(), chunk.size());
        if (got < 0) return base::fail(trouble(file, "read"));
        if (got == 0) break;
        result.text.append(chunk.data(), static_cast<std::size_t>(got));
    }
    return result;
}

}  // namespace jim::security::impl
