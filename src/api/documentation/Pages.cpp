#include "api/documentation/Documentation.hpp"

#include <fmt/format.h>

namespace jim::api::documentation {

using namespace operation;

namespace {

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if (c == '&')
            out += "&amp;";
        else
            out += c;
    }
    return out;
}

constexpr std::string_view kHead = R"(<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>JIM REST API</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>
body { font: 16px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem }
section { border-top: 1px solid #8884; padding: .5rem 0 }
h2 { font: 600 1rem ui-monospace, monospace; margin: .5rem 0 } h2 b { color: #06c }
code { font: .875rem ui-monospace, monospace } p { margin: .25rem 0 }
@media (prefers-color-scheme: dark) { body { background: #111; color: #ddd } h2 b { color: #6bf } }
</style></head><body>
<h1>JIM REST API</h1>
<p>Send your API key in the header <code>X-API-Key</code>. For programs:
<a href="openapi.json">openapi.json</a>.</p>
)";

std::string successText(const Route& route) {
    std::string text;
    for (const Success& success : route.successes)
        text += fmt::format("{}{}{}{}", text.empty() ? "" : ", ", success.status,
                            success.body.empty() ? "" : " ", success.body);
    return text;
}

std::string sectionOf(const Route& route) {
    std::string html =
        fmt::format("<section><h2><b>{}</b> /api/v1{}</h2><p>{}</p>\n", toText(route.method),
                    escaped(route.path), escaped(route.summary));
    if (!route.query.empty())
        html += fmt::format("<p>Query: <code>{}</code></p>\n", escaped(route.query));
    if (!route.body.empty())
        html += fmt::format("<p>Body: <code>{}</code></p>\n", escaped(route.body));
    return html + fmt::format("<p>Answers: <code>{}</code>. Role: {}.</p></section>\n",
                              escaped(successText(route)), toText(route.access.level()));
}

}  // namespace

std::string page(const std::vector<Route>& routes, const Schemas& schemas) {
    std::string html{kHead};
    for (const Route& route : routes) html += sectionOf(route);
    html += "<h1>Shapes</h1>\n";
    for (const Schema& schema : schemas.objects)
        html += fmt::format("<section><h2>{}</h2><code>{}</code></section>\n", schema.name,
                            escaped(schema.fields));
    for (const EnumSchema& names : schemas.enums)
        html += fmt::format("<section><h2>{}</h2><code>{}</code></section>\n", names.name,
                            fmt::join(names.members, " "));
    return html + "</body></html>\n";
}

std::string markdown(const std::vector<Route>& routes) {
    std::string text =
        "# Routes of the REST API\n\n"
        "Made from the route declarations in `src/api`; a test holds this page against them. The\n"
        "running server describes bodies and answers in full at `/api/v1/docs` and\n"
        "`/api/v1/openapi.json`.\n\n"
        "| Method | Path below /api/v1 | Role | Answers | What it does |\n|---|---|---|---|---|\n";
    for (const Route& route : routes)
        text += fmt::format("| {} | `{}` | {} | {} | {} |\n", toText(route.method), route.path,
                            toText(route.access.level()), successText(route), route.summary);
    return text;
}

}  // namespace jim::api::documentation
