#include "synchronisation/expression/Expression.hpp"

#include "identity/schema/Value.hpp"
#include "synchronisation/expression/impl/Compiler.hpp"
#include "synchronisation/expression/impl/Evaluator.hpp"
#include "synchronisation/expression/impl/Failure.hpp"
#include "synchronisation/expression/impl/Lexer.hpp"
#include "synchronisation/expression/impl/Parser.hpp"
#include "synchronisation/expression/impl/TypeChecker.hpp"
#include "synchronisation/expression/impl/Utf8.hpp"

#include <algorithm>

namespace jim::synchronisation::expression {
namespace {

base::Status checkSource(std::string_view source) {
    if (!identity::schema::isStorableText(source))
        return base::fail(base::invalidInput("expression", "The expression is not UTF-8 text."));
    if (impl::codePoints(source) > kMaxSourceLength)
        return impl::failAt(kMaxSourceLength + 1, "an expression has at most {} characters.",
                            kMaxSourceLength);
    return {};
}

base::Result<Type> resultType(const impl::Node& root, std::optional<AttributeType> target) {
    if (target == AttributeType::Reference)
        return impl::failAt(1, "an expression cannot set a Reference; references flow directly.");
    if (!target) return root.type;
    if (isAssignable(root.type, *target)) return Type{*target, root.type.list};
    return impl::failAt(root.column, "the expression gives {}, but its target takes {}{}.",
                        toText(root.type), identity::schema::toText(*target),
                        *target == AttributeType::Text ? "; ToString makes text" : "");
}

}  // namespace

Scratch::Scratch() : workspace_(std::make_unique<impl::Workspace>()) {}
Scratch::~Scratch() = default;
Scratch::Scratch(Scratch&&) noexcept = default;
Scratch& Scratch::operator=(Scratch&&) noexcept = default;

Expression::Expression(std::shared_ptr<const impl::Program> program)
    : program_(std::move(program)) {}

base::Result<Outcome> Expression::evaluate(const Inputs& inputs, Scratch& scratch) const {
    return impl::run(*program_, inputs, scratch.workspace());
}

std::span<const Input> Expression::inputs() const {
    return program_->inputs;
}

const Input* Expression::firstMissing(const Inputs& inputs) const {
    const auto isMissing = [&](const Input& input) {
        const bool mv = input.side == Side::Metaverse;
        const auto view = (mv ? inputs.mv : inputs.cs).find(input.id);
        return !view || view->count == 0;
    };
    const auto found = std::ranges::find_if(program_->inputs, isMissing);
    return found == program_->inputs.end() ? nullptr : &*found;
}

bool Expression::isDeterministic() const {
    return program_->deterministic;
}

Type Expression::type() const {
    return program_->type;
}

std::string_view Expression::source() const {
    return program_->source;
}

base::Result<Expression> compile(std::string_view source, const Names& names,
                                 std::optional<AttributeType> target) {
    JIM_TRY(checkSource(source));
    JIM_ASSIGN(const auto tokens, impl::tokenise(source));
    JIM_ASSIGN(impl::Tree tree, impl::parse(tokens));
    auto program = std::make_shared<impl::Program>();
    program->source = source;
    JIM_TRY(impl::checkTypes(tree, names, *program));
    JIM_ASSIGN(program->type, resultType(tree.nodes[tree.root], target));
    JIM_TRY(impl::generate(tree, *program));
    return Expression{std::move(program)};
}

}  // namespace jim::synchronisation::expression
