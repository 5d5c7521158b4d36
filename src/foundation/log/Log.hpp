#pragma once

#include "foundation/base/Clock.hpp"

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <iosfwd>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

namespace jim::log {

enum class Level : std::uint8_t { Trace, Debug, Info, Warning, Error };
enum class Format : std::uint8_t { Text, Json };

/// `trace`, `debug`, `info`, `warning`, `error`; `text`, `json`.
[[nodiscard]] std::string_view toText(Level level);
[[nodiscard]] std::optional<Level> parseLevel(std::string_view text);
[[nodiscard]] std::optional<Format> parseFormat(std::string_view text);

/// A named value beside the message. Texts are borrowed for the length of the call. There is no
/// way in for a base::Secret: secrets are never logged.
struct Field {
    using Value = std::variant<std::string_view, std::int64_t, double, bool>;

    template <class T>
        requires std::convertible_to<T, std::string_view>
    Field(std::string_view named, const T& text) : name(named), value(std::string_view{text}) {}
    template <std::integral T>
    Field(std::string_view named, T number) : name(named) {
        if constexpr (std::same_as<T, bool>)
            value = number;
        else
            value = static_cast<std::int64_t>(number);
    }
    Field(std::string_view named, double number) : name(named), value(number) {}

    std::string_view name;
    Value value;
};
using Fields = std::initializer_list<Field>;

/// Where the server says what it does. Thread-safe. A line that cannot be written is lost: the log
/// never fails the work. Control characters are escaped, so that a line stays a line.
class Log {
public:
    virtual ~Log() = default;

    [[nodiscard]] virtual bool enabled(Level level) const = 0;
    virtual void write(Level level, std::string_view message, std::span<const Field> fields) = 0;

    void debug(std::string_view message, Fields fields = {}) { put(Level::Debug, message, fields); }
    void info(std::string_view message, Fields fields = {}) { put(Level::Info, message, fields); }
    void warning(std::string_view message, Fields fields = {}) {
        put(Level::Warning, message, fields);
    }
    void error(std::string_view message, Fields fields = {}) { put(Level::Error, message, fields); }

private:
    void put(Level level, std::string_view message, Fields fields) {
        if (enabled(level)) write(level, message, {fields.begin(), fields.size()});
    }
};

struct LogOptions {
    Level level = Level::Info;
    Format format = Format::Text;
};

/// Writes to standard error. The clock outlives the log.
[[nodiscard]] std::unique_ptr<Log> makeLog(LogOptions options, const base::Clock& clock);

/// Writes to a stream, which outlives the log.
[[nodiscard]] std::unique_ptr<Log> makeLog(LogOptions options, const base::Clock& clock,
                                           std::ostream& stream);

/// Drops everything.
[[nodiscard]] std::unique_ptr<Log> makeSilentLog();

}  // namespace jim::log
