#pragma once

#include "foundation/base/Result.hpp"

#include <concepts>
#include <cstdint>
#include <optional>
#include <string_view>
#include <type_traits>
#include <utility>

struct sqlite3_stmt;

namespace jim::transport::sqlite {

/// Bytes, where a plain std::string_view would be text.
struct Blob {
    std::string_view bytes;
};

/// A Blob, or another type that carries bytes as its member of that name.
template <class T>
concept IsBytes = requires(const T& value) {
    { value.bytes } -> std::convertible_to<std::string_view>;
};

/// One prepared statement of the connection's cache, for the time that this object lives: then it
/// is reset and goes back. Parameters count from 1, columns from 0. Text and blobs are bound
/// without a copy: they must live until the next run() or reset(). Used by one thread at a time.
class Statement {
public:
    Statement(Statement&& other) noexcept;
    Statement& operator=(Statement&&) = delete;
    ~Statement();

    /// Binds one parameter: integers, bools, enums, text, Blob, or an optional of them (empty:
    /// NULL). A failure is kept and reported by the next step.
    template <class T>
    Statement& bind(int index, const T& value) {
        if constexpr (IsBytes<T>) {
            bindBlob(index, value.bytes);
        } else if constexpr (std::is_enum_v<T>) {
            bindInteger(index, static_cast<std::int64_t>(value));
        } else if constexpr (std::integral<T>) {
            bindInteger(index, static_cast<std::int64_t>(value));
        } else if constexpr (std::convertible_to<const T&, std::string_view>) {
            bindText(index, std::string_view{value});
        } else if constexpr (std::is_same_v<T, std::nullopt_t>) {
            bindNull(index);
        } else {
            if (value.has_value())
                bind(index, *value);
            else
                bindNull(index);
        }
        return *this;
    }

    /// Binds parameters 1 to n.
    template <class... T>
    Statement& bindAll(const T&... values) {
        return bindFrom(1, values...);
    }

    /// Binds parameters from `first` on.
    template <class... T>
    Statement& bindFrom(int first, const T&... values) {
        int index = first;
        (bind(index++, values), ...);
        return *this;
    }

    /// True when there is a row to read; false at the end, when the statement is reset.
    [[nodiscard]] base::Result<bool> step();

    /// Executes a statement that gives no rows, and resets it.
    [[nodiscard]] base::Status run();

    void reset();

    [[nodiscard]] int columns() const;
    [[nodiscard]] bool isNull(int column) const;
    [[nodiscard]] bool isInteger(int column) const;
    [[nodiscard]] std::int64_t integer(int column) const;
    /// Views live until the next step or reset.
    [[nodiscard]] std::string_view text(int column) const;
    [[nodiscard]] std::string_view blob(int column) const;
    [[nodiscard]] std::optional<std::int64_t> optionalInteger(int column) const {
        return isNull(column) ? std::nullopt : std::optional{integer(column)};
    }
    /// An integer column as a number type, bool or enum of ours.
    template <class T>
    [[nodiscard]] T as(int column) const {
        return static_cast<T>(integer(column));
    }

private:
    friend class Connection;
    /// A slot of the connection's cache, or a statement of its own when the slot was taken.
    struct Cached {
        sqlite3_stmt* handle = nullptr;
        bool lent = false;
    };
    Statement(Cached* slot, sqlite3_stmt* owned, std::int64_t* executions)
        : slot_(slot), handle_(owned), executions_(executions) {}

    void bindInteger(int index, std::int64_t value);
    void bindText(int index, std::string_view value);
    void bindBlob(int index, std::string_view value);
    void bindNull(int index);
    void keep(int code);

    Cached* slot_;
    sqlite3_stmt* handle_;
    std::int64_t* executions_;
    int bindFailure_ = 0;
    bool running_ = false;
};

}  // namespace jim::transport::sqlite
