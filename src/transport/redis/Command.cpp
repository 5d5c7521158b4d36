#include "transport/redis/Command.hpp"

#include <fmt/format.h>

namespace jim::transport::redis {

Command::Command(std::initializer_list<std::string_view> words) {
    for (const auto word : words) add(word);
}

Command& Command::add(std::string_view word) {
    words_.append(1, '$').append(fmt::format_int{word.size()}.c_str()).append("\r\n");
    words_.append(word).append("\r\n");
    ++count_;
    return *this;
}

Command& Command::add(std::int64_t number) {
    return add(std::string_view{fmt::format_int{number}.c_str()});
}

Command& Command::reserve(std::size_t bytes) {
    words_.reserve(words_.size() + bytes);
    return *this;
}

std::string Command::encode() const {
    std::string bytes;
    bytes.reserve(size());
    appendTo(bytes);
    return bytes;
}

void Command::appendTo(std::string& bytes) const {
    bytes.append(1, '*').append(fmt::format_int{count_}.c_str()).append("\r\n").append(words_);
}

void Pipeline::add(const Command& command) {
    constexpr std::size_t kDifference = 64;  // Numbers have more digits, or fewer.
    if (count_ == 0) bytes_.reserve(expected_ * (command.size() + kDifference));
    command.appendTo(bytes_);
    ++count_;
}

}  // namespace jim::transport::redis
