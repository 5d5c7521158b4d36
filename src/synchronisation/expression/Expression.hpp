#pragma once

#include "foundation/base/Result.hpp"
#include "foundation/base/Timestamp.hpp"
#include "identity/schema/Document.hpp"
#include "synchronisation/expression/Type.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace jim::synchronisation::expression {

namespace impl {
struct Program;
class Workspace;
}  // namespace impl

using identity::schema::AttributeId;
using identity::schema::DocumentView;
using identity::schema::Plurality;

/// Limits on what an administrator can send. An expression has no loops, so these and the bounds
/// on each function's result bound the time of an evaluation too.
inline constexpr std::size_t kMaxSourceLength = 4'000;  ///< Characters of an expression.
inline constexpr std::size_t kMaxDepth = 64;            ///< Parentheses, calls and `?:` in another.
inline constexpr std::size_t kMaxOperations = 500;      ///< Literals, attributes, operators, calls.
inline constexpr std::size_t kMaxTextBytes = 1 << 20;   ///< Bytes of a text that is computed.
inline constexpr std::size_t kMaxListItems = 100'000;   ///< Values of a list that is computed.
inline constexpr std::size_t kMaxMemory = 16 << 20;     ///< Bytes of all of an evaluation's values.

/// An attribute that an expression may name.
struct AttributeInfo {
    AttributeId id = 0;
    AttributeType type = AttributeType::NotSet;
    Plurality plurality = Plurality::SingleValued;
    std::string name;
};

/// What `mv["..."]` and `cs["..."]` mean; needed while compiling only. Names in any case.
struct Names {
    std::span<const AttributeInfo> mv;
    std::span<const AttributeInfo> cs;
};

enum class Side : std::uint8_t { Metaverse, ConnectedSystem };

/// An attribute that an expression reads.
struct Input {
    Side side = Side::Metaverse;
    AttributeId id = 0;
    std::string name;  ///< As the schema has it.

    bool operator==(const Input&) const = default;
};

/// What an evaluation reads. The time is given, never read from a clock.
struct Inputs {
    DocumentView mv;
    DocumentView cs;
    base::Timestamp now;
};

/// What an evaluation gave: no value, one or (of a list) several, in canonical bytes of `type`.
/// They live in the Scratch or in the documents, until the Scratch is used again or either goes.
struct Outcome {
    AttributeType type = AttributeType::NotSet;
    bool list = false;
    std::span<std::string_view> values;

    [[nodiscard]] bool isNull() const { return values.empty(); }
};

/// Buffers that evaluations reuse, so that they need no allocation in the steady state. One for
/// each thread.
class Scratch {
public:
    Scratch();
    ~Scratch();
    Scratch(Scratch&&) noexcept;
    Scratch& operator=(Scratch&&) noexcept;

    [[nodiscard]] impl::Workspace& workspace() { return *workspace_; }

private:
    std::unique_ptr<impl::Workspace> workspace_;
};

/// A compiled expression: immutable, cheap to copy, and safe to evaluate on several threads, each
/// with its own Scratch.
class Expression {
public:
    explicit Expression(std::shared_ptr<const impl::Program> program);

    /// The error is for the administrator: what failed, at which column.
    [[nodiscard]] base::Result<Outcome> evaluate(const Inputs& inputs, Scratch& scratch) const;

    /// The attributes it reads, each once, in the order of their first appearance.
    [[nodiscard]] std::span<const Input> inputs() const;

    /// The first of them that has no value in these documents; nullptr when all have one.
    [[nodiscard]] const Input* firstMissing(const Inputs& inputs) const;

    /// False when two evaluations of the same inputs may differ: it asks for the time, or for
    /// something random.
    [[nodiscard]] bool isDeterministic() const;

    /// The type of its outcomes: the target's when one was given.
    [[nodiscard]] Type type() const;

    [[nodiscard]] std::string_view source() const;

private:
    std::shared_ptr<const impl::Program> program_;
};

/// Reads and type-checks `source`. With a `target`, its result must be assignable to attributes
/// of that type (see isAssignable) and outcomes come in that type. The error is InvalidInput; its
/// message names the column, counted in characters from 1.
[[nodiscard]] base::Result<Expression> compile(std::string_view source, const Names& names,
                                               std::optional<AttributeType> target = std::nullopt);

}  // namespace jim::synchronisation::expression
