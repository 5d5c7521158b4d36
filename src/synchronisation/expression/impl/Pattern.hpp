#pragma once

#include "foundation/base/Result.hpp"

#include <unicode/regex.h>

#include <memory>
#include <string_view>

namespace jim::synchronisation::expression::impl {

/// A regular expression, compiled once. Immutable, so that threads can share it.
class CompiledPattern {
public:
    /// The error message is a plain sentence about the pattern.
    [[nodiscard]] static base::Result<std::unique_ptr<CompiledPattern>> compile(
        std::string_view pattern);

    /// A matcher with its limits of time and memory set; nullptr when ICU cannot make one.
    [[nodiscard]] std::unique_ptr<icu::RegexMatcher> matcher() const;

private:
    explicit CompiledPattern(std::unique_ptr<icu::RegexPattern> pattern)
        : pattern_(std::move(pattern)) {}
    std::unique_ptr<icu::RegexPattern> pattern_;
};

}  // namespace jim::synchronisation::expression::impl
