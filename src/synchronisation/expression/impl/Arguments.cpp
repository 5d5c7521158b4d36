#include "synchronisation/expression/impl/Arguments.hpp"

#include "synchronisation/expression/impl/DatePattern.hpp"
#include "synchronisation/expression/impl/Failure.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace jim::synchronisation::expression::impl {
namespace {

bool takes(Accepts accepts, Type type) {
    if (type.isNull()) return accepts != Accepts::Pattern;
    if (type.list)
        return accepts == Accepts::List || accepts == Accepts::Anything || accepts == Accepts::Same;
    switch (accepts) {
        case Accepts::Text:
        case Accepts::Pattern:
        case Accepts::DateFormat:
            return type.isText();
        case Accepts::Whole:
            return type.isWhole();
        case Accepts::Boolean:
            return type.element == AttributeType::Boolean;
        case Accepts::DateTime:
            return type.element == AttributeType::DateTime;
        case Accepts::Convertible:
            return type.isText() || type.isNumeric() || type.element == AttributeType::Boolean;
        case Accepts::List:
            return false;
        case Accepts::Value:
        case Accepts::Anything:
        case Accepts::Same:
        case Accepts::SameValue:
        case Accepts::Element:
            return true;
    }
    return false;
}

std::string_view hintFor(Accepts accepts, Type type) {
    if (type.list) return "; use First, Last or Join";
    if (accepts == Accepts::Text && type.element != AttributeType::Binary) return "; use ToString";
    if (accepts == Accepts::DateTime && type.isText()) return "; use ParseDate";
    if (accepts == Accepts::Whole && (type.isText() || type.isDecimal()))
        return "; use ToInt or ToLong";
    return "";
}

class Call {
public:
    Call(Tree& tree, Node& node) : tree_(tree), node_(node), info_(node.builtin->info) {}

    base::Status check() {
        JIM_TRY(count());
        for (std::size_t i = 0; i < node_.children.size(); ++i) JIM_TRY(argument(i));
        for (std::size_t i = 0; i < node_.children.size(); ++i)
            if (isSame(parameterOf(info_, i).accepts)) widen(at(i), same_);
        node_.type = result();
        return {};
    }

private:
    [[nodiscard]] Node& at(std::size_t i) { return tree_.nodes[node_.children[i]]; }
    static bool isSame(Accepts accepts) {
        return accepts == Accepts::Same || accepts == Accepts::SameValue;
    }

    base::Status count() const {
        const auto parameters = info_.parameters();
        const auto required = static_cast<std::size_t>(std::ranges::count_if(
            parameters, [](const Parameter& p) { return p.arity != Arity::Optional; }));
        const bool open = !parameters.empty() && parameters.back().arity == Arity::Repeated;
        const std::size_t given = node_.children.size();
        if (given >= required && (open || given <= parameters.size())) return {};
        const auto wanted = open ? fmt::format("at least {}", required)
                            : required == parameters.size()
                                ? fmt::format("{}", required)
                                : fmt::format("{} to {}", required, parameters.size());
        return failAt(node_.column, "{} takes {} argument{}, not {}.", info_.name, wanted,
                      wanted.ends_with("1") ? "" : "s", given);
    }

    base::Status argument(std::size_t i) {
        const Parameter& parameter = parameterOf(info_, i);
        Node& node = at(i);
        if (!takes(parameter.accepts, node.type))
            return failAt(node.column, "{} takes {} as '{}', not {}{}.", info_.name,
                          toText(parameter.accepts), parameter.name, toText(node.type),
                          hintFor(parameter.accepts, node.type));
        if (isSame(parameter.accepts)) return sameType(node, parameter);
        if (parameter.accepts == Accepts::Element) return element(node);
        if (parameter.accepts == Accepts::Pattern && node.kind != NodeKind::Literal)
            return failAt(node.column, "{} takes its '{}' as a text in quotes only.", info_.name,
                          parameter.name);
        if (parameter.accepts == Accepts::DateFormat && node.kind == NodeKind::Literal)
            if (const auto problem = datePatternProblem(node.text))
                return failAt(node.column, "{}", *problem);
        return {};
    }

    base::Status sameType(const Node& node, const Parameter& parameter) {
        const auto common = commonType(same_, node.type);
        if (!common)
            return failAt(node.column,
                          "{} takes values of one type, but '{}' is {} where {} came before; "
                          "ToString makes text.",
                          info_.name, parameter.name, toText(node.type), toText(same_));
        same_ = *common;
        return {};
    }

    base::Status element(Node& node) {
        const Type list = at(0).type;
        const Type wanted{list.element, false};
        if (!list.isNull() && commonType(wanted, node.type) != wanted)
            return failAt(node.column, "{} looks for {} in a {}.", info_.name, toText(node.type),
                          toText(list));
        widen(node, wanted);
        return {};
    }

    Type result() {
        switch (info_.gives) {
            case Gives::Text:
                return {AttributeType::Text, false};
            case Gives::TextList:
                return {AttributeType::Text, true};
            case Gives::Number:
                return {AttributeType::Number, false};
            case Gives::LongNumber:
                return {AttributeType::LongNumber, false};
            case Gives::Decimal:
                return {AttributeType::Decimal, false};
            case Gives::Boolean:
                return {AttributeType::Boolean, false};
            case Gives::DateTime:
                return {AttributeType::DateTime, false};
            case Gives::Guid:
                return {AttributeType::Guid, false};
            case Gives::Same:
                return same_;
            case Gives::Whole:
                return widest();
            case Gives::Element:
                return {at(0).type.element, false};
        }
        return {};
    }

    /// Of whole numbers.
    Type widest() {
        Type type = at(0).type;
        for (std::size_t i = 1; i < node_.children.size(); ++i)
            type = commonType(type, at(i).type).value_or(type);
        return type;
    }

    Tree& tree_;
    Node& node_;
    const FunctionInfo& info_;
    Type same_;
};

}  // namespace

const Parameter& parameterOf(const FunctionInfo& info, std::size_t index) {
    return info.declared[std::min(index, info.parameters().size() - 1)];
}

base::Status checkCall(Tree& tree, Node& call, Program& program) {
    call.builtin = findBuiltin(call.text);
    if (call.builtin == nullptr) {
        const auto similar = similarBuiltin(call.text);
        return failAt(call.column, "there is no function '{}'.{}", call.text,
                      similar.empty() ? "" : fmt::format(" Did you mean {}?", similar));
    }
    if (!call.builtin->info.deterministic) program.deterministic = false;
    return Call{tree, call}.check();
}

}  // namespace jim::synchronisation::expression::impl
