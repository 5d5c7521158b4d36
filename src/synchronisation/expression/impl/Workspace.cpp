#include "synchronisation/expression/impl/Workspace.hpp"

#include <cstring>
#include <memory>

namespace jim::synchronisation::expression::impl {

std::string_view Workspace::keep(std::string_view text) {
    char* copy = bytes(text.size());
    if (!text.empty()) std::memcpy(copy, text.data(), text.size());
    return {copy, text.size()};
}

std::span<Slot> Workspace::slots(std::size_t count) {
    auto* items = reinterpret_cast<Slot*>(bytes(count * sizeof(Slot)));
    std::uninitialized_value_construct_n(items, count);
    return {items, count};
}

const icu::Transliterator* Workspace::toAscii() {
    if (!toAscii_) {
        UErrorCode status = U_ZERO_ERROR;
        toAscii_.reset(
            icu::Transliterator::createInstance("Any-Latin; Latin-ASCII", UTRANS_FORWARD, status));
        if (U_FAILURE(status)) toAscii_.reset();
    }
    return toAscii_.get();
}

}  // namespace jim::synchronisation::expression::impl
