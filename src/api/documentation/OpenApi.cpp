#include "api/documentation/Documentation.hpp"
#include "foundation/base/Ensure.hpp"

#include <fmt/format.h>

#include <cctype>
#include <map>

namespace jim::api::documentation {

using namespace operation;

namespace {

Json reference(std::string_view name) {
    return Json::object().set("$ref", fmt::format("#/components/schemas/{}", name));
}

Json simple(std::string_view type, std::string_view format = {}) {
    Json schema = Json::object();
    schema.set("type", type);
    if (!format.empty()) schema.set("format", format);
    return schema;
}

std::optional<Json> scalar(std::string_view type) {
    if (type == "string") return simple("string");
    if (type == "int") return simple("integer", "int32");
    if (type == "long") return simple("integer", "int64");
    if (type == "number") return simple("number", "double");
    if (type == "bool") return simple("boolean");
    if (type == "ts") return simple("string", "date-time");
    if (type == "guid") return simple("string", "uuid");
    if (type == "base64") return simple("string").set("contentEncoding", "base64");
    if (type == "span")
        return simple("string").set("pattern", "^-?(\\d+\\.)?\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,7})?$");
    if (type == "object") return simple("object");
    if (type == "any") return Json::object();
    return std::nullopt;
}

Json arrayOf(Json items) {
    return simple("array").set("items", std::move(items));
}

/// The schema of a type's notation.
Json typeSchema(std::string_view type, const Schemas& schemas) {
    if (auto known = scalar(type)) return *known;
    if (type.starts_with("map:"))
        return simple("object").set("additionalProperties", typeSchema(type.substr(4), schemas));
    if (type.ends_with("[]")) return arrayOf(typeSchema(type.substr(0, type.size() - 2), schemas));
    if (type.starts_with("E:")) {
        base::ensure(schemas.findEnum(type.substr(2)) != nullptr, "a route's enum is declared");
        return reference(type.substr(2));
    }
    base::ensure(schemas.findObject(type) != nullptr, "a route's schema is declared");
    return reference(type);
}

Json fieldSchema(const Field& field, const Schemas& schemas) {
    Json schema = typeSchema(field.type, schemas);
    if (field.array || field.repeatable) schema = arrayOf(std::move(schema));
    if (!field.nullable || field.repeatable) return schema;
    return Json::object().set("anyOf", Json::Array{std::move(schema), simple("null")});
}

Json defaultOf(const Field& field) {
    if (field.type == "string" || field.type.starts_with("E:") || field.type == "span")
        return Json{field.defaultValue};
    return Json::raw(field.defaultValue);
}

Json objectSchema(const std::vector<Field>& fields, bool response, const Schemas& schemas) {
    Json properties = Json::object();
    Json required = Json::array();
    for (const Field& field : fields) {
        Json property = fieldSchema(field, schemas);
        if (!field.defaultValue.empty()) property.set("default", defaultOf(field));
        properties.set(field.name, std::move(property));
        if (response || field.required) required.append(field.name);
    }
    Json schema = simple("object").set("properties", std::move(properties));
    if (!required.items()->empty()) schema.set("required", std::move(required));
    return schema;
}

Json pageSchema(std::string_view item, const Schemas& schemas) {
    return objectSchema(
        parseFields(fmt::format("items:{}[], totalCount:int, page:int, pageSize:int, "
                                "totalPages:int, hasNextPage:bool, hasPreviousPage:bool",
                                item)),
        true, schemas);
}

Json contentOf(std::string_view body, const Schemas& schemas) {
    if (body == "html") return Json::object().set("text/html", Json::object());
    if (body == "events") return Json::object().set("text/event-stream", Json::object());
    Json schema =
        body.starts_with("page:") ? pageSchema(body.substr(5), schemas) : typeSchema(body, schemas);
    return Json::object().set("application/json", Json::object().set("schema", std::move(schema)));
}

std::string_view reasonOf(int status) {
    switch (status) {
        case 101:
            return "The connection is a WebSocket from here on";
        case 200:
            return "Success";
        case 201:
            return "Created";
        case 202:
            return "Accepted";
        case 204:
            return "Done, without a body";
        case 304:
            return "Not modified";
        default:
            return "Answer";
    }
}

Json responsesOf(const Route& route, const Schemas& schemas) {
    Json responses = Json::object();
    for (const Success& success : route.successes) {
        Json response = Json::object().set("description", reasonOf(success.status));
        if (!success.body.empty()) response.set("content", contentOf(success.body, schemas));
        responses.set(std::to_string(success.status), std::move(response));
    }
    responses.set("default", Json::object().set("$ref", "#/components/responses/Error"));
    return responses;
}

/// `{id:int}` in a route is `{id}` here, and a parameter.
struct PathTemplate {
    std::string path;
    Json parameters = Json::array();
};

PathTemplate templateOf(const Route& route) {
    PathTemplate result{"/api/v1", Json::array()};
    std::string_view rest = route.path;
    while (!rest.empty()) {
        const auto open = rest.find('{');
        result.path += rest.substr(0, open);
        if (open == std::string_view::npos) break;
        const auto close = rest.find('}', open);
        const Field field = parseFields(rest.substr(open + 1, close - open - 1)).front();
        result.path += "{" + field.name + "}";
        result.parameters.append(Json::object()
                                     .set("name", field.name)
                                     .set("in", "path")
                                     .set("required", true)
                                     .set("schema", scalar(field.type).value_or(Json::object())));
        rest.remove_prefix(close + 1);
    }
    return result;
}

Json parametersOf(const Route& route, Json path, const Schemas& schemas) {
    for (const Field& field : parseFields(route.query)) {
        Json schema = typeSchema(field.type, schemas);
        if (field.repeatable) schema = arrayOf(std::move(schema));
        if (!field.defaultValue.empty()) schema.set("default", defaultOf(field));
        path.append(Json::object()
                        .set("name", field.name)
                        .set("in", "query")
                        .set("required", field.required)
                        .set("schema", std::move(schema)));
    }
    return path;
}

/// `GET /activities/{id}/items` is `getActivitiesIdItems`.
std::string operationId(const Route& route) {
    std::string id;
    for (const char c : toText(route.method))
        id += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    bool upper = true;
    for (std::size_t i = 0; i < route.path.size(); ++i) {
        const char c = route.path[i];
        if (c == ':') {
            i = route.path.find('}', i);
            upper = true;
        } else if (std::isalnum(static_cast<unsigned char>(c)) != 0) {
            id += upper ? static_cast<char>(std::toupper(static_cast<unsigned char>(c))) : c;
            upper = false;
        } else {
            upper = true;
        }
    }
    return id;
}

/// `/synchronisation/connected-systems/...` is grouped with its third segment, others by the first.
std::string tagOf(std::string_view path) {
    constexpr std::string_view kArea = "/synchronisation/";
    path.remove_prefix(path.starts_with(kArea) ? kArea.size() : 1);
    return std::string{path.substr(0, path.find('/'))};
}

Json operationOf(const Route& route, PathTemplate path, const Schemas& schemas) {
    Json operation = Json::object();
    operation.set("operationId", operationId(route))
        .set("summary", route.summary)
        .set("tags", Json::Array{tagOf(route.path)})
        .set("x-minimum-role", route.access.level())
        .set("parameters", parametersOf(route, std::move(path.parameters), schemas));
    if (!route.body.empty()) {
        Json schema = objectSchema(parseFields(route.body), false, schemas);
        const bool required = schema.find("required") != nullptr;
        operation.set("requestBody",
                      Json::object()
                          .set("required", required)
                          .set("content", Json::object().set(
                                              "application/json",
                                              Json::object().set("schema", std::move(schema)))));
    }
    operation.set("responses", responsesOf(route, schemas));
    if (route.access.level() == Level::Anonymous) operation.set("security", Json::array());
    return operation;
}

Json pathsOf(const std::vector<Route>& routes, const Schemas& schemas) {
    std::map<std::string, Json> byPath;
    for (const Route& route : routes) {
        auto path = templateOf(route);
        auto& item = byPath.try_emplace(path.path, Json::object()).first->second;
        std::string method{toText(route.method)};
        for (char& c : method) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        item.set(method, operationOf(route, std::move(path), schemas));
    }
    Json paths = Json::object();
    for (auto& [path, item] : byPath) paths.set(path, std::move(item));
    return paths;
}

Json componentsOf(const Schemas& schemas) {
    Json all = Json::object();
    for (const auto& schema : schemas.objects)
        all.set(schema.name, objectSchema(schemas.fieldsOf(schema), true, schemas));
    for (const auto& names : schemas.enums)
        all.set(names.name, simple("string").set("enum", names.members));
    all.set("Error", objectSchema(parseFields("code, message, details?, "
                                              "validationErrors:any?, timestamp:ts"),
                                  true, schemas));
    Json response = Json::object();
    response.set("description", "What went wrong")
        .set("content", Json::object().set("application/json",
                                           Json::object().set("schema", reference("Error"))));
    Json key = simple("apiKey").set("in", "header").set("name", "X-API-Key");
    return Json::object()
        .set("schemas", std::move(all))
        .set("responses", Json::object().set("Error", std::move(response)))
        .set("securitySchemes", Json::object().set("apiKey", std::move(key)));
}

}  // namespace

Json openApi(const std::vector<Route>& routes, const Schemas& schemas) {
    Json info = Json::object()
                    .set("title", "JIM REST API")
                    .set("version", "1.0")
                    .set("description",
                         "Identity synchronisation: connected systems, rules, runs and their "
                         "live progress.");
    return Json::object()
        .set("openapi", "3.1.0")
        .set("info", std::move(info))
        .set("security", Json::Array{Json::object().set("apiKey", Json::array())})
        .set("paths", pathsOf(routes, schemas))
        .set("components", componentsOf(schemas));
}

}  // namespace jim::api::documentation
