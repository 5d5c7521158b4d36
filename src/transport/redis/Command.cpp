#include "transport/redis/Command.hpp"

#include <fmt/format.h>

namespace jim::transport::redis {

Command::Command(std::initializer_list<std::string_view> words) {
    for (const auto word : words) add(word);
}

Command& Command::add(std::string_view word) {
    words_ += fmt::format("${}\r\n", word.size());
    words_ += word;
    words_ += "\r\n";
    ++count_;
    return *this;
}

Command& Command::add(std::int64_t number) {
    return add(std::string_view{fmt::format_int{number}.c_str()});
}

std::string Command::encode() const {
    return fmt::format("*{}\r\n", count_) + words_;
}

}  // namespace jim::transport::redis
