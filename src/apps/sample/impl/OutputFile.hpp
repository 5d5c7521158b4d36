#pragma once

#include "foundation/base/Result.hpp"

#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>

namespace jim::apps::sample {

/// A file that is written under a temporary name in the same folder and gets its own name when it
/// is complete. What was not committed is removed. For one thread.
class OutputFile {
public:
    [[nodiscard]] static base::Result<OutputFile> create(std::filesystem::path path);

    OutputFile(OutputFile&&) noexcept = default;
    OutputFile& operator=(OutputFile&&) = delete;
    ~OutputFile();

    /// Append here, then call `spill` after each row.
    [[nodiscard]] std::string& buffer() { return buffer_; }

    /// Writes the buffer out once it has grown large. External when the disk refuses.
    [[nodiscard]] base::Status spill() {
        return buffer_.size() < kSpillAt ? base::Status{} : flush();
    }

    [[nodiscard]] base::Status commit();

private:
    struct Close {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };
    using File = std::unique_ptr<std::FILE, Close>;

    static constexpr std::size_t kSpillAt = 256 * 1024;

    OutputFile(std::filesystem::path path, std::filesystem::path temporary, File file);
    [[nodiscard]] base::Status flush();
    [[nodiscard]] base::Error failure(int code) const;

    std::filesystem::path path_;
    std::filesystem::path temporary_;
    File file_;
    std::string buffer_;
};

}  // namespace jim::apps::sample
