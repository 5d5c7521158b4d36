#include "scenarios/TemporaryFolder.hpp"

#include <fstream>
#include <sstream>
#include <stdexcept>

namespace jim::scenarios {

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
