#include "synchronisation/expression/impl/Compiler.hpp"

#include "identity/schema/Value.hpp"
#include "synchronisation/expression/impl/Arguments.hpp"
#include "synchronisation/expression/impl/Failure.hpp"
#include "synchronisation/expression/impl/Operators.hpp"

#include <algorithm>

namespace jim::synchronisation::expression::impl {
namespace {

class Compiler {
public:
    Compiler(const Tree& tree, Program& program) : tree_(tree), program_(program) {}

    base::Status run() { return value(tree_.root); }

private:
    [[nodiscard]] const Node& at(NodeId id) const { return tree_.nodes[id]; }

    void push(Instruction instruction) {
        program_.code.push_back(instruction);
        program_.operands = std::max(program_.operands, ++depth_);
    }
    void constant(Slot slot) {
        program_.constants.push_back(slot);
        push({.operation = Operation::Constant,
              .operand = static_cast<std::uint32_t>(program_.constants.size() - 1)});
    }
    void call(const Node& node, Function function, std::size_t count, std::uint32_t required) {
        depth_ -= count;
        push({.operation = Operation::Call,
              .count = static_cast<std::uint8_t>(count),
              .column = static_cast<std::uint16_t>(node.column),
              .operand = required,
              .run = function});
    }
    /// A jump whose goal is set by `land`. Both conditional jumps leave one operand less where
    /// the program goes on.
    std::size_t jump(Operation operation) {
        program_.code.push_back({.operation = operation});
        --depth_;
        return program_.code.size() - 1;
    }
    void land(std::size_t jump) {
        program_.code[jump].operand = static_cast<std::uint32_t>(program_.code.size());
    }

    base::Status value(NodeId id) {
        const Node& node = at(id);
        JIM_TRY(plain(node));
        if (node.toDecimal) call(node, wholeToDecimal, 1, 1);
        return {};
    }

    base::Status plain(const Node& node) {
        switch (node.kind) {
            case NodeKind::Literal:
                constant(literal(node));
                return {};
            case NodeKind::Attribute:
                push({.operation = Operation::Load,
                      .column = static_cast<std::uint16_t>(node.column),
                      .operand = node.input});
                return {};
            case NodeKind::Unary:
                JIM_TRY(value(node.children[0]));
                if (node.operation == TokenKind::Not)
                    call(node, negateTruth, 1, 0);
                else
                    call(node, negation(node.type), 1, 1);
                return {};
            case NodeKind::Binary:
                return binary(node);
            case NodeKind::Choice:
                return choice(node);
            case NodeKind::Call:
                return callOf(node);
        }
        return {};
    }

    Slot literal(const Node& node) {
        switch (node.type.element) {
            case AttributeType::NotSet:
                return {};
            case AttributeType::Boolean:
                return Slot::boolean(node.text.front() != '\0');
            case AttributeType::Number:
            case AttributeType::LongNumber:
                return Slot::whole(identity::schema::integerOf(node.text));
            case AttributeType::Decimal:
                return Slot::bytes(Kind::Decimal, program_.texts.emplace_back(node.text));
            default:
                return Slot::text(program_.texts.emplace_back(node.text));
        }
    }

    base::Status binary(const Node& node) {
        switch (node.operation) {
            case TokenKind::And:
                return both(node);
            case TokenKind::Or:
                return either(node);
            case TokenKind::Coalesce:
                return firstValue(node);
            default:
                break;
        }
        if (isJoin(node)) return join(node);
        JIM_TRY(value(node.children[0]));
        JIM_TRY(value(node.children[1]));
        if (node.type.isNumeric())
            call(node, arithmeticOperator(node.operation, node.type), 2, 0b11);
        else
            call(node, comparisonOperator(node.operation), 2, 0);
        return {};
    }

    static bool isJoin(const Node& node) {
        return node.kind == NodeKind::Binary && node.operation == TokenKind::Plus &&
               node.type.isText();
    }

    /// `a + b + c` of texts is one operation, so that the parts are copied once.
    base::Status join(const Node& node) {
        constexpr std::size_t kMostParts = 200;
        std::vector<NodeId> parts{node.children[1]};
        NodeId first = node.children[0];
        for (; isJoin(at(first)) && parts.size() < kMostParts; first = at(first).children[0])
            parts.push_back(at(first).children[1]);
        parts.push_back(first);
        for (auto part = parts.rbegin(); part != parts.rend(); ++part) JIM_TRY(value(*part));
        call(node, concatenate, parts.size(), 0);
        return {};
    }

    /// Both true, else false: null never comes out.
    base::Status both(const Node& node) {
        JIM_TRY(value(node.children[0]));
        const auto left = jump(Operation::JumpUnlessTrue);
        JIM_TRY(value(node.children[1]));
        const auto right = jump(Operation::JumpUnlessTrue);
        constant(Slot::boolean(true));
        const auto end = jump(Operation::Jump);
        land(left);
        land(right);
        constant(Slot::boolean(false));
        land(end);
        return {};
    }

    base::Status either(const Node& node) {
        JIM_TRY(value(node.children[0]));
        const auto left = jump(Operation::JumpUnlessTrue);
        constant(Slot::boolean(true));
        const auto leftEnd = jump(Operation::Jump);
        land(left);
        JIM_TRY(value(node.children[1]));
        const auto right = jump(Operation::JumpUnlessTrue);
        constant(Slot::boolean(true));
        const auto rightEnd = jump(Operation::Jump);
        land(right);
        constant(Slot::boolean(false));
        land(leftEnd);
        land(rightEnd);
        return {};
    }

    /// `??` and Coalesce: the first child that is not null.
    base::Status firstValue(const Node& node) {
        std::vector<std::size_t> ends;
        for (const NodeId id : node.children) {
            if (id != node.children.front()) ends.push_back(jump(Operation::JumpIfValue));
            JIM_TRY(value(id));
        }
        for (const auto end : ends) land(end);
        return {};
    }

    /// `?:` and IIF.
    base::Status choice(const Node& node) {
        JIM_TRY(value(node.children[0]));
        const auto otherwise = jump(Operation::JumpUnlessTrue);
        JIM_TRY(value(node.children[1]));
        const auto end = jump(Operation::Jump);
        land(otherwise);
        JIM_TRY(value(node.children[2]));
        land(end);
        return {};
    }

    base::Status callOf(const Node& node) {
        const Builtin& builtin = *node.builtin;
        if (builtin.form == Form::Conditional) return choice(node);
        if (builtin.form == Form::Coalescing) return firstValue(node);
        std::uint32_t required = 0;
        for (std::size_t i = 0; i < node.children.size(); ++i) {
            const Parameter& parameter = parameterOf(builtin.info, i);
            if (!parameter.takesNull) required |= 1U << i;
            if (parameter.accepts == Accepts::Pattern)
                JIM_TRY(pattern(at(node.children[i])));
            else
                JIM_TRY(value(node.children[i]));
        }
        call(node, builtin.run, node.children.size(), required);
        return {};
    }

    base::Status pattern(const Node& node) {
        auto compiled = CompiledPattern::compile(node.text);
        if (!compiled) return failAt(node.column, "{}", compiled.error().message);
        program_.patterns.push_back(std::move(*compiled));
        constant(Slot::pattern(*program_.patterns.back()));
        return {};
    }

    const Tree& tree_;
    Program& program_;
    std::size_t depth_ = 0;
};

}  // namespace

base::Status generate(const Tree& tree, Program& program) {
    return Compiler{tree, program}.run();
}

}  // namespace jim::synchronisation::expression::impl
