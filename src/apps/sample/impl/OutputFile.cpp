#include "apps/sample/impl/OutputFile.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace jim::apps::sample {
namespace {

base::Error cannotWrite(const std::filesystem::path& path, int code) {
    return base::external(
        fmt::format("Cannot write \"{}\": {}. Is the disk full, or the folder "
                    "not yours to write?",
                    path.string(), std::generic_category().message(code)));
}

}  // namespace

base::Result<OutputFile> OutputFile::create(std::filesystem::path path) {
    auto temporary = path;
    temporary += ".part";
    File file{std::fopen(temporary.c_str(), "wb")};
    if (!file) return base::fail(cannotWrite(path, errno));
    std::setvbuf(file.get(), nullptr, _IONBF, 0);
    return OutputFile{std::move(path), std::move(temporary), std::move(file)};
}

OutputFile::OutputFile(std::filesystem::path path, std::filesystem::path temporary, File file)
    : path_(std::move(path)), temporary_(std::move(temporary)), file_(std::move(file)) {
    buffer_.reserve(kSpillAt + kSpillAt / 2);
}

OutputFile::~OutputFile() {
    if (!file_) return;
    file_.reset();
    std::error_code ignored;
    std::filesystem::remove(temporary_, ignored);
}

base::Error OutputFile::failure(int code) const {
    return cannotWrite(path_, code);
}

base::Status OutputFile::flush() {
    const auto written = std::fwrite(buffer_.data(), 1, buffer_.size(), file_.get());
    if (written != buffer_.size()) return base::fail(failure(errno));
    buffer_.clear();
    return {};
}

base::Status OutputFile::commit() {
    JIM_TRY(flush());
    if (std::fclose(file_.release()) != 0) {
        const auto code = errno;
        std::error_code ignored;
        std::filesystem::remove(temporary_, ignored);
        return base::fail(failure(code));
    }
    std::error_code code;
    std::filesystem::rename(temporary_, path_, code);
    if (!code) return {};
    std::error_code ignored;
    std::filesystem::remove(temporary_, ignored);
    return base::fail(failure(code.value()));
}

}  // namespace jim::apps::sample
