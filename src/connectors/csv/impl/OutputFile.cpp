#include "connectors/csv/impl/OutputFile.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <random>
#include <system_error>

namespace jim::connectors::csv::impl {
namespace {

constexpr mode_t kNewFileMode = 0640;

/// What the names begin with under which is written beside `target`.
std::string prefixOf(const std::filesystem::path& target, const std::string& tag) {
    return "." + target.filename().string() + "." + tag + ".";
}

/// No two writers have the same, so that none commits what another has written.
std::string ownEnding() {
    std::random_device random;
    return fmt::format("{:08x}{:08x}.tmp", random(), random());
}

}  // namespace

void OutputFile::outdate(const std::string& target, const std::string& tag) {
    const std::filesystem::path path{target};
    const auto prefix = prefixOf(path, tag);
    std::error_code error;
    for (std::filesystem::directory_iterator at{path.parent_path(), error}, end;
         !error && at != end; at.increment(error)) {
        const auto name = at->path().filename().string();
        if (name.starts_with(prefix) && name.ends_with("tmp")) ::unlink(at->path().c_str());
    }
}

base::Result<OutputFile> OutputFile::create(const std::string& target, const std::string& tag) {
    std::error_code error;
    const std::filesystem::path path{target};
    std::filesystem::create_directories(path.parent_path(), error);
    if (error) return base::fail(fileError(error.value(), "written", target));
    std::string temporary = path.parent_path() / (prefixOf(path, tag) + ownEnding());
    Descriptor file{::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW,
                           kNewFileMode)};
    if (file.number() < 0) return base::fail(fileError(errno, "written", target));
    return OutputFile{target, std::move(temporary), std::move(file)};
}

OutputFile::~OutputFile() {
    if (file_.number() >= 0) ::unlink(temporary_.c_str());
}

base::Error OutputFile::failed() const {
    base::Error error = fileError(errno, "written", target_);
    error.message += " The old file, if there was one, is untouched.";
    return error;
}

base::Error OutputFile::outdated() const {
    return base::external(fmt::format(
        "What was written beside '{}' is gone: another export to it has begun since. The file is "
        "untouched; run this one again if nobody else does.",
        target_));
}

base::Status OutputFile::resemble(const struct stat& old) {
    // Only a privileged server may give files away: without it the new one is the server's.
    [[maybe_unused]] const int given = ::fchown(file_.number(), old.st_uid, old.st_gid);
    if (::fchmod(file_.number(), old.st_mode & 07777U) != 0) return base::fail(failed());
    return {};
}

base::Status OutputFile::write(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t count = ::write(file_.number(), bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return base::fail(failed());
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return {};
}

base::Status OutputFile::settle() {
    if (::fsync(file_.number()) != 0) return base::fail(failed());
    return {};
}

base::Status OutputFile::commit() {
    if (::rename(temporary_.c_str(), target_.c_str()) != 0)
        return base::fail(errno == ENOENT ? outdated() : failed());
    Descriptor done{file_.release()};
    const auto folder = std::filesystem::path{target_}.parent_path();
    const Descriptor directory{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    // The file has its new name already; a folder that cannot be synchronised changes nothing.
    if (directory.number() >= 0) ::fsync(directory.number());
    return {};
}

}  // namespace jim::connectors::csv::impl
