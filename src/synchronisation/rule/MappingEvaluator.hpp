#pragma once

#include "synchronisation/rule/CompiledRule.hpp"

#include <string>
#include <vector>

namespace jim::synchronisation::rule {

/// Why a mapping gave nothing usable for an object.
enum class FlowErrorType {
    ExpressionEvaluationError,
    ExpressionMissingInput,
    MultiValuedToSingleValued,
    InvalidGeneratedExternalId,
};

struct FlowError {
    FlowErrorType type = FlowErrorType::ExpressionEvaluationError;
    std::string message;  ///< Names the mapping, never the value.
    bool failsObject = false;
};

/// Both sides of an object, and the time of the run.
struct FlowInputs {
    schema::DocumentView mv;
    schema::DocumentView cs;
    base::Timestamp now;
};

/// Evaluates mappings; keeps buffers between calls, so one for each thread. The values of an
/// evaluation are valid until the next one.
class MappingEvaluator {
public:
    /// The document that direct flows read from now on; it has to outlive them.
    void read(schema::DocumentView source);
    /// The values the mapping gives, canonical but not sorted; none for null.
    [[nodiscard]] tl::expected<std::span<std::string_view>, FlowError> evaluate(
        const CompiledMapping& mapping, const FlowInputs& inputs);

private:
    [[nodiscard]] tl::expected<std::span<std::string_view>, FlowError> evaluateExpression(
        const CompiledMapping& mapping, const FlowInputs& inputs);
    void process(const CompiledMapping& mapping);

    expression::Scratch scratch_;
    std::vector<schema::AttributeView> source_;  ///< By id.
    std::vector<std::string_view> values_;
    std::vector<std::string> processed_;
};

}  // namespace jim::synchronisation::rule
