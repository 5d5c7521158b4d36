#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace jim::transport::redis {

/// One answer of Redis.
struct Reply {
    enum class Kind : std::uint8_t { Nil, Text, Status, Integer, Error, Array };

    Kind kind = Kind::Nil;
    std::string text;  ///< Of a text, a status, an error.
    std::int64_t integer = 0;
    std::vector<Reply> elements;

    [[nodiscard]] bool isError() const { return kind == Kind::Error; }
    [[nodiscard]] bool isText() const { return kind == Kind::Text || kind == Kind::Status; }
    [[nodiscard]] bool isInteger() const { return kind == Kind::Integer; }
    [[nodiscard]] bool isArray() const { return kind == Kind::Array; }

    /// The word an error begins with, such as `NOSCRIPT`; empty for anything else.
    [[nodiscard]] std::string_view errorCode() const {
        if (!isError()) return {};
        return std::string_view{text}.substr(0, text.find(' '));
    }
};

}  // namespace jim::transport::redis
