#pragma once

#include "api/operation/Route.hpp"
#include "api/operation/Schema.hpp"

#include <string>
#include <vector>

namespace jim::api::documentation {

/// Adds the routes that serve the OpenAPI document and the page for people, both of which
/// describe all of `routes` and themselves.
void addTo(std::vector<operation::Route>& routes, const operation::Schemas& schemas);

/// The OpenAPI 3.1 document.
[[nodiscard]] operation::Json openApi(const std::vector<operation::Route>& routes,
                                      const operation::Schemas& schemas);

/// A page for people, without scripts.
[[nodiscard]] std::string page(const std::vector<operation::Route>& routes,
                               const operation::Schemas& schemas);

/// docs/reference/rest-routes.md.
[[nodiscard]] std::string markdown(const std::vector<operation::Route>& routes);

/// Every enum of the interface that routes speak of.
[[nodiscard]] std::vector<operation::EnumSchema> enumSchemas();

}  // namespace jim::api::documentation
