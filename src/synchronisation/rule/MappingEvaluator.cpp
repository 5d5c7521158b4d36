#include "synchronisation/rule/MappingEvaluator.hpp"

#include "synchronisation/rule/TextProcessing.hpp"

#include <fmt/format.h>

namespace jim::synchronisation::rule {
tl::expected<std::span<std::string_view>, FlowError> MappingEvaluator::evaluate(
    const CompiledMapping& mapping, schema::DocumentView sourceSide, const FlowInputs& inputs) {
    values_.clear();
    if (mapping.expression) {
        auto evaluated = evaluateExpression(mapping, inputs);
        if (!evaluated) return evaluated;
        values_.assign(evaluated->begin(), evaluated->end());
    } else if (const auto attribute = sourceSide.find(mapping.source)) {
        for (const auto value : *attribute) values_.push_back(value);
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
