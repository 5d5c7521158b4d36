#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace jim::scenarios {

/// A folder of the test's own, removed with everything in it.
class TemporaryFolder {
public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

/// Replaces the file at once, as a careful extract does.
void writeFile(const std::filesystem::path& file, std::string_view text);
[[nodiscard]] std::string readFile(const std::filesystem::path& file);

}  // namespace jim::scenarios
