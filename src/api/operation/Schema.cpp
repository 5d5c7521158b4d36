#include "api/operation/Schema.hpp"

#include "foundation/base/Ensure.hpp"

#include <algorithm>

namespace jim::api::operation {
namespace {

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \n");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \n") - first + 1);
}

bool takeSuffix(std::string_view& text, std::string_view suffix) {
    if (!text.ends_with(suffix)) return false;
    text.remove_suffix(suffix.size());
    return true;
}

Field parseField(std::string_view text) {
    Field field;
    if (const auto equals = text.find('='); equals != std::string_view::npos) {
        field.defaultValue = text.substr(equals + 1);
        text = text.substr(0, equals);
    }
    std::string_view name = text;
    if (const auto colon = text.find(':'); colon != std::string_view::npos) {
        name = text.substr(0, colon);
        std::string_view type = text.substr(colon + 1);
        field.nullable = takeSuffix(type, "?");
        field.array = !type.starts_with("map:") && takeSuffix(type, "[]");
        field.type = type;
    }
    for (bool marked = true; marked;) {
        marked = false;
        if (takeSuffix(name, "?")) marked = field.nullable = true;
        if (takeSuffix(name, "!")) marked = field.required = true;
        if (takeSuffix(name, "*")) marked = field.repeatable = true;
    }
    field.name = name;
    base::ensure(!field.name.empty() && !field.type.empty(), "a field has a name and a type");
    std::string_view element = field.type;
    if (element.starts_with("map:")) takeSuffix(element, "[]");
    base::ensure(field.name.find_first_of(" ()[]") == std::string::npos &&
                     element.find_first_of(" ()[]?!") == std::string::npos,
                 "a field is in the notation of Schema.hpp");
    return field;
}

}  // namespace

std::vector<Field> parseFields(std::string_view notation) {
    std::vector<Field> fields;
    while (!notation.empty()) {
        const auto comma = std::min(notation.find(','), notation.size());
        if (const auto text = trimmed(notation.substr(0, comma)); !text.empty())
            fields.push_back(parseField(text));
        notation.remove_prefix(std::min(comma + 1, notation.size()));
    }
    return fields;
}

const Schema* Schemas::findObject(std::string_view name) const {
    const auto at = std::ranges::find(objects, name, &Schema::name);
    return at == objects.end() ? nullptr : &*at;
}

const EnumSchema* Schemas::findEnum(std::string_view name) const {
    const auto at = std::ranges::find(enums, name, &EnumSchema::name);
    return at == enums.end() ? nullptr : &*at;
}

std::vector<Field> Schemas::fieldsOf(const Schema& schema) const {
    std::vector<Field> all;
    for (Field& field : parseFields(schema.fields)) {
        if (!field.name.starts_with('+')) {
            all.push_back(std::move(field));
            continue;
        }
        const Schema* other = findObject(std::string_view{field.name}.substr(1));
        base::ensure(other != nullptr, "a schema takes over members of schemas there are");
        std::ranges::move(fieldsOf(*other), std::back_inserter(all));
    }
    return all;
}

}  // namespace jim::api::operation
