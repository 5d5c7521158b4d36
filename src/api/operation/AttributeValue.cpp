#include "api/operation/AttributeValue.hpp"

#include "identity/schema/Document.hpp"

#include <algorithm>

namespace jim::api::operation {

using identity::schema::AttributeType;

Json plainValue(AttributeType type, std::string_view bytes) {
    switch (type) {
        case AttributeType::Number:
        case AttributeType::LongNumber:
            return identity::schema::integerOf(bytes);
        case AttributeType::DateTime:
            return base::Timestamp{identity::schema::integerOf(bytes)};
        case AttributeType::Boolean:
            return bytes == std::string_view{"\1", 1};
        case AttributeType::Decimal:
            return Json::raw(std::string{bytes});
        case AttributeType::NotSet:
        case AttributeType::Text:
        case AttributeType::Binary:
        case AttributeType::Reference:
        case AttributeType::Guid:
            break;
    }
    return identity::schema::displayText(type, bytes);
}

void setValue(Json& out, AttributeType type, std::string_view bytes) {
    const auto put = [&](std::string_view name, AttributeType wanted) {
        out.set(name, type == wanted ? plainValue(type, bytes) : Json{});
    };
    put("stringValue", AttributeType::Text);
    put("dateTimeValue", AttributeType::DateTime);
    put("intValue", AttributeType::Number);
    put("longValue", AttributeType::LongNumber);
    put("decimalValue", AttributeType::Decimal);
    put("byteValue", AttributeType::Binary);
    put("guidValue", AttributeType::Guid);
    put("boolValue", AttributeType::Boolean);
}

base::Guid valueId(const base::Guid& object, std::int32_t attribute, std::string_view bytes) {
    std::string content{reinterpret_cast<const char*>(object.bytes.data()), object.bytes.size()};
    content += bytes;
    base::Guid id;
    std::ranges::copy(identity::schema::contentHash(content, static_cast<std::uint64_t>(attribute)),
                      id.bytes.begin());
    // RFC 9562, section 5.8: version and variant of an identifier of one's own making.
    id.bytes[6] = static_cast<std::uint8_t>((id.bytes[6] & 0x0F) | 0x80);
    id.bytes[8] = static_cast<std::uint8_t>((id.bytes[8] & 0x3F) | 0x80);
    return id;
}

}  // namespace jim::api::operation
