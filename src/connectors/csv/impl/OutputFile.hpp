#pragma once

#include "connectors/csv/impl/InputFile.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace jim::connectors::csv::impl {

/// A new file that takes the place of an old one at once, or leaves it untouched: written beside
/// it under a name of its own, which is removed unless commit() succeeds.
class OutputFile {
public:
    /// Takes from every other writer of `tag` what it has written beside `target` so far: what was
    /// left by one that was killed, and the chance to commit from one that stands still and has
    /// lost its run. To be called before the old file is read.
    static void outdate(const std::string& target, const std::string& tag);

    /// Creates the folders of `target` where they are missing. `tag` tells for whom is written.
    [[nodiscard]] static base::Result<OutputFile> create(const std::string& target,
                                                         const std::string& tag);
    OutputFile(OutputFile&&) noexcept = default;
    OutputFile& operator=(OutputFile&&) = delete;
    ~OutputFile();

    /// Takes over the old file's mode, and its owner where the server may.
    [[nodiscard]] base::Status resemble(const struct stat& old);
    [[nodiscard]] base::Status write(std::string_view bytes);
    /// Everything that was written is on the disk; to be called before the name changes hands.
    [[nodiscard]] base::Status settle();
    /// Takes the place of the old file. External when another writer of the tag has begun since:
    /// the old file stays.
    [[nodiscard]] base::Status commit();

private:
    OutputFile(std::string target, std::string temporary, Descriptor file)
        : target_(std::move(target)), temporary_(std::move(temporary)), file_(std::move(file)) {}

    [[nodiscard]] base::Error failed() const;
    [[nodiscard]] base::Error outdated() const;

    std::string target_;
    std::string temporary_;
    Descriptor file_;
};

}  // namespace jim::connectors::csv::impl
