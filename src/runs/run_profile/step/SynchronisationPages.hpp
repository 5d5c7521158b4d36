#pragma once

#include "runs/run_profile/step/SynchronisationState.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

namespace jim::runs::run_profile::step {

/// Objects that follow on one another, with the metaverse objects of those that are settled.
struct StretchInView {
    identity::metaverse::IdRange<CsoId> objects;
    std::map<std::int32_t, std::int64_t> counts;  ///< By object type.
    std::vector<MvoId> metaverse;
};

/// The objects of one batch of a synchronisation.
struct ObjectPage {
    std::vector<identity::connector_space::ConnectorSpaceObject> objects;  ///< To be synchronised.
    /// Settled ones that need no look, by object type.
    std::map<std::int32_t, std::int64_t> settled;
    /// All of them, when each was looked at by itself: a stretch when all are settled in the end.
    std::optional<StretchInView> inView;
};

/// Goes through the objects that a synchronisation is about, in ascending id: a delta through those
/// that have changed, a full one through all, passing by those that are settled.
class SynchronisationPages {
public:
    explicit SynchronisationPages(SynchronisationState& state);

    /// Within the transaction of the batch. Without `passesBy`, which settled ones need no look is
    /// not known yet, and all are taken.
    [[nodiscard]] base::Result<ObjectPage> next(bool passesBy = true);
    /// How many objects one page takes that are looked at.
    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] bool atEnd() const { return atEnd_; }

private:
    [[nodiscard]] base::Result<ObjectPage> changed();
    [[nodiscard]] base::Result<ObjectPage> unsettled(bool passesBy);
    [[nodiscard]] base::Result<ObjectPage> stretches();
    [[nodiscard]] base::Result<bool> isPieceOfPage(
        const identity::metaverse::SettledStretch& stretch) const;
    [[nodiscard]] base::Result<ObjectPage> eachByItself(bool passesBy);
    [[nodiscard]] base::Status endBeforeStretch(
        std::vector<identity::metaverse::Standing>& standings);

    SynchronisationState& state_;
    std::size_t size_;
    CsoId after_{};
    bool atEnd_ = false;
};

}  // namespace jim::runs::run_profile::step
