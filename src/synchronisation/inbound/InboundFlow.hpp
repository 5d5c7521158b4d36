#pragma once

#include "synchronisation/rule/MappingEvaluator.hpp"

#include <map>
#include <string>
#include <vector>

namespace jim::synchronisation::inbound {

namespace schema = identity::schema;

/// How strong the contributor of a metaverse attribute is: the priority of its mapping, by
/// (rule, attribute). 1 wins; ties go to the lower rule id, so that the result does not depend on
/// the order of runs.
class PriorityTable {
public:
    explicit PriorityTable(const std::vector<rule::CompiledRule>& importRules);

    /// Whether rule `challenger` may replace what rule `holder` contributed to `attribute`.
    [[nodiscard]] bool wins(schema::Origin challenger, schema::Origin holder,
                            schema::AttributeId attribute) const;

private:
    std::map<std::pair<schema::Origin, schema::AttributeId>, std::int32_t> priorities_;
};

struct InboundResult {
    std::string document;  ///< The metaverse object's new document.
    bool changed = false;
    bool objectFailed = false;  ///< A mapping asked for the whole object to fail: nothing flows.
    std::vector<rule::FlowError> errors;
};

/// Flows one connector space object into its metaverse object. `mappings` are those of all import
/// rules of the object's type, by (target, priority). A mapping that fails keeps what was there.
class InboundFlow {
public:
    InboundFlow(std::vector<rule::CompiledMapping> mappings, const PriorityTable& priorities);

    [[nodiscard]] InboundResult run(schema::DocumentView cso, std::string_view mvoDocument,
                                    base::Timestamp now, rule::MappingEvaluator& evaluator) const;

    /// The same object gives the same result at any time.
    [[nodiscard]] bool isDeterministic() const;
    /// Run again on its own result it changes nothing: no mapping reads the metaverse object.
    [[nodiscard]] bool settlesAtOnce() const;

private:
    /// The mappings [from, to) of one target against what the object holds of it.
    void flowOne(std::size_t from, std::size_t to, const schema::AttributeView* held,
                 const rule::FlowInputs& inputs, rule::MappingEvaluator& evaluator,
                 schema::DocumentBuilder& out, InboundResult& result) const;

    std::vector<rule::CompiledMapping> mappings_;
    const PriorityTable& priorities_;
};

}  // namespace jim::synchronisation::inbound
