#include "apps/DatabaseDump.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <system_error>

namespace jim::apps {
namespace {

namespace fs = std::filesystem;

/// A database file that is in use for a while only: gone with this object, and what the database
/// keeps beside it at once with it.
class PassingFile {
public:
    /// Empty, and for its owner only.
    [[nodiscard]] static base::Result<PassingFile> make(const fs::path& path) {
        const int made = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
        if (made < 0)
            return base::fail(base::external(
                fmt::format("'{}' cannot be written: {}.", path.string(), std::strerror(errno))));
        ::close(made);
        return PassingFile{path};
    }
    ~PassingFile() {
        std::error_code ignored;
        for (const char* suffix : {"", "-wal", "-shm", ".lock"})
            if (!path_.empty()) fs::remove(path_.string() + suffix, ignored);
    }
    PassingFile(PassingFile&& other) noexcept : path_(std::exchange(other.path_, {})) {}
    PassingFile& operator=(PassingFile&&) = delete;

    [[nodiscard]] const fs::path& path() const { return path_; }
    /// The settings of a program that has it as its database.
    [[nodiscard]] config::Settings settings(config::Settings settings) const {
        settings.databaseUrl = "sqlite:" + path_.string();
        settings.databaseHost.clear();
        return settings;
    }

private:
    explicit PassingFile(fs::path path) : path_(std::move(path)) {}

    fs::path path_;
};

base::Status checkMissing(const fs::path& file) {
    std::error_code ignored;
    if (!fs::exists(file, ignored)) return {};
    return base::fail(base::invalidState(
        fmt::format("'{}' exists already. A dump never takes the place of a file: name another.",
                    file.string())));
}

base::Status checkWhole(const fs::path& file) {
    std::error_code ignored;
    if (!fs::is_regular_file(file, ignored))
        return base::fail(base::invalidState(
            fmt::format("There is no dump '{}', or this user may not see it.", file.string())));
    const fs::path log = file.string() + "-wal";
    if (!fs::exists(log, ignored) || fs::is_empty(log, ignored)) return {};
    return base::fail(
        base::invalidState(fmt::format("'{}' is not whole: what was written last is still in '{}'. "
                                       "It is the database of a server; "
                                       "stop that, or make a dump by 'jim database dump'.",
                                       file.string(), log.string())));
}

base::Result<PassingFile> copyInto(const fs::path& folder, const fs::path& dump) {
    std::error_code failure;
    fs::create_directories(folder, failure);
    JIM_ASSIGN(auto copy, PassingFile::make(folder / fmt::format("restore-{}.db", ::getpid())));
    // The file is there already, with the rights that it shall have.
    fs::copy_file(dump, copy.path(), fs::copy_options::overwrite_existing, failure);
    if (failure)
        return base::fail(
            base::external(fmt::format("'{}' cannot be copied into '{}': {}.", dump.string(),
                                       folder.string(), failure.message())));
    fs::permissions(copy.path(), fs::perms::owner_read | fs::perms::owner_write, failure);
    return copy;
}

base::Status checkUndamaged(CopyableDatabase& from, const fs::path& dump) {
    const auto found =
        from.integer("SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'");
    if (found && *found == 0) return {};
    return base::fail(base::invalidState(fmt::format(
        "The dump '{}' is damaged; nothing was written. Take another one.", dump.string())));
}

}  // namespace

base::Result<std::vector<CopiedTable>> dumpDatabase(const config::Settings& settings,
                                                    const fs::path& file,
                                                    const base::Clock& clock) {
    JIM_TRY(checkMissing(file));
    JIM_ASSIGN(const auto from, openCopyable(settings, DatabaseUse::BesideOthers, clock));
    JIM_ASSIGN(const auto partial,
               PassingFile::make(fmt::format("{}.partial-{}", file.string(), ::getpid())));
    JIM_ASSIGN(auto to, openCopyable(partial.settings(settings), DatabaseUse::Target, clock));
    JIM_ASSIGN(auto copied, copyDatabase(*from, *to));
    // Closed, it is one file.
    to = nullptr;
    JIM_TRY(checkMissing(file));
    std::error_code failure;
    fs::rename(partial.path(), file, failure);
    if (!failure) return copied;
    return base::fail(base::external(
        fmt::format("'{}' cannot be written: {}.", file.string(), failure.message())));
}

base::Result<std::vector<CopiedTable>> restoreDatabase(const config::Settings& settings,
                                                       const fs::path& file,
                                                       const base::Clock& clock) {
    JIM_TRY(checkWhole(file));
    JIM_ASSIGN(const auto copy, copyInto(settings.dataDir, file));
    auto from = openCopyable(copy.settings(settings), DatabaseUse::Alone, clock);
    if (!from) {
        // Of the dump, not of its copy, are people told.
        auto error = std::move(from).error();
        const auto name = copy.path().string();
        for (auto at = error.message.find(name); at != std::string::npos;
             at = error.message.find(name, at + file.string().size()))
            error.message.replace(at, name.size(), file.string());
        return base::fail(std::move(error));
    }
    JIM_TRY(checkUndamaged(**from, file));
    JIM_ASSIGN(const auto to, openCopyable(settings, DatabaseUse::Target, clock));
    return copyDatabase(**from, *to);
}

}  // namespace jim::apps
