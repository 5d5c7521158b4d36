#pragma once

#include "runs/run_profile/RunContext.hpp"
#include "synchronisation/inbound/InboundFlow.hpp"
#include "synchronisation/inbound/Matching.hpp"
#include "synchronisation/outbound/OutboundFlow.hpp"

#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace jim::runs::run_profile::step {

/// Inbound: what a synchronisation does with objects of one type of the run's system.
struct InboundPlan {
    std::int32_t objectTypeId = 0;
    std::vector<synchronisation::inbound::Matcher> matchers;
    /// By metaverse object type: the flows of all import rules between the two types.
    std::map<std::int32_t, synchronisation::inbound::InboundFlow> flows;
    /// The metaverse type that unmatched objects are projected to.
    std::optional<std::int32_t> projectsTo;
};

/// Outbound: all export rules between one metaverse type and one object type of one system.
struct OutboundPlan {
    std::int32_t systemId = 0;
    std::int32_t objectTypeId = 0;
    std::int32_t metaverseObjectTypeId = 0;
    bool provisions = false;
    bool enforces = false;  ///< Also corrects objects whose metaverse object did not change.
    bool deletes = false;   ///< Deprovisioning deletes; otherwise it disconnects.
    synchronisation::outbound::OutboundFlow flow;
};

/// All rules that a synchronisation of one system needs, compiled once at its start. Immutable.
struct SynchronisationPlan {
    identity::metaverse::MetaverseSchema schema;
    std::vector<identity::connected_system::ConnectedSystem> systems;
    std::unique_ptr<synchronisation::inbound::PriorityTable> priorities;
    std::map<std::int32_t, InboundPlan> inbound;  ///< By connector space object type.
    std::vector<OutboundPlan> outbound;
    std::vector<identity::metaverse::ReferenceFlow> inboundReferences;   ///< Of the run's system.
    std::vector<identity::metaverse::ReferenceFlow> outboundReferences;  ///< Of all systems.
    /// Of everything configured, and of the program: what objects are kept under when settled.
    identity::schema::ContentHash rules{};
    std::vector<identity::metaverse::MatchKey>
        keyed;  ///< Attributes with match keys; values empty.

    [[nodiscard]] const identity::connected_system::ConnectedSystem* system(std::int32_t id) const;
    [[nodiscard]] const OutboundPlan* outboundTo(std::int32_t systemId, std::int32_t objectTypeId,
                                                 std::int32_t metaverseObjectTypeId) const;
};

/// Loads and compiles; InvalidState names the rule that no longer fits its schema.
[[nodiscard]] base::Result<SynchronisationPlan> planSynchronisation(RunContext& run);

/// Brings the match keys in the metaverse up to what the matching rules ask for.
[[nodiscard]] base::Status prepareMatchKeys(RunContext& run, SynchronisationPlan& plan);

}  // namespace jim::runs::run_profile::step
