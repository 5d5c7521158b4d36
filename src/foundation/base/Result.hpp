#pragma once

#include "foundation/base/Error.hpp"

#include <tl/expected.hpp>

#include <utility>

namespace jim::base {

/// A value, or the reason why there is none. Expected failures travel this way; exceptions are
/// for broken invariants only.
template <class T>
using Result = tl::expected<T, Error>;

using Status = Result<void>;

[[nodiscard]] inline tl::unexpected<Error> fail(Error error) {
    return tl::unexpected<Error>{std::move(error)};
}

}  // namespace jim::base

/// Returns the error of `expression` (a Result) from the enclosing function, if it has one.
#define JIM_TRY(expression)                                        \
    do {                                                           \
        if (auto jimTried = (expression); !jimTried) [[unlikely]]  \
            return ::jim::base::fail(std::move(jimTried).error()); \
    } while (false)

#define JIM_CONCAT_INNER(a, b) a##b
#define JIM_CONCAT(a, b) JIM_CONCAT_INNER(a, b)

/// `JIM_ASSIGN(auto rows, load())`: the value of a Result, or return its error.
#define JIM_ASSIGN(declaration, expression) \
    JIM_ASSIGN_NAMED(JIM_CONCAT(jimResult, __LINE__), declaration, expression)
#define JIM_ASSIGN_NAMED(name, declaration, expression)    \
    auto name = (expression);                              \
    if (!name) [[unlikely]]                                \
        return ::jim::base::fail(std::move(name).error()); \
    declaration = std::move(*name)
