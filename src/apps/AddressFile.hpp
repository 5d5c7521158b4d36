#pragma once

#include "foundation/base/Result.hpp"

#include <filesystem>
#include <string_view>

namespace jim::apps {

/// `server.url` in the data folder, while a server serves from it: by it the client commands find a
/// server that listens elsewhere than at the default address.
class AddressFile {
public:
    /// Writes the address, instead of one that a killed server left. External: it cannot.
    [[nodiscard]] static base::Result<AddressFile> write(const std::filesystem::path& dataDir,
                                                         std::string_view url);
    ~AddressFile();
    AddressFile(AddressFile&& other) noexcept;
    AddressFile& operator=(AddressFile&&) = delete;

private:
    explicit AddressFile(std::filesystem::path file);

    std::filesystem::path file_;
};

}  // namespace jim::apps
