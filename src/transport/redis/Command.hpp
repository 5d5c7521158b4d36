#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace jim::transport::redis {

/// A command with its arguments, as it goes over the wire. Arguments may hold any bytes.
class Command {
public:
    Command(std::initializer_list<std::string_view> words);

    Command& add(std::string_view word);
    Command& add(std::int64_t number);

    /// Room for arguments of so many bytes in all: they are not moved while it grows.
    Command& reserve(std::size_t bytes);

    /// What is sent: RESP, an array of bulk strings.
    [[nodiscard]] std::string encode() const;
    void appendTo(std::string& bytes) const;
    /// At most so many bytes are sent.
    [[nodiscard]] std::size_t size() const { return words_.size() + kHead; }

private:
    static constexpr std::size_t kHead = 24;  ///< As long as a number can be, and more.

    std::string words_;
    std::size_t count_ = 0;
};

/// Commands that are sent together, written one after the other into what is sent.
class Pipeline {
public:
    /// Of about so many commands of a size.
    explicit Pipeline(std::size_t expected) : expected_(expected) {}

    void add(const Command& command);
    [[nodiscard]] std::size_t count() const { return count_; }
    [[nodiscard]] std::string take() { return std::move(bytes_); }

private:
    std::size_t expected_;
    std::size_t count_ = 0;
    std::string bytes_;
};

}  // namespace jim::transport::redis
