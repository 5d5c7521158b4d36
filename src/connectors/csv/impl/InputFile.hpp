#pragma once

#include "connectors/csv/impl/ByteSource.hpp"

#include <sys/stat.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace jim::connectors::csv::impl {

/// What an administrator reads when the operating system refuses: the file, why, what to do.
[[nodiscard]] base::Error fileError(int error, std::string_view doing, const std::string& path);

/// A descriptor that closes itself.
class Descriptor {
public:
    Descriptor() = default;
    explicit Descriptor(int number) : number_(number) {}
    Descriptor(Descriptor&& other) noexcept : number_(other.release()) {}
    Descriptor& operator=(Descriptor&& other) noexcept;
    ~Descriptor();

    [[nodiscard]] int number() const { return number_; }
    [[nodiscard]] int release();

private:
    int number_ = -1;
};

/// A regular file that is read once, from front to end, and must not change meanwhile.
class InputFile final : public ByteSource {
public:
    /// External when it is missing, a directory, no regular file, or may not be read.
    [[nodiscard]] static base::Result<InputFile> open(const std::string& path);

    [[nodiscard]] base::Result<std::size_t> read(std::span<char> out) override;
    [[nodiscard]] base::Status seek(std::int64_t to);

    /// External when the open file or the one at its path is no longer what was opened.
    [[nodiscard]] base::Status unchanged() const;

    [[nodiscard]] std::int64_t size() const { return opened_.st_size; }
    [[nodiscard]] const struct stat& status() const { return opened_; }
    [[nodiscard]] const std::string& path() const { return path_; }

private:
    InputFile(std::string path, Descriptor file, const struct stat& opened)
        : path_(std::move(path)), file_(std::move(file)), opened_(opened) {}

    std::string path_;
    Descriptor file_;
    struct stat opened_;
};

}  // namespace jim::connectors::csv::impl
