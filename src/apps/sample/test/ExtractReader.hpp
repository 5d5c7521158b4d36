#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace jim::apps::sample {

using Fields = std::vector<std::string>;

struct Extract {
    Fields header;
    std::vector<Fields> rows;             ///< Well-formed ones, whatever their number of fields.
    std::vector<std::string> unbalanced;  ///< First lines of records whose quote never ends.
};

inline std::string readAll(const std::filesystem::path& path) {
    std::ifstream in{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

/// A plain RFC 4180 reader. After an unbalanced quote it goes on at the line after that quote.
class ExtractReader {
public:
    explicit ExtractReader(std::string_view text) : text_(text) {}

    Extract read() {
        Extract extract;
        record(extract.header);
        while (at_ < text_.size()) {
            const auto start = at_;
            if (Fields fields; record(fields)) {
                extract.rows.push_back(std::move(fields));
                continue;
            }
            at_ = text_.find('\n', opened_) + 1;
            extract.unbalanced.emplace_back(text_.substr(start, at_ - 1 - start));
        }
        return extract;
    }

private:
    bool record(Fields& fields) {
        do {
            if (!field(fields.emplace_back())) return false;
        } while (text_[at_++] == ',');
        return true;
    }

    bool field(std::string& out) {
        if (text_[at_] != '"') {
            const auto end = text_.find_first_of(",\n\"", at_);
            out = text_.substr(at_, end - at_);
            at_ = end;
            return end != text_.npos && text_[end] != '"';
        }
        opened_ = at_++;
        for (; at_ < text_.size(); ++at_) {
            if (text_[at_] != '"') {
                out += text_[at_];
            } else if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
                out += text_[at_++];
            } else {
                ++at_;
                return at_ < text_.size() && (text_[at_] == ',' || text_[at_] == '\n');
            }
        }
        return false;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t opened_ = 0;
};

inline Extract readExtract(const std::filesystem::path& path) {
    const auto text = readAll(path);
    return ExtractReader{text}.read();
}

}  // namespace jim::apps::sample
