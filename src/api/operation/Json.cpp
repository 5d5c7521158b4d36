#include "api/operation/Json.hpp"

#include "foundation/base/Ensure.hpp"
#include "foundation/base/EnumText.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace jim::api::operation {
namespace {

void writeText(std::string& out, std::string_view text) {
    out += '"';
    for (const char c : text) {
        switch (c) {
            case '"':
                out += "\\\"";
                break;
            case '\\':
                out += "\\\\";
                break;
            case '\n':
                out += "\\n";
                break;
            case '\r':
                out += "\\r";
                break;
            case '\t':
                out += "\\t";
                break;
            default:
                if (static_cast<unsigned char>(c) < 0x20)
                    fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned>(c));
                else
                    out += c;
        }
    }
    out += '"';
}

}  // namespace

Json& Json::set(std::string_view name, Json value) & {
    auto* object = std::get_if<Object>(&value_);
    base::ensure(object != nullptr, "members are set on JSON objects only");
    object->push_back({std::string{name}, std::move(value)});
    return *this;
}

Json& Json::replace(std::string_view name, Json value) & {
    auto* object = std::get_if<Object>(&value_);
    base::ensure(object != nullptr, "members are set on JSON objects only");
    const auto at = std::ranges::find(*object, name, &Member::name);
    if (at == object->end()) return set(name, std::move(value));
    at->value = std::move(value);
    return *this;
}

void Json::append(Json item) {
    auto* array = std::get_if<Array>(&value_);
    base::ensure(array != nullptr, "items are added to JSON arrays only");
    array->push_back(std::move(item));
}

const Json* Json::find(std::string_view name) const {
    const Object* object = members();
    if (object == nullptr) return nullptr;
    const auto at = std::ranges::find_if(
        *object, [&](const Member& member) { return base::equalsIgnoringCase(member.name, name); });
    return at == object->end() ? nullptr : &at->value;
}

std::string Json::serialised() const {
    std::string out;
    write(out);
    return out;
}

void Json::write(std::string& out) const {
    if (isNull()) {
        out += "null";
    } else if (const auto* value = boolean()) {
        out += *value ? "true" : "false";
    } else if (const auto* number = integer()) {
        fmt::format_to(std::back_inserter(out), "{}", *number);
    } else if (const auto* fraction = real()) {
        if (std::isfinite(*fraction))
            fmt::format_to(std::back_inserter(out), "{}", *fraction);
        else
            out += "null";
    } else if (const auto* words = text()) {
        writeText(out, *words);
    } else if (const auto* raw = std::get_if<Raw>(&value_)) {
        out += raw->text;
    } else if (const auto* array = items()) {
        out += '[';
        for (std::size_t i = 0; i < array->size(); ++i) {
            if (i != 0) out += ',';
            (*array)[i].write(out);
        }
        out += ']';
    } else if (const auto* object = members()) {
        out += '{';
        for (std::size_t i = 0; i < object->size(); ++i) {
            if (i != 0) out += ',';
            writeText(out, (*object)[i].name);
            out += ':';
            (*object)[i].value.write(out);
        }
        out += '}';
    }
}

}  // namespace jim::api::operation
