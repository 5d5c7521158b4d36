#include "connectors/csv/impl/TextFile.hpp"

#include <fmt/format.h>

#include <array>
#include <string_view>
#include <utility>

namespace jim::connectors::csv::impl {
namespace {

using namespace std::string_view_literals;

struct Mark {
    std::string_view bytes;
    std::string_view encoding;
};

constexpr std::array kMarks = {Mark{"\xEF\xBB\xBF"sv, "UTF-8"}, Mark{"\xFF\xFE"sv, "UTF-16LE"},
                               Mark{"\xFE\xFF"sv, "UTF-16BE"}};

/// UTF-16 without a mark: names of columns are mostly ASCII, so every other byte is zero.
std::string guess(std::string_view head) {
    if (head.size() < 4) return "UTF-8";
    if (head[0] != 0 && head[1] == 0 && head[2] != 0 && head[3] == 0) return "UTF-16LE";
    if (head[0] == 0 && head[1] != 0 && head[2] == 0 && head[3] != 0) return "UTF-16BE";
    return "UTF-8";
}

void detect(std::string_view head, const std::string& wanted, TextFile& text) {
    for (const auto& mark : kMarks) {
        if (!head.starts_with(mark.bytes)) continue;
        text.encoding = mark.encoding;
        text.markSize = static_cast<std::int64_t>(mark.bytes.size());
        return;
    }
    text.encoding = wanted;
    if (wanted == "Automatic") text.encoding = guess(head);
    if (wanted == "UTF-16") {
        const std::string guessed = guess(head);
        text.encoding = guessed == "UTF-8" ? "UTF-16LE" : guessed;
    }
}

}  // namespace

base::Result<TextFile> openText(const std::string& path, const std::string& encoding) {
    JIM_ASSIGN(InputFile file, InputFile::open(path));
    TextFile text;
    text.file = std::make_unique<InputFile>(std::move(file));
    std::array<char, 4> head{};
    JIM_ASSIGN(const std::size_t count, text.file->read(head));
    if (count == 0)
        return base::fail(base::external(fmt::format(
            "The file '{}' is empty: it has not even a header line. Nothing was done.", path)));
    detect({head.data(), count}, encoding, text);
    JIM_TRY(text.file->seek(text.markSize));
    if (text.encoding == "UTF-8") return text;
    JIM_ASSIGN(text.transcoder, Transcoder::create(*text.file, text.encoding));
    return text;
}

}  // namespace jim::connectors::csv::impl
