#pragma once

#include "synchronisation/expression/Expression.hpp"
#include "synchronisation/expression/impl/Builtin.hpp"
#include "synchronisation/expression/impl/Pattern.hpp"

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <vector>

namespace jim::synchronisation::expression::impl {

/// A stack machine's operations. Jumps only go forward, so every program ends.
enum class Operation : std::uint8_t {
    Constant,        ///< Pushes constant `operand`.
    Load,            ///< Pushes the value of input `operand`.
    Call,            ///< Pops `count` arguments, pushes what `run` gives.
    Jump,            ///< Goes on at `operand`.
    JumpUnlessTrue,  ///< Pops a Boolean; goes on at `operand` when it is false or null.
    JumpIfValue,     ///< Goes on at `operand` when the top is a value, else pops that null.
};

struct Instruction {
    Operation operation = Operation::Constant;
    std::uint8_t count = 0;
    std::uint16_t column = 0;  ///< For errors.
    /// Of a call: bit i is set when a null argument i makes the result null without a call.
    std::uint32_t operand = 0;
    Function run = nullptr;
};

/// Where an attribute's values are and what they must be.
struct Source {
    Side side = Side::Metaverse;
    AttributeId id = 0;
    Type type;
};

/// A compiled expression. Immutable once made.
struct Program {
    std::string source;
    std::vector<Instruction> code;
    std::vector<Slot> constants;
    std::deque<std::string> texts;  ///< What constants point to.
    std::vector<std::unique_ptr<CompiledPattern>> patterns;
    std::vector<Source> sources;
    std::vector<Input> inputs;  ///< The names of `sources`.
    std::size_t operands = 0;   ///< The deepest the stack gets.
    Type type;                  ///< Of the outcomes.
    bool deterministic = true;
};

}  // namespace jim::synchronisation::expression::impl
