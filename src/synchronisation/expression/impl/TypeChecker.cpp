#include "synchronisation/expression/impl/TypeChecker.hpp"

#include "synchronisation/expression/TextCase.hpp"
#include "synchronisation/expression/impl/Arguments.hpp"
#include "synchronisation/expression/impl/Failure.hpp"

#include <algorithm>

namespace jim::synchronisation::expression::impl {
namespace {

constexpr Type kTextType{AttributeType::Text, false};
constexpr Type kBoolean{AttributeType::Boolean, false};

bool hasOrder(Type type) {
    return type.isNull() || type.isText() || type.isNumeric() ||
           type == Type{AttributeType::DateTime, false};
}

/// Whether `+` can make text of it.
bool hasTextForm(Type type) {
    return !type.list && type.element != AttributeType::Binary;
}

class TypeChecker {
public:
    TypeChecker(Tree& tree, const Names& names, Program& program)
        : tree_(tree), names_(names), program_(program) {}

    /// Children come before their parents, so one walk over all nodes is enough.
    base::Status run() {
        for (auto& node : tree_.nodes) JIM_TRY(check(node));
        return {};
    }

private:
    [[nodiscard]] Node& child(const Node& node, std::size_t i) {
        return tree_.nodes[node.children[i]];
    }

    base::Status check(Node& node) {
        switch (node.kind) {
            case NodeKind::Literal:
                return {};
            case NodeKind::Attribute:
                return attribute(node);
            case NodeKind::Unary:
                return unary(node);
            case NodeKind::Binary:
                return binary(node);
            case NodeKind::Choice:
                JIM_TRY(truth(child(node, 0), "the condition before '?'"));
                return common(node, child(node, 1), child(node, 2), "both sides of ':'");
            case NodeKind::Call:
                return checkCall(tree_, node, program_);
        }
        return {};
    }

    base::Status attribute(Node& node) {
        const bool mv = node.side == Side::Metaverse;
        const auto& known = mv ? names_.mv : names_.cs;
        const auto found = std::ranges::find_if(known, [&](const AttributeInfo& info) {
            return equalIgnoringCase(info.name, node.text);
        });
        if (found == known.end())
            return failAt(node.column, "{} has no attribute '{}'.",
                          mv ? "the metaverse object type" : "the connected system's object type",
                          node.text);
        if (found->type == AttributeType::Reference)
            return failAt(node.column,
                          "'{}' is a Reference; references flow directly, not by expressions.",
                          found->name);
        if (found->type == AttributeType::NotSet)
            return failAt(node.column, "'{}' has no type yet; set it in the schema.", found->name);
        node.type = {found->type, found->plurality == Plurality::MultiValued};
        node.input = input({node.side, found->id, found->name}, node.type);
        return {};
    }

    std::uint32_t input(Input input, Type type) {
        const auto found = std::ranges::find(program_.inputs, input);
        const auto index = static_cast<std::uint32_t>(found - program_.inputs.begin());
        if (found == program_.inputs.end()) {
            program_.sources.push_back({input.side, input.id, type});
            program_.inputs.push_back(std::move(input));
        }
        return index;
    }

    base::Status unary(Node& node) {
        Node& operand = child(node, 0);
        if (node.operation == TokenKind::Not) {
            JIM_TRY(truth(operand, "the operand of '!'"));
            node.type = kBoolean;
            return {};
        }
        if (!operand.type.isNumeric())
            return failAt(node.column, "'-' takes a number, not {}.", toText(operand.type));
        node.type = operand.type;
        return {};
    }

    base::Status binary(Node& node) {
        Node& left = child(node, 0);
        Node& right = child(node, 1);
        switch (node.operation) {
            case TokenKind::And:
            case TokenKind::Or:
                JIM_TRY(truth(left, "what '&&' and '||' join"));
                JIM_TRY(truth(right, "what '&&' and '||' join"));
                node.type = kBoolean;
                return {};
            case TokenKind::Coalesce:
                return common(node, left, right, "both sides of '?\?'");
            case TokenKind::Plus:
                if (left.type.isText() || right.type.isText() ||
                    (left.type.isNull() && right.type.isNull()))
                    return joined(node, left, right);
                return arithmetic(node, left, right);
            case TokenKind::Minus:
            case TokenKind::Star:
            case TokenKind::Slash:
            case TokenKind::Percent:
                return arithmetic(node, left, right);
            default:
                return comparison(node, left, right);
        }
    }

    base::Status truth(const Node& node, std::string_view what) {
        if (node.type == kBoolean || node.type.isNull()) return {};
        return failAt(node.column, "{} is a Boolean, not {}.", what, toText(node.type));
    }

    base::Status common(Node& node, Node& left, Node& right, std::string_view what) {
        const auto type = commonType(left.type, right.type);
        if (!type)
            return failAt(node.column, "{} have one type, not {} and {}; ToString makes text.",
                          what, toText(left.type), toText(right.type));
        node.type = *type;
        widen(left, *type);
        widen(right, *type);
        return {};
    }

    base::Status joined(Node& node, const Node& left, const Node& right) {
        for (const Node* part : {&left, &right})
            if (!hasTextForm(part->type))
                return failAt(part->column, "'+' cannot join {} to a text{}.", toText(part->type),
                              part->type.list ? "; use Join, First or Last" : "");
        node.type = kTextType;
        return {};
    }

    base::Status arithmetic(Node& node, Node& left, Node& right) {
        const auto type = commonType(left.type, right.type);
        if (!type || !type->isNumeric())
            return failAt(node.column, "'{}' takes two numbers, not {} and {}.",
                          symbol(node.operation), toText(left.type), toText(right.type));
        node.type = *type;
        widen(left, *type);
        widen(right, *type);
        return {};
    }

    base::Status comparison(Node& node, Node& left, Node& right) {
        const auto type = commonType(left.type, right.type);
        const bool equality =
            node.operation == TokenKind::Equal || node.operation == TokenKind::NotEqual;
        const bool withNull = left.type.isNull() || right.type.isNull();
        if (!type || (type->list && !(equality && withNull)))
            return failAt(
                node.column, "{} and {} cannot be compared{}.", toText(left.type),
                toText(right.type),
                left.type.list || right.type.list ? "; use CollectionContains or First" : "");
        if (!equality && !hasOrder(*type))
            return failAt(node.column, "{} has no order; only == and != compare it.",
                          toText(*type));
        widen(left, *type);
        widen(right, *type);
        node.type = kBoolean;
        return {};
    }

    static std::string_view symbol(TokenKind operation) {
        switch (operation) {
            case TokenKind::Plus:
                return "+";
            case TokenKind::Minus:
                return "-";
            case TokenKind::Star:
                return "*";
            case TokenKind::Slash:
                return "/";
            default:
                return "%";
        }
    }

    Tree& tree_;
    const Names& names_;
    Program& program_;
};

}  // namespace

base::Status checkTypes(Tree& tree, const Names& names, Program& program) {
    return TypeChecker{tree, names, program}.run();
}

}  // namespace jim::synchronisation::expression::impl
