#include "identity/schema/AttributeType.hpp"

#include "foundation/base/EnumText.hpp"

namespace jim::identity::schema {
namespace {

constexpr auto kTypes = base::enumText<AttributeType>({
    {AttributeType::NotSet, "NotSet"},
    {AttributeType::Text, "Text"},
    {AttributeType::Number, "Number"},
    {AttributeType::DateTime, "DateTime"},
    {AttributeType::Binary, "Binary"},
    {AttributeType::Reference, "Reference"},
    {AttributeType::Guid, "Guid"},
    {AttributeType::Boolean, "Boolean"},
    {AttributeType::LongNumber, "LongNumber"},
    {AttributeType::Decimal, "Decimal"},
});

constexpr auto kPluralities = base::enumText<Plurality>({
    {Plurality::SingleValued, "SingleValued"},
    {Plurality::MultiValued, "MultiValued"},
});

constexpr auto kWritabilities = base::enumText<Writability>({
    {Writability::Writable, "Writable"},
    {Writability::ReadOnly, "ReadOnly"},
    {Writability::WritableOnCreate, "WritableOnCreate"},
});

}  // namespace

std::string_view toText(AttributeType type) {
    return kTypes.text(type);
}
std::string_view toText(Plurality plurality) {
    return kPluralities.text(plurality);
}
std::string_view toText(Writability writability) {
    return kWritabilities.text(writability);
}

std::optional<AttributeType> parseAttributeType(std::string_view text) {
    return kTypes.parse(text);
}
std::optional<Plurality> parsePlurality(std::string_view text) {
    return kPluralities.parse(text);
}

}  // namespace jim::identity::schema
