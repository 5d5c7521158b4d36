#include "connectors/csv/impl/Culture.hpp"

#include "foundation/base/EnumText.hpp"

#include <unicode/uloc.h>
#include <unicode/unum.h>

#include <algorithm>
#include <array>
#include <memory>
#include <string_view>

namespace jim::connectors::csv::impl {
namespace {

struct CloseFormat {
    using pointer = UNumberFormat*;
    void operator()(UNumberFormat* format) const { unum_close(format); }
};

bool known(const std::string& locale) {
    for (std::int32_t i = 0; i < uloc_countAvailable(); ++i)
        if (base::equalsIgnoringCase(uloc_getAvailable(i), locale)) return true;
    return false;
}

}  // namespace

std::optional<char> decimalPointOf(const std::string& culture) {
    if (culture.empty() || base::equalsIgnoringCase(culture, "Invariant")) return '.';
    std::string locale = culture;
    std::ranges::replace(locale, '-', '_');
    if (!known(locale)) return std::nullopt;
    UErrorCode error = U_ZERO_ERROR;
    const std::unique_ptr<void, CloseFormat> format{
        unum_open(UNUM_DECIMAL, nullptr, 0, locale.c_str(), nullptr, &error)};
    std::array<char16_t, 8> symbol{};
    const auto length = unum_getSymbol(format.get(), UNUM_DECIMAL_SEPARATOR_SYMBOL, symbol.data(),
                                       static_cast<std::int32_t>(symbol.size()), &error);
    if (U_FAILURE(error) || length != 1 || (symbol[0] != u'.' && symbol[0] != u','))
        return std::nullopt;
    return static_cast<char>(symbol[0]);
}

}  // namespace jim::connectors::csv::impl
