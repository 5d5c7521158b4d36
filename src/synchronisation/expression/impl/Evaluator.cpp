#include "synchronisation/expression/impl/Evaluator.hpp"

#include "identity/schema/Value.hpp"
#include "synchronisation/expression/impl/Failure.hpp"

#include <fmt/format.h>

#include <bit>

namespace jim::synchronisation::expression::impl {
namespace {

using identity::schema::AttributeView;
using identity::schema::integerOf;

Slot slotOf(AttributeType type, std::string_view bytes) {
    switch (type) {
        case AttributeType::Number:
        case AttributeType::LongNumber:
            return Slot::whole(integerOf(bytes));
        case AttributeType::DateTime:
            return Slot::dateTime(integerOf(bytes));
        case AttributeType::Boolean:
            return Slot::boolean(!bytes.empty() && bytes.front() != '\0');
        case AttributeType::Decimal:
            return Slot::bytes(Kind::Decimal, bytes);
        case AttributeType::Guid:
            return Slot::bytes(Kind::Guid, bytes);
        case AttributeType::Binary:
            return Slot::bytes(Kind::Binary, bytes);
        case AttributeType::Text:
        case AttributeType::Reference:
        case AttributeType::NotSet:
            break;
    }
    return Slot::text(bytes);
}

Slot listOf(const AttributeView& view, Workspace& workspace) {
    const auto items = workspace.slots(view.count);
    std::size_t i = 0;
    for (const auto bytes : view)
        if (i < items.size()) items[i++] = slotOf(view.type, bytes);
    return Slot::list(items.first(i));
}

/// Why an attribute's values are not what the program was compiled for.
std::string mismatch(const Program& program, std::size_t input, const AttributeView& view) {
    const auto& name = program.inputs[input].name;
    const Type wanted = program.sources[input].type;
    if (view.type != wanted.element)
        return fmt::format("'{}' holds {} where the expression expects {}", name,
                           identity::schema::toText(view.type), toText(wanted));
    if (view.count > kMaxListItems)
        return fmt::format("'{}' has more than {} values", name, kMaxListItems);
    return fmt::format("'{}' has {} values where one is expected", name, view.count);
}

Slot load(const Program& program, std::size_t input, const Inputs& inputs, Workspace& workspace) {
    const Source& source = program.sources[input];
    const auto& document = source.side == Side::Metaverse ? inputs.mv : inputs.cs;
    const auto view = document.find(source.id);
    if (!view || view->count == 0) return {};
    const std::size_t most = source.type.list ? kMaxListItems : 1;
    if (view->type != source.type.element || view->count > most) [[unlikely]]
        return workspace.fail(mismatch(program, input, *view));
    return source.type.list ? listOf(*view, workspace) : slotOf(view->type, view->first());
}

bool anyRequiredIsNull(std::uint32_t required, const Slot* arguments) {
    for (; required != 0; required &= required - 1)
        if (arguments[std::countr_zero(required)].isNull()) return true;
    return false;
}

bool isExhausted(Workspace& workspace) {
    if (workspace.memoryUsed() <= kMaxMemory) return false;
    workspace.fail(fmt::format("the evaluation needs more than {} MiB", kMaxMemory >> 20));
    return true;
}

/// Runs the code; what remains on the stack is the result.
Slot execute(const Program& program, const Inputs& inputs, Workspace& workspace,
             const Instruction*& at) {
    const Instruction* const code = program.code.data();
    const Instruction* const end = code + program.code.size();
    Slot* top = workspace.stack();  // One past the last operand.
    while (at != end) {
        switch (at->operation) {
            case Operation::Constant:
                *top++ = program.constants[at->operand];
                break;
            case Operation::Load:
                *top++ = load(program, at->operand, inputs, workspace);
                if (workspace.failed()) [[unlikely]]
                    return {};
                break;
            case Operation::Call: {
                top -= at->count;
                *top = anyRequiredIsNull(at->operand, top) ? Slot{}
                                                           : at->run(workspace, {top, at->count});
                if (workspace.failed() || isExhausted(workspace)) [[unlikely]]
                    return {};
                ++top;
                break;
            }
            case Operation::Jump:
                at = code + at->operand;
                continue;
            case Operation::JumpUnlessTrue:
                if ((--top)->truth()) break;
                at = code + at->operand;
                continue;
            case Operation::JumpIfValue:
                if (top[-1].isNull()) {
                    --top;
                    break;
                }
                at = code + at->operand;
                continue;
        }
        ++at;
    }
    return top[-1];
}

std::string_view integerBytes(std::int64_t value, Workspace& workspace) {
    const std::uint64_t flipped = static_cast<std::uint64_t>(value) ^ (1ULL << 63);
    char* bytes = workspace.bytes(8);
    for (unsigned i = 0; i < 8; ++i) bytes[i] = static_cast<char>(flipped >> (56 - 8 * i));
    return {bytes, 8};
}

/// The canonical bytes of a value in an attribute of type `type`, which is assignable.
std::string_view canonicalBytes(const Slot& value, AttributeType type, Workspace& workspace) {
    static constexpr char kTruth[] = {'\0', '\1'};
    switch (value.kind()) {
        case Kind::Boolean:
            return {kTruth + (value.truth() ? 1 : 0), 1};
        case Kind::Whole:
            if (type == AttributeType::Decimal)
                return workspace.keep(std::to_string(value.whole()));
            return integerBytes(value.whole(), workspace);
        case Kind::DateTime:
            return integerBytes(value.whole(), workspace);
        default:
            return value.text();
    }
}

}  // namespace

base::Result<Outcome> run(const Program& program, const Inputs& inputs, Workspace& workspace) {
    workspace.begin(inputs.now, program.operands);
    const Instruction* at = program.code.data();
    const Slot result = execute(program, inputs, workspace, at);
    if (workspace.failed()) [[unlikely]]
        return failAt(at->column, "{}.", workspace.failure());
    auto& values = workspace.results();
    values.clear();
    if (result.kind() == Kind::List)
        for (const auto& item : result.items())
            values.push_back(canonicalBytes(item, program.type.element, workspace));
    else if (!result.isNull())
        values.push_back(canonicalBytes(result, program.type.element, workspace));
    return Outcome{program.type.element, program.type.list, values};
}

}  // namespace jim::synchronisation::expression::impl
