#include "synchronisation/expression/test/Fixture.hpp"

namespace jim::synchronisation::expression {

using enum identity::schema::AttributeType;

Fixture::Fixture() {
    mv("First Name", Text, {"Zoë"});
    mv("Last Name", Text, {"O'Neill"});
    mv("Nickname", Text, {});
    mv("Employee Number", Number, {"1042"});
    mv("Badge", LongNumber, {"5000000000"});
    mv("Rate", Decimal, {"12.5"});
    mv("Start", DateTime, {"2024-02-29T08:30:00Z"});
    mv("Active", Boolean, {"true"});
    mv("Unknown Flag", Boolean, {});
    mv("Missing Number", Number, {});
    mv("Id", Guid, {"0192d3b4-00aa-7000-8000-000000000001"});
    mv("Photo", Binary, {"AQID"});
    mv("Manager", Reference, {"uid=1"});
    mv("Emails", Text, {"zoe@example.com", "z.oneill@example.org"}, Plurality::MultiValued);
    mv("Phones", Text, {}, Plurality::MultiValued);
    mv("Codes", Number, {"1", "2", "3"}, Plurality::MultiValued);
    cs("userAccountControl", Number, {"514"});
    cs("sn", Text, {"Müller"});
    cs("First Name", Text, {"from cs"});
}

identity::schema::AttributeValues Fixture::values(AttributeId id, AttributeType type,
                                                  const std::vector<std::string>& texts) {
    identity::schema::AttributeValues made{id, type, 0, {}};
    for (const auto& text : texts)
        made.values.push_back(identity::schema::parseValue(type, text).value().bytes);
    return made;
}

void Fixture::mv(std::string name, AttributeType type, std::vector<std::string> texts,
                 Plurality plurality) {
    const auto id = static_cast<AttributeId>(mvAttributes_.size() + 1);
    mvAttributes_.push_back({id, type, plurality, std::move(name)});
    if (!texts.empty()) mvValues_.push_back(values(id, type, texts));
    mvDocument_ = identity::schema::encode(mvValues_);
}

void Fixture::cs(std::string name, AttributeType type, std::vector<std::string> texts,
                 Plurality plurality) {
    const auto id = static_cast<AttributeId>(csAttributes_.size() + 1);
    csAttributes_.push_back({id, type, plurality, std::move(name)});
    if (!texts.empty()) csValues_.push_back(values(id, type, texts));
    csDocument_ = identity::schema::encode(csValues_);
}

Inputs Fixture::inputs() const {
    return {DocumentView{mvDocument_}, DocumentView{csDocument_}, base::parseIso(kNow).value()};
}

std::string Fixture::result(std::string_view source, std::optional<AttributeType> target) const {
    const auto expression = compile(source, names(), target);
    if (!expression) return expression.error().message;
    Scratch scratch;
    const auto outcome = expression->evaluate(inputs(), scratch);
    if (!outcome) return outcome.error().message;
    if (outcome->isNull()) return "null";
    std::string text = toText(Type{outcome->type, outcome->list}) + (outcome->list ? " [" : " ");
    bool first = true;
    for (const auto bytes : outcome->values) {
        if (!first) text += ", ";
        first = false;
        const auto shown = identity::schema::displayText(outcome->type, bytes);
        text += outcome->type == Text ? '"' + shown + '"' : shown;
    }
    return outcome->list ? text + "]" : text;
}

std::string Fixture::compileError(std::string_view source,
                                  std::optional<AttributeType> target) const {
    const auto expression = compile(source, names(), target);
    return expression ? "" : expression.error().message;
}

}  // namespace jim::synchronisation::expression
