#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace jim::transport::redis {

/// A command with its arguments, as it goes over the wire. Arguments may hold any bytes.
class Command {
public:
    Command(std::initializer_list<std::string_view> words);

    Command& add(std::string_view word);
    Command& add(std::int64_t number);

    /// What is sent: RESP, an array of bulk strings.
    [[nodiscard]] std::string encode() const;

private:
    std::string words_;
    std::size_t count_ = 0;
};

}  // namespace jim::transport::redis
