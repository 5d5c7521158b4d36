#pragma once

#include "runs/run_profile/step/OutboundBatch.hpp"
#include "runs/run_profile/step/SynchronisationPages.hpp"

#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace jim::runs::run_profile::step {

/// Synchronises one page of connector space objects: join or project, flow in, flow out, and what
/// follows from objects that are gone. Everything happens within one transaction, so that
/// synchronisations of several systems see each other's finished batches only.
class SynchronisationBatch {
public:
    SynchronisationBatch(SynchronisationState& state, ObjectPage page);

    /// Within the transaction of the batch.
    [[nodiscard]] base::Status run();
    /// After it was committed: the counters.
    void count();

private:
    using MatchCandidates = std::map<identity::metaverse::MatchKey, std::vector<MvoId>>;

    [[nodiscard]] base::Status loadJoined();
    [[nodiscard]] base::Status matchUnjoined();
    [[nodiscard]] base::Status decide(Subject& subject);
    [[nodiscard]] base::Status disconnect(Subject& subject);
    [[nodiscard]] base::Status join(Subject& subject, const InboundPlan& plan);
    [[nodiscard]] base::Result<std::optional<MvoId>> findMatch(Subject& subject,
                                                               const InboundPlan& plan);
    [[nodiscard]] base::Status project(Subject& subject, const InboundPlan& plan);
    void attach(Subject& subject, MvoId mvo, identity::connector_space::JoinType type);
    void flow(Subject& subject, const InboundPlan& plan);
    void rekey(WorkingObject& object, const std::string& before);
    [[nodiscard]] base::Status deleteObject(Subject& subject, WorkingObject& object);
    [[nodiscard]] base::Status apply();
    [[nodiscard]] base::Status flowReferences();
    void noteInbound(const std::vector<identity::metaverse::InboundReferenceChange>& differences,
                     identity::metaverse::MetaverseChanges& changes);
    /// What is done with, and would come out the same again, is passed by next time.
    [[nodiscard]] base::Status keepSettled();
    [[nodiscard]] bool isSettled(const Subject& subject) const;
    /// All objects of the batch, if those that were not settled before are now: these, and the
    /// projected ones.
    [[nodiscard]] base::Status keepStretch(
        const std::vector<CsoId>& settled,
        const std::vector<identity::metaverse::ProjectedObject>& projected);
    void recordItems();

    SynchronisationState& state_;
    BatchWork work_;
    std::map<std::int32_t, std::int64_t> passedBy_;  ///< Settled before, by object type.
    std::optional<StretchInView> inView_;
    MatchCandidates candidates_;  ///< From the database, and what this batch adds.
};

}  // namespace jim::runs::run_profile::step
