#include "synchronisation/expression/FunctionInfo.hpp"

namespace jim::synchronisation::expression {

std::string signature(const FunctionInfo& info) {
    std::string text{info.name};
    text += '(';
    std::size_t open = 0;
    for (const auto& parameter : info.parameters()) {
        const bool optional = parameter.arity == Arity::Optional;
        if (optional) text += '[';
        if (&parameter != &info.declared[0]) text += ", ";
        text += parameter.name;
        if (parameter.arity == Arity::Repeated) text += ", ...";
        if (optional) ++open;
    }
    text.append(open, ']');
    return text + ')';
}

std::string_view toText(Accepts accepts) {
    switch (accepts) {
        case Accepts::Text:
        case Accepts::DateFormat:
            return "Text";
        case Accepts::Whole:
            return "a whole number";
        case Accepts::Boolean:
            return "Boolean";
        case Accepts::DateTime:
            return "DateTime";
        case Accepts::Convertible:
            return "Text, a number or Boolean";
        case Accepts::Value:
            return "a single value";
        case Accepts::Anything:
            return "anything";
        case Accepts::List:
            return "a list";
        case Accepts::Same:
            return "values of one type";
        case Accepts::SameValue:
            return "single values of one type";
        case Accepts::Element:
            return "a value of the list's type";
        case Accepts::Pattern:
            return "a regular expression in quotes";
    }
    return {};
}

std::string_view toText(Gives gives) {
    switch (gives) {
        case Gives::Text:
            return "Text";
        case Gives::TextList:
            return "list of Text";
        case Gives::Number:
            return "Number";
        case Gives::LongNumber:
            return "LongNumber";
        case Gives::Decimal:
            return "Decimal";
        case Gives::Boolean:
            return "Boolean";
        case Gives::DateTime:
            return "DateTime";
        case Gives::Guid:
            return "Guid";
        case Gives::Same:
            return "the type of its values";
        case Gives::Whole:
            return "Number or LongNumber";
        case Gives::Element:
            return "a value of the list";
    }
    return {};
}

}  // namespace jim::synchronisation::expression
