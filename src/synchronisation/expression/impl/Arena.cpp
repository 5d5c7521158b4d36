#include "synchronisation/expression/impl/Arena.hpp"

#include <algorithm>

namespace jim::synchronisation::expression::impl {
namespace {

constexpr std::size_t kBlockSize = 16 << 10;
constexpr std::size_t kKeptBlocks = 4;

}  // namespace

void Arena::enter(std::size_t block) {
    next_ = blocks_[block].bytes.get();
    left_ = blocks_[block].size;
    block_ = block + 1;
}

char* Arena::fromNextBlock(std::size_t size) {
    if (block_ < blocks_.size() && blocks_[block_].size < size)
        blocks_.resize(block_);  // Too small for this piece: what follows is made anew.
    if (block_ == blocks_.size()) {
        const std::size_t room = std::max(kBlockSize, size);
        blocks_.push_back({std::make_unique_for_overwrite<char[]>(room), room});
    }
    enter(block_);
    char* piece = next_;
    next_ += size;
    left_ -= size;
    return piece;
}

void Arena::reset() {
    used_ = 0;
    if (blocks_.empty()) return;
    if (block_ > 1) {
        std::erase_if(blocks_, [](const Block& block) { return block.size > kBlockSize; });
        if (blocks_.size() > kKeptBlocks) blocks_.resize(kKeptBlocks);
    }
    if (blocks_.empty() || blocks_.front().size > 4 * kBlockSize) {
        blocks_.clear();
        block_ = 0;
        next_ = nullptr;
        left_ = 0;
        return;
    }
    enter(0);
}

}  // namespace jim::synchronisation::expression::impl
