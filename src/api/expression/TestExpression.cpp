#include "api/expression/Operations.hpp"
#include "api/operation/Reader.hpp"
#include "synchronisation/expression/Trial.hpp"

#include <fmt/format.h>

#include <limits>

namespace jim::api::expression {

using namespace operation;
using identity::schema::AttributeType;
using identity::schema::Plurality;
using synchronisation::expression::TrialAttribute;
using synchronisation::expression::TrialResult;

namespace {

constexpr std::size_t kMostAttributes = 500;

/// A value as JSON has it: its kind, and how people write it.
struct Plain {
    AttributeType type = AttributeType::Text;
    std::string text;
};

std::optional<Plain> plainOf(const Json& value) {
    if (const auto* text = value.text()) return Plain{AttributeType::Text, *text};
    if (const auto* truth = value.boolean())
        return Plain{AttributeType::Boolean, *truth ? "true" : "false"};
    if (const auto* number = value.integer()) {
        using Limits = std::numeric_limits<std::int32_t>;
        const bool fits = *number >= Limits::min() && *number <= Limits::max();
        return Plain{fits ? AttributeType::Number : AttributeType::LongNumber,
                     std::to_string(*number)};
    }
    if (const auto* real = value.real())
        return Plain{AttributeType::Decimal, fmt::format("{:.15g}", *real)};
    return std::nullopt;
}

void addValue(TrialAttribute& attribute, const Json& value, Reader& reader) {
    auto plain = plainOf(value);
    const bool first = attribute.values.empty();
    if (!plain || (!first && plain->type != attribute.type)) {
        reader.problem(attribute.name,
                       "This is a string, a number, true or false, or a list of one of these.");
        return;
    }
    attribute.type = plain->type;
    attribute.values.push_back(std::move(plain->text));
}

/// Attributes made up as a JSON object: the type of each follows from its value.
std::vector<TrialAttribute> readAttributes(Reader& body, std::string_view name) {
    std::vector<TrialAttribute> attributes;
    const Json* object = body.object(name);
    if (object == nullptr) return attributes;
    if (object->members()->size() > kMostAttributes)
        body.problem(name, fmt::format("There are at most {} attributes.", kMostAttributes));
    Reader reader = body.nested(*object, std::string{name} + ".");
    for (const auto& member : *object->members()) {
        TrialAttribute attribute;
        attribute.name = member.name;
        if (const auto* items = member.value.items()) {
            attribute.plurality = Plurality::MultiValued;
            for (const Json& item : *items) addValue(attribute, item, reader);
        } else if (!member.value.isNull()) {
            addValue(attribute, member.value, reader);
        }
        attributes.push_back(std::move(attribute));
    }
    return attributes;
}

Json resultOf(const TrialResult& trial) {
    Json result;
    if (trial.type.list)
        result = trial.values;
    else if (!trial.values.empty())
        result = trial.values.front();
    return Json::object()
        .set("isValid", true)
        .set("resultType", synchronisation::expression::toText(trial.type))
        .set("result", std::move(result))
        .set("errorMessage", nullptr);
}

Json refusalOf(const base::Error& error) {
    return Json::object()
        .set("isValid", false)
        .set("resultType", nullptr)
        .set("result", nullptr)
        .set("errorMessage", error.message);
}

base::Result<Reply> runTestExpression(Call& call) {
    Reader body = Reader::ofBody(call);
    const auto source = body.requiredText("expression", {1, 10'000});
    const auto mv = readAttributes(body, "mvAttributes");
    const auto cs = readAttributes(body, "csAttributes");
    JIM_TRY(body.finish());
    const auto trial = synchronisation::expression::tryExpression(source, mv, cs, call.now());
    return ok(trial ? resultOf(*trial) : refusalOf(trial.error()));
}

}  // namespace

Route testExpression() {
    return {
        .method = Method::Post,
        .path = "/synchronisation/expressions/test",
        .access = Level::Operator,
        .summary =
            "Evaluates an expression once with attributes made up for it; says what is "
            "wrong with it and at which column.",
        .body = "expression!, mvAttributes?:object, csAttributes?:object",
        .successes = {{200, "ExpressionTrial"}},
        .run = runTestExpression,
    };
}

std::span<const Schema> schemas() {
    static constexpr Schema kSchemas[] = {
        {"ExpressionTrial", "isValid:bool, resultType?, result:any?, errorMessage?"},
    };
    return kSchemas;
}

}  // namespace jim::api::expression
