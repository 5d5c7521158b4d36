#pragma once

#include "foundation/base/Result.hpp"
#include "identity/connected_system/ConnectedSystem.hpp"
#include "identity/metaverse/MetaverseSchema.hpp"
#include "synchronisation/expression/Expression.hpp"
#include "synchronisation/rule/SynchronisationRule.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace jim::synchronisation::rule {

/// One attribute flow, ready to run: types are checked, the expression is compiled.
struct CompiledMapping {
    std::int32_t ruleId = 0;
    std::int32_t mappingId = 0;
    schema::AttributeId target = 0;
    schema::AttributeType targetType = schema::AttributeType::NotSet;
    schema::Plurality targetPlurality = schema::Plurality::SingleValued;
    bool targetIsExternalId = false;
    schema::AttributeId source = 0;  ///< Of a direct flow; 0 for an expression.
    std::optional<expression::Expression> expression;
    std::uint8_t processing = kNoProcessing;
    CaseNormalisation caseNormalisation = CaseNormalisation::None;
    MissingInputBehaviour missingInput = MissingInputBehaviour::EvaluateAnyway;
    std::int32_t priority = 0;
    bool initialExportOnly = false;
    std::string label;  ///< `'HR people' to 'Email'`, for messages.

    /// False when it asks for the time or for something random.
    [[nodiscard]] bool isDeterministic() const {
        return !expression || expression->isDeterministic();
    }
};

/// A flow of references: the store compares them as sets.
struct ReferenceMapping {
    schema::AttributeId source = 0;
    schema::AttributeId target = 0;
};

/// A rule, ready to run.
struct CompiledRule {
    SynchronisationRule rule;
    std::vector<CompiledMapping>
        mappings;  ///< Enabled ones without references, by target, priority.
    std::vector<ReferenceMapping> references;
};

/// Checks one mapping of `rule` against both schemas: the attributes belong to the rule's types,
/// a direct flow keeps its type, the target can be written, the expression is right.
/// InvalidInput says what is wrong; a mapping of references compiles to nothing here.
[[nodiscard]] base::Result<CompiledMapping> compileMapping(
    const Mapping& mapping, const SynchronisationRule& rule,
    const identity::connected_system::ConnectedSystem& system,
    const identity::metaverse::MetaverseSchema& schema);

/// The whole rule; the first mapping that does not compile is the error.
[[nodiscard]] base::Result<CompiledRule> compileRule(
    const SynchronisationRule& rule, const identity::connected_system::ConnectedSystem& system,
    const identity::metaverse::MetaverseSchema& schema);

}  // namespace jim::synchronisation::rule
