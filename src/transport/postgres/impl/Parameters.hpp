#pragma once

#include <string>
#include <string_view>

namespace jim::transport::postgres::impl {

/// `?` and `?1` of a statement's text as PostgreSQL's `$1`; `?` is the parameter after the highest
/// before it. Texts and names in quotes stay as they are.
[[nodiscard]] std::string withNumberedParameters(std::string_view sql);

}  // namespace jim::transport::postgres::impl
