#pragma once

#include "transport/redis/Reply.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <span>

struct redisReader;  // NOLINT(readability-identifier-naming): hiredis names it so.

namespace jim::transport::redis::impl {

/// Makes replies of what comes over the wire, by hiredis. What is beyond its limits, or no RESP,
/// breaks it for good.
class ReplyReader {
public:
    /// `maxBytes` limits what one reply may hold and what is kept of it before it is whole.
    explicit ReplyReader(std::size_t maxBytes);
    ~ReplyReader();
    ReplyReader(const ReplyReader&) = delete;
    ReplyReader& operator=(const ReplyReader&) = delete;

    void feed(std::span<const char> bytes);

    /// The next whole reply. None: more must come, or it is broken.
    [[nodiscard]] std::optional<Reply> next();

    [[nodiscard]] bool broken() const { return broken_; }

private:
    struct Deleter {
        void operator()(redisReader* reader) const;
    };

    const std::size_t maxBytes_;
    std::unique_ptr<redisReader, Deleter> reader_;
    std::size_t elementsLeft_ = 0;  ///< Of the reply in hand.
    bool broken_ = false;
};

}  // namespace jim::transport::redis::impl
