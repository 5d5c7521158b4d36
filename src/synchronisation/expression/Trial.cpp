#include "synchronisation/expression/Trial.hpp"

#include <fmt/format.h>

namespace jim::synchronisation::expression {
namespace {

using identity::schema::AttributeValues;

/// A schema and an object made of trial attributes, numbered from 1.
struct Made {
    std::vector<AttributeInfo> schema;
    std::string document;
};

base::Result<Made> make(std::span<const TrialAttribute> attributes) {
    Made made;
    std::vector<AttributeValues> object;
    for (const auto& attribute : attributes) {
        const auto id = static_cast<AttributeId>(made.schema.size() + 1);
        made.schema.push_back({id, attribute.type, attribute.plurality, attribute.name});
        AttributeValues values{id, attribute.type, 0, {}};
        for (const auto& text : attribute.values) {
            auto value = identity::schema::parseValue(attribute.type, text);
            if (!value)
                return base::fail(base::invalidInput(
                    attribute.name, fmt::format("The value of '{}' is not a {}.", attribute.name,
                                                identity::schema::toText(attribute.type))));
            values.values.push_back(std::move(value->bytes));
        }
        if (!values.values.empty()) object.push_back(std::move(values));
    }
    made.document = identity::schema::encode(std::move(object));
    return made;
}

}  // namespace

base::Result<TrialResult> tryExpression(std::string_view source, std::span<const TrialAttribute> mv,
                                        std::span<const TrialAttribute> cs, base::Timestamp now) {
    JIM_ASSIGN(const Made metaverse, make(mv));
    JIM_ASSIGN(const Made connected, make(cs));
    JIM_ASSIGN(const Expression expression, compile(source, {metaverse.schema, connected.schema}));
    Scratch scratch;
    JIM_ASSIGN(const Outcome outcome, expression.evaluate({DocumentView{metaverse.document},
                                                           DocumentView{connected.document}, now},
                                                          scratch));
    TrialResult result{expression.type(), {}};
    for (const auto bytes : outcome.values)
        result.values.push_back(identity::schema::displayText(outcome.type, bytes));
    return result;
}

}  // namespace jim::synchronisation::expression
