#include "apps/AddressFile.hpp"

#include <fmt/format.h>

#include <fstream>
#include <system_error>
#include <utility>

namespace jim::apps {

AddressFile::AddressFile(std::filesystem::path file) : file_(std::move(file)) {}

AddressFile::AddressFile(AddressFile&& other) noexcept : file_(std::exchange(other.file_, {})) {}

AddressFile::~AddressFile() {
    std::error_code ignored;
    if (!file_.empty()) std::filesystem::remove(file_, ignored);
}

base::Result<AddressFile> AddressFile::write(const std::filesystem::path& dataDir,
                                             std::string_view url) {
    AddressFile address{dataDir / "server.url"};
    std::ofstream out{address.file_, std::ios::trunc};
    out << url << '\n';
    out.close();
    if (out) return address;
    return base::fail(base::external(
        fmt::format("The server's address could not be written to '{}'.", address.file_.string())));
}

}  // namespace jim::apps
