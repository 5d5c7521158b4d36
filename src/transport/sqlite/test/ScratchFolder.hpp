#pragma once

#include <unistd.h>

#include <filesystem>
#include <string>

namespace jim::transport::sqlite {

/// A folder of its own for one test, removed with everything in it.
class ScratchFolder {
public:
    ScratchFolder() {
        // In memory where there is such a folder: what is tested is not the disk.
        const std::filesystem::path memory{"/dev/shm"};
        std::error_code none;
        const auto parent = std::filesystem::is_directory(memory, none)
                                ? memory
                                : std::filesystem::temp_directory_path();
        std::string pattern = (parent / "jim-sqlite-XXXXXX").string();
        path_ = ::mkdtemp(pattern.data());
    }
    ~ScratchFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;

    [[nodiscard]] std::string file(const std::string& name) const { return path_ + "/" + name; }
    [[nodiscard]] const std::string& path() const { return path_; }

private:
    std::string path_;
};

}  // namespace jim::transport::sqlite
