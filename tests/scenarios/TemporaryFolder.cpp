#include "scenarios/TemporaryFolder.hpp"

#include <stdlib.h>

#include <fstream>
#include <sstream>
#include <stdexcept>

namespace jim::scenarios {

TemporaryFolder::TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "jim-scenario-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
    path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

void writeFile(const std::filesystem::path& file, std::string_view text) {
    const auto fresh = std::filesystem::path{file}.concat(".new");
    {
        std::ofstream out{fresh, std::ios::binary};
        out << text;
        if (!out.flush()) throw std::runtime_error("cannot write " + file.string());
    }
    std::filesystem::rename(fresh, file);
}

std::string readFile(const std::filesystem::path& file) {
    std::ifstream in{file, std::ios::binary};
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

}  // namespace jim::scenarios
