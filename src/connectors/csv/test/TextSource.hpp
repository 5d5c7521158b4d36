#pragma once

#include "connectors/csv/impl/ByteSource.hpp"

#include <algorithm>
#include <cstring>
#include <string>
#include <utility>

namespace jim::connectors::csv::impl {

/// Gives a text in pieces of a size of choice.
class TextSource final : public ByteSource {
public:
    explicit TextSource(std::string text, std::size_t piece = 1 << 16)
        : text_(std::move(text)), piece_(piece) {}

    base::Result<std::size_t> read(std::span<char> out) override {
        const std::size_t count = std::min({piece_, out.size(), text_.size() - at_});
        std::memcpy(out.data(), text_.data() + at_, count);
        at_ += count;
        return count;
    }

private:
    std::string text_;
    std::size_t piece_;
    std::size_t at_ = 0;
};

}  // namespace jim::connectors::csv::impl
