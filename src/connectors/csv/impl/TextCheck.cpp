#include "connectors/csv/impl/TextCheck.hpp"

#include "identity/schema/Value.hpp"

#include <algorithm>
#include <cstddef>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace jim::connectors::csv::impl {
namespace {

bool isPlain(char c) {
    return static_cast<signed char>(c) > 0;
}

/// How many bytes from `at` on are ASCII other than NUL.
std::size_t plainRun(std::string_view text, std::size_t at) {
    const std::size_t from = at;
#if defined(__SSE2__)
    // As signed bytes both NUL and everything beyond ASCII are not greater than zero.
    for (const __m128i zero = _mm_setzero_si128(); at + 16 <= text.size(); at += 16) {
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + at));
        if (_mm_movemask_epi8(_mm_cmpgt_epi8(bytes, zero)) != 0xFFFF) break;
    }
#endif
    while (at < text.size() && isPlain(text[at])) ++at;
    return at - from;
}

}  // namespace

TextFault checkText(std::string_view text) {
    std::size_t at = plainRun(text, 0);
    while (at < text.size()) {
        if (text[at] == '\0') return TextFault::Nul;
        const auto begin = text.begin() + static_cast<std::ptrdiff_t>(at);
        const auto length =
            static_cast<std::size_t>(std::find_if(begin, text.end(), isPlain) - begin);
        const auto foreign = text.substr(at, length);
        if (!identity::schema::isStorableText(foreign))
            return foreign.find('\0') != std::string_view::npos ? TextFault::Nul
                                                                : TextFault::NotUtf8;
        at += length;
        at += plainRun(text, at);
    }
    return TextFault::None;
}

}  // namespace jim::connectors::csv::impl
