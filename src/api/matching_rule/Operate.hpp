#pragma once

#include "api/matching_rule/Owner.hpp"
#include "api/operation/Reply.hpp"

#include <string>

namespace jim::api::matching_rule {

// What the routes of both owners do, once the owner is known.

[[nodiscard]] base::Result<operation::Reply> read(const operation::Call& call, FindOwner findOwner);
[[nodiscard]] base::Result<operation::Reply> update(const operation::Call& call,
                                                    FindOwner findOwner);
[[nodiscard]] base::Result<operation::Reply> remove(const operation::Call& call,
                                                    FindOwner findOwner);
/// `listPath` is where the new rule is below, for its Location.
[[nodiscard]] base::Result<operation::Reply> create(const operation::Call& call,
                                                    FindOwner findOwner,
                                                    const std::string& listPath);

}  // namespace jim::api::matching_rule
