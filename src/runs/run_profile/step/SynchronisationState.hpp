#pragma once

#include "runs/run_profile/step/NumberSource.hpp"
#include "runs/run_profile/step/SynchronisationPlan.hpp"
#include "synchronisation/rule/MappingEvaluator.hpp"

#include <algorithm>
#include <set>
#include <vector>

namespace jim::runs::run_profile::step {

using identity::connector_space::CsoId;
using identity::connector_space::MvoId;
using identity::connector_space::PendingExportId;

/// Objects whose references have to be looked at again once all joins of the run are known.
struct Affected {
    std::set<CsoId> inbound;
    std::set<MvoId> outbound;
};

/// The first and last of the ids that a run has touched.
template <class Id>
struct IdSpan {
    Id first{};
    Id last{};

    void include(Id id) {
        if (first == Id{} || id < first) first = id;
        last = std::max(last, id);
    }
};

/// What a synchronisation carries from batch to batch.
struct SynchronisationState {
    RunContext& run;
    SynchronisationPlan plan;
    NumberSource numbers{run.session()};
    synchronisation::rule::MappingEvaluator evaluator{};
    bool delta = false;
    Affected affected{};            ///< Delta only: a full run looks at all references.
    std::int64_t passedBy = 0;      ///< Objects that were settled.
    std::int64_t synchronised = 0;  ///< Those that were not.
    /// Every object that has a metaverse object was projected in this run: what it refers to has
    /// flowed, but for those that wait.
    bool allProjected = true;
    std::vector<CsoId> waiting{};  ///< Of these: refer to objects that were not joined yet.
    IdSpan<CsoId> csos{};
    IdSpan<MvoId> mvos{};
};

/// Makes sure of numbers for all that may become pending for so many metaverse objects. Outside of
/// a transaction.
[[nodiscard]] inline base::Status ensurePendingExports(SynchronisationState& state,
                                                       std::int64_t objects) {
    return state.numbers.ensure(identity::connector_space::kPendingExportKind,
                                objects * std::ssize(state.plan.outbound));
}

/// The same for all that may become of so many connector space objects.
[[nodiscard]] inline base::Status ensureNumbers(SynchronisationState& state, std::int64_t objects) {
    using namespace identity::connector_space;
    JIM_TRY(state.numbers.ensure(kMvoKind, objects));
    JIM_TRY(state.numbers.ensure(kCsoKind, objects * std::ssize(state.plan.outbound)));
    return ensurePendingExports(state, objects);
}

}  // namespace jim::runs::run_profile::step
