#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace jim::api::operation {

/// One member of a request or response, read from its notation:
///
///     name[*][!][?][:type[[]][?]][=default]
///
/// `*` may be repeated (query), `!` is required (requests), `?` may be null or is optional.
/// type: string (the default), int, long, number, bool, ts, span, guid, base64, any, object,
/// E:Name (an enum), map:type (values by name), or a schema's name.
struct Field {
    std::string name;
    std::string type = "string";
    std::string defaultValue;
    bool array = false;
    bool nullable = false;
    bool required = false;
    bool repeatable = false;
};

/// Fields separated by commas. A notation that cannot be read is a bug and ends the process.
[[nodiscard]] std::vector<Field> parseFields(std::string_view notation);

/// A response's shape: every member is always there. A field `+Other` takes over the members of
/// another schema.
struct Schema {
    std::string_view name;
    std::string_view fields;
};

/// The names of an enum, in order.
struct EnumSchema {
    std::string_view name;
    std::vector<std::string_view> members;
};

/// The members of an enum whose numbers count up from 0, from its toText.
template <class E>
[[nodiscard]] std::vector<std::string_view> membersOf() {
    std::vector<std::string_view> names;
    for (int i = 0; i < 64; ++i)
        if (const std::string_view name = toText(static_cast<E>(i)); !name.empty())
            names.push_back(name);
    return names;
}

/// Every shape the interface speaks of.
struct Schemas {
    std::vector<Schema> objects;
    std::vector<EnumSchema> enums;

    [[nodiscard]] const Schema* findObject(std::string_view name) const;
    [[nodiscard]] const EnumSchema* findEnum(std::string_view name) const;
    /// The fields of a schema, those taken over from others included.
    [[nodiscard]] std::vector<Field> fieldsOf(const Schema& schema) const;
};

}  // namespace jim::api::operation
