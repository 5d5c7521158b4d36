#include "api/test/Conformance.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace jim::api {

using operation::Field;
using operation::Json;
using operation::Schemas;

namespace {

bool isScalarOf(const Json& value, std::string_view type) {
    const auto* text = value.text();
    if (type == "string" || type == "base64") return text != nullptr;
    if (type == "int" || type == "long") return value.integer() != nullptr;
    if (type == "number") return value.integer() != nullptr || value.real() != nullptr;
    if (type == "bool") return value.boolean() != nullptr;
    if (type == "ts") return text != nullptr && text->size() == 27 && text->ends_with('Z');
    if (type == "guid") return text != nullptr && base::parseGuid(*text).has_value();
    if (type == "span") return text != nullptr && base::parseSpan(*text).has_value();
    if (type == "object") return value.members() != nullptr;
    return type == "any";
}

std::string objectMismatch(const Json& value, const std::vector<Field>& fields,
                           const Schemas& schemas) {
    if (value.members() == nullptr) return "not an object";
    for (const auto& member : *value.members())
        if (std::ranges::find(fields, member.name, &Field::name) == fields.end())
            return member.name + ": not declared";
    for (const Field& field : fields) {
        const Json* member = value.find(field.name);
        if (member == nullptr) return field.name + ": missing";
        if (member->isNull() && field.nullable) continue;
        const std::string type = field.type + (field.array ? "[]" : "");
        if (const auto why = mismatch(*member, type, schemas); !why.empty())
            return field.name + ": " + why;
    }
    return {};
}

std::string eachMismatch(const Json::Array& items, std::string_view type, const Schemas& schemas) {
    for (std::size_t i = 0; i < items.size(); ++i)
        if (const auto why = mismatch(items[i], type, schemas); !why.empty())
            return fmt::format("[{}]: {}", i, why);
    return {};
}

}  // namespace

std::string mismatch(const Json& value, std::string_view type, const Schemas& schemas) {
    if (type.starts_with("page:"))
        return objectMismatch(
            value,
            operation::parseFields(fmt::format("items:{}[], totalCount:int, page:int, "
                                               "pageSize:int, totalPages:int, hasNextPage:bool, "
                                               "hasPreviousPage:bool",
                                               type.substr(5))),
            schemas);
    if (type.starts_with("map:")) {
        if (value.members() == nullptr) return "not an object";
        for (const auto& member : *value.members())
            if (const auto why = mismatch(member.value, type.substr(4), schemas); !why.empty())
                return member.name + ": " + why;
        return {};
    }
    if (type.ends_with("[]")) {
        if (value.items() == nullptr) return "not an array";
        return eachMismatch(*value.items(), type.substr(0, type.size() - 2), schemas);
    }
    if (type.starts_with("E:")) {
        const auto* names = schemas.findEnum(type.substr(2));
        const bool known = names && value.text() &&
                           std::ranges::find(names->members, *value.text()) != names->members.end();
        return known ? "" : fmt::format("not one of {}", type);
    }
    if (const auto* schema = schemas.findObject(type))
        return objectMismatch(value, schemas.fieldsOf(*schema), schemas);
    return isScalarOf(value, type) ? "" : fmt::format("not a {}", type);
}

}  // namespace jim::api
