#include "api/documentation/Documentation.hpp"

#include <memory>

namespace jim::api::documentation {

using namespace operation;

void addTo(std::vector<Route>& routes, const Schemas& schemas) {
    const auto document = std::make_shared<std::string>();
    const auto html = std::make_shared<std::string>();
    routes.push_back({
        .method = Method::Get,
        .path = "/openapi.json",
        .access = Level::Anonymous,
        .summary = "Serves this description of the interface (OpenAPI 3.1).",
        .successes = {{200, "object"}},
        .run = [document](Call&) -> base::Result<Reply> { return operation::document(*document); },
    });
    routes.push_back({
        .method = Method::Get,
        .path = "/docs",
        .access = Level::Anonymous,
        .summary = "Serves this description of the interface for people.",
        .successes = {{200, "html"}},
        .run = [html](Call&) -> base::Result<Reply> {
            return Reply{200, "text/html; charset=utf-8", *html, {}};
        },
    });
    *document = openApi(routes, schemas).serialised();
    *html = page(routes, schemas);
}

}  // namespace jim::api::documentation
