#pragma once

#include "foundation/base/test/TemporaryFolder.hpp"

#include <filesystem>
#include <string>

namespace jim::transport::sqlite {

/// A folder of its own for one test: in memory where there is such a folder, as what is tested is
/// not the disk.
class ScratchFolder {
public:
    [[nodiscard]] std::string file(const std::string& name) const {
        return (folder_ / name).string();
    }
    [[nodiscard]] std::string path() const { return folder_.path().string(); }

private:
    [[nodiscard]] static std::filesystem::path parent() {
        const std::filesystem::path memory{"/dev/shm"};
        std::error_code none;
        return std::filesystem::is_directory(memory, none) ? memory
                                                           : std::filesystem::temp_directory_path();
    }

    base::TemporaryFolder folder_{parent()};
};

}  // namespace jim::transport::sqlite
