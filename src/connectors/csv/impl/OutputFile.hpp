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
    /// Creates the folders of `target` where they are missing. `tag` keeps writers of one folder
    /// apart; what a killed run left under the same name is removed.
    [[nodiscard]] static base::Result<OutputFile> create(const std::string& target,
                                                         const std::string& tag);
    OutputFile(OutputFile&&) noexcept = default;
    OutputFile& operator=(OutputFile&&) = delete;
    ~OutputFile();

    /// Takes over the old file's mode, and its owner where the server may.
    [[nodiscard]] base::Status resemble(const struct stat& old);
    [[nodiscard]] base::Status write(std::string_view bytes);
    /// Everything is on the disk before the name changes hands.
    [[nodiscard]] base::Status commit();

private:
    OutputFile(std::string target, std::string temporary, Descriptor file)
        : target_(std::move(target)), temporary_(std::move(temporary)), file_(std::move(file)) {}

    [[nodiscard]] base::Error failed() const;

    std::string target_;
    std::string temporary_;
    Descriptor file_;
};

}  // namespace jim::connectors::csv::impl
