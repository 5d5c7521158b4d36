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

    /// What becomes of each object. While the batch before is being written it is not visible:
    /// `ahead` is that one, or null. What it has in hand too waits for it.
    [[nodiscard]] base::Status decide(const SynchronisationBatch* ahead);
    /// Whether objects go, or come apart: with them go references of others.
    [[nodiscard]] bool touchesOthers() const;

    /// What was decided, and what is settled now. Of a full synchronisation on any thread, as the
    /// next one.
    [[nodiscard]] base::Status write(Session& session);
    /// References, which may point at what was written before.
    [[nodiscard]] base::Status finish(Session& session, BatchRecord& record);

    /// After it was committed: the counters.
    void count();
    /// Whether there were settled ones among its objects.
    [[nodiscard]] bool passedBy() const { return !passedBy_.empty(); }

private:
    using MatchCandidates = std::map<identity::metaverse::MatchKey, std::vector<MvoId>>;

    [[nodiscard]] base::Status load();
    /// Whether it may depend on that one.
    [[nodiscard]] bool meets(const SynchronisationBatch& ahead) const;
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
    void collect();
    [[nodiscard]] base::Status flowReferences(Session& session);
    void noteInbound(const std::vector<identity::metaverse::InboundReferenceChange>& differences,
                     identity::metaverse::MetaverseChanges& changes);
    /// What is done with, and would come out the same again, is passed by next time.
    [[nodiscard]] base::Status keepSettled(Session& session);
    [[nodiscard]] bool isSettled(const Subject& subject) const;
    /// All objects of the batch, if those that were not settled before are now: these, and the
    /// projected ones.
    [[nodiscard]] base::Status keepStretch(
        Session& session, const std::vector<CsoId>& settled,
        const std::vector<identity::metaverse::ProjectedObject>& projected);
    void recordItems(BatchRecord& record);

    SynchronisationState& state_;
    BatchWork work_;
    std::map<std::int32_t, std::int64_t> passedBy_;  ///< Settled before, by object type.
    std::optional<StretchInView> inView_;
    /// By every key that is asked for, added or taken away; from the database, and what this batch
    /// adds.
    MatchCandidates candidates_;
    std::vector<CsoId> waiting_;  ///< Projected; refer to objects that are not joined yet.
};

}  // namespace jim::runs::run_profile::step
