#pragma once

#include "apps/cli/ApiClient.hpp"
#include "apps/cli/impl/Json.hpp"

#include <string>
#include <string_view>

namespace jim::apps::cli::lookup {

/// The object of a list that is called so, in any case, or has that id. A name wins over an id.
/// `what` names the kind in messages. NotFound; Conflict when several are called so.
[[nodiscard]] base::Result<json::object> find(ApiClient& client, std::string_view listPath,
                                              std::string_view nameOrId, std::string_view what);

/// The activity's id: the text itself, in canonical form, or for `last` that of the newest run.
/// InvalidInput when it is neither.
[[nodiscard]] base::Result<std::string> activityId(ApiClient& client, std::string_view text);

/// A GUID in canonical form. InvalidInput.
[[nodiscard]] base::Result<std::string> guid(std::string_view text, std::string_view what);

}  // namespace jim::apps::cli::lookup
