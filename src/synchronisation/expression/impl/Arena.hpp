#pragma once

#include <cstddef>
#include <memory>
#include <vector>

namespace jim::synchronisation::expression::impl {

/// Memory that is given out piece by piece and taken back at once. Pieces never move.
class Arena {
public:
    /// `size` bytes, aligned to 8.
    [[nodiscard]] char* allocate(std::size_t size) {
        const std::size_t rounded = (size + 7) & ~std::size_t{7};
        used_ += rounded;
        if (rounded > left_) return fromNextBlock(rounded);
        char* piece = next_;
        next_ += rounded;
        left_ -= rounded;
        return piece;
    }

    /// Bytes given out since the last reset.
    [[nodiscard]] std::size_t used() const { return used_; }

    /// Takes everything back. Blocks stay for the next time, except unusually large ones.
    void reset();

private:
    struct Block {
        std::unique_ptr<char[]> bytes;
        std::size_t size = 0;
    };
    char* fromNextBlock(std::size_t size);
    void enter(std::size_t block);

    std::vector<Block> blocks_;
    std::size_t block_ = 0;  ///< The number of blocks in use.
    char* next_ = nullptr;
    std::size_t left_ = 0;
    std::size_t used_ = 0;
};

}  // namespace jim::synchronisation::expression::impl
