#include "synchronisation/rule/MappingEvaluator.hpp"

#include "synchronisation/rule/TextProcessing.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace jim::synchronisation::rule {

void MappingEvaluator::read(schema::DocumentView source) {
    source_.clear();
    for (const auto& attribute : source) source_.push_back(attribute);
}

tl::expected<std::span<std::string_view>, FlowError> MappingEvaluator::evaluate(
    const CompiledMapping& mapping, const FlowInputs& inputs) {
    values_.clear();
    if (mapping.expression) {
        auto evaluated = evaluateExpression(mapping, inputs);
        if (!evaluated) return evaluated;
        values_.assign(evaluated->begin(), evaluated->end());
    } else {
        const auto at =
            std::ranges::lower_bound(source_, mapping.source, {}, &schema::AttributeView::id);
        if (at != source_.end() && at->id == mapping.source)
            for (const auto value : *at) values_.push_back(value);
    }
    process(mapping);
    if (mapping.targetPlurality == schema::Plurality::SingleValued && values_.size() > 1)
        return tl::unexpected(
            FlowError{FlowErrorType::MultiValuedToSingleValued,
                      fmt::format("The flow {} has {} values and its target holds one.",
                                  mapping.label, values_.size()),
                      false});
    return std::span{values_};
}

tl::expected<std::span<std::string_view>, FlowError> MappingEvaluator::evaluateExpression(
    const CompiledMapping& mapping, const FlowInputs& inputs) {
    if (mapping.missingInput != MissingInputBehaviour::EvaluateAnyway &&
        mapping.expression->firstMissing({inputs.mv, inputs.cs, inputs.now}) != nullptr) {
        if (mapping.missingInput == MissingInputBehaviour::ContributeNoValue)
            return std::span<std::string_view>{};
        return tl::unexpected(
            FlowError{FlowErrorType::ExpressionMissingInput,
                      fmt::format("The flow {} reads an attribute that this object does not have.",
                                  mapping.label),
                      mapping.missingInput == MissingInputBehaviour::FailObject});
    }
    auto outcome = mapping.expression->evaluate({inputs.mv, inputs.cs, inputs.now}, scratch_);
    if (!outcome)
        return tl::unexpected(FlowError{
            FlowErrorType::ExpressionEvaluationError,
            fmt::format("The flow {}: {}", mapping.label, outcome.error().message), false});
    return outcome->values;
}

void MappingEvaluator::process(const CompiledMapping& mapping) {
    if (mapping.targetType != schema::AttributeType::Text) return;
    if (mapping.processing == kNoProcessing && mapping.caseNormalisation == CaseNormalisation::None)
        return;
    processed_.clear();
    processed_.reserve(values_.size());
    for (const auto value : values_) {
        auto text = processText(value, mapping.processing, mapping.caseNormalisation);
        if (text) processed_.push_back(std::move(*text));
    }
    values_.assign(processed_.begin(), processed_.end());
}

}  // namespace jim::synchronisation::rule
