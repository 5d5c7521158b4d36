#pragma once

#include "foundation/base/Result.hpp"

#include <unicode/regex.h>

#include <cstdint>
#include <memory>
#include <string_view>

namespace jim::synchronisation::expression::impl {

/// A regular expression, compiled once. Immutable, so that threads can share it.
class CompiledPattern {
public:
    /// The error message is a plain sentence about the pattern.
    [[nodiscard]] static base::Result<std::unique_ptr<CompiledPattern>> compile(
        std::string_view pattern);

    /// A matcher that stops with U_REGEX_STOPPED_BY_CALLER when all that it does has used up
    /// `budget`, which it counts down, in units of some ten thousand steps. Its memory is limited
    /// too. nullptr when ICU cannot make one.
    [[nodiscard]] std::unique_ptr<icu::RegexMatcher> matcher(std::int32_t& budget) const;

private:
    explicit CompiledPattern(std::unique_ptr<icu::RegexPattern> pattern)
        : pattern_(std::move(pattern)) {}
    std::unique_ptr<icu::RegexPattern> pattern_;
};

}  // namespace jim::synchronisation::expression::impl
