#include "synchronisation/expression/impl/Pattern.hpp"

#include <fmt/format.h>

namespace jim::synchronisation::expression::impl {
namespace {

constexpr std::size_t kMaxPattern = 500;         // Bytes.
constexpr std::int32_t kStackLimit = 512 << 10;  // Bytes of backtracking.

/// ICU's own time limit starts anew for every match; this one holds for all of them together.
UBool U_CALLCONV countDown(const void* budget, std::int32_t) {
    // ICU hands back as const what it was given as a plain pointer.
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-const-cast)
    auto& left = *static_cast<std::int32_t*>(const_cast<void*>(budget));
    return --left > 0;
}

}  // namespace

base::Result<std::unique_ptr<CompiledPattern>> CompiledPattern::compile(std::string_view pattern) {
    if (pattern.size() > kMaxPattern)
        return base::fail(base::invalidInput(
            "expression", fmt::format("a regular expression has at most {} bytes.", kMaxPattern)));
    UErrorCode status = U_ZERO_ERROR;
    UParseError where{};
    const auto text = icu::UnicodeString::fromUTF8(
        icu::StringPiece{pattern.data(), static_cast<std::int32_t>(pattern.size())});
    std::unique_ptr<icu::RegexPattern> made{icu::RegexPattern::compile(text, 0, where, status)};
    if (U_FAILURE(status) || !made)
        return base::fail(base::invalidInput(
            "expression", fmt::format("the regular expression is wrong at its character {} ({}).",
                                      where.offset, u_errorName(status))));
    return std::unique_ptr<CompiledPattern>{new CompiledPattern{std::move(made)}};
}

std::unique_ptr<icu::RegexMatcher> CompiledPattern::matcher(std::int32_t& budget) const {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::RegexMatcher> made{pattern_->matcher(status)};
    if (U_FAILURE(status) || !made) return nullptr;
    made->setMatchCallback(countDown, &budget, status);
    made->setStackLimit(kStackLimit, status);
    return U_FAILURE(status) ? nullptr : std::move(made);
}

}  // namespace jim::synchronisation::expression::impl
