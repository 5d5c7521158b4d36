#pragma once

#include "identity/schema/ChangeSet.hpp"
#include "synchronisation/rule/MappingEvaluator.hpp"

#include <optional>
#include <string>
#include <vector>

namespace jim::synchronisation::outbound {

namespace schema = identity::schema;

struct OutboundResult {
    /// What the connected system lacks, by attribute id, as schema::encodeChanges has it; no bytes
    /// at all when it lacks nothing.
    std::string changes;
    std::string externalId;  ///< What the object is, or will be, called there; display form.
    std::vector<rule::FlowError> errors;
    bool objectFailed = false;  ///< Nothing of it may be exported.
};

/// Says what a connected system should be told of one metaverse object. `held` is the document of
/// the object in the connector space, empty for one that is being provisioned.
class OutboundFlow {
public:
    explicit OutboundFlow(std::vector<rule::CompiledMapping> mappings)
        : mappings_(std::move(mappings)) {}

    [[nodiscard]] OutboundResult run(std::string_view mvoDocument, std::string_view held,
                                     bool provisioning, base::Timestamp now,
                                     rule::MappingEvaluator& evaluator) const;

    /// The same object gives the same result at any time; mappings for the first export count only
    /// while it is being provisioned.
    [[nodiscard]] bool isDeterministic(bool provisioning) const;

private:
    std::vector<rule::CompiledMapping> mappings_;  // By (target, priority).
};

}  // namespace jim::synchronisation::outbound
