#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace jim::progress {

/// A member's name that stands in the program: it is written as it is.
class Name {
public:
    template <std::size_t N>
    consteval Name(const char (&text)[N]) : text_(text, N - 1) {
        for (const char c : text_)
            if (c < ' ' || c > '~' || std::string_view{"\"\\<>&"}.contains(c))
                throw "this name would have to be escaped";
    }

    [[nodiscard]] std::string_view text() const { return text_; }

private:
    std::string_view text_;
};

/// Writes one JSON document from front to back. A snapshot is written several times a second for
/// each run, always in the same shape: no tree is needed for that. The caller keeps brackets
/// balanced.
class JsonWriter {
public:
    /// `expected`: about how many bytes the document will have.
    explicit JsonWriter(std::size_t expected = 0) { out_.reserve(expected); }

    JsonWriter& beginObject() { return open('{'); }
    JsonWriter& endObject() { return close('}'); }
    JsonWriter& beginArray() { return open('['); }
    JsonWriter& endArray() { return close(']'); }

    JsonWriter& key(Name name);
    /// One that comes from outside: cleaned as a text is.
    JsonWriter& foreignKey(std::string_view name);

    /// Untrusted text: cleaned and cut to `maximum` bytes, as they stand in the document.
    JsonWriter& text(std::string_view value, std::size_t maximum = 100);
    JsonWriter& textOrNull(std::string_view value, std::size_t maximum = 100);
    JsonWriter& integer(std::int64_t value);
    /// Rounded to at most three decimals, never in scientific notation. What is not finite is null.
    JsonWriter& number(double value);
    JsonWriter& number(std::optional<double> value);
    JsonWriter& boolean(bool value);
    JsonWriter& null();

    [[nodiscard]] std::string take() { return std::move(out_); }

private:
    JsonWriter& open(char bracket);
    JsonWriter& close(char bracket);
    void separate();
    void quote(std::string_view clean, std::size_t maximum);

    std::string out_;
    bool needsComma_ = false;
};

}  // namespace jim::progress
