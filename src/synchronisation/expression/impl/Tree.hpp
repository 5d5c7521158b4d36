#pragma once

#include "synchronisation/expression/Expression.hpp"
#include "synchronisation/expression/impl/Builtin.hpp"
#include "synchronisation/expression/impl/Token.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace jim::synchronisation::expression::impl {

using NodeId = std::uint32_t;

enum class NodeKind : std::uint8_t {
    Literal,    ///< `text` in canonical bytes of `type`
    Attribute,  ///< mv["..."] or cs["..."]
    Unary,      ///< `operation` on one child
    Binary,     ///< `operation` on two children
    Choice,     ///< condition ? then : otherwise
    Call,
};

/// A part of an expression. The parser fills in what is written, the type checker what it means.
struct Node {
    NodeKind kind = NodeKind::Literal;
    TokenKind operation = TokenKind::End;
    Side side = Side::Metaverse;
    std::uint32_t column = 0;
    std::string text{};  ///< A literal's value, an attribute's or a function's name.
    std::vector<NodeId> children{};

    Type type{};              ///< A literal's from the parser, others' from the type checker.
    bool toDecimal = false;   ///< Its value is widened for the node above.
    std::uint32_t input = 0;  ///< Of an attribute, its place in Program::inputs.
    const Builtin* builtin = nullptr;  ///< Of a call.
};

struct Tree {
    std::vector<Node> nodes;  ///< Children before their parents.
    NodeId root = 0;
};

}  // namespace jim::synchronisation::expression::impl
