#include "runs/run_profile/step/SynchronisationPages.hpp"

#include <algorithm>

namespace jim::runs::run_profile::step {
namespace {

constexpr std::size_t kPage = 4'000;
/// So many pages of settled objects are one batch.
constexpr std::size_t kPassedAtOnce = 8;

}  // namespace

SynchronisationPages::SynchronisationPages(SynchronisationState& state)
    : state_(state), size_(state.run.batch(kPage)) {}

base::Result<ObjectPage> SynchronisationPages::next(bool passesBy) {
    return state_.delta ? changed() : unsettled(passesBy);
}

base::Result<ObjectPage> SynchronisationPages::changed() {
    ObjectPage page;
    JIM_ASSIGN(page.objects, state_.run.session().connectorSpace().page(
                                 {state_.run.system().id, after_, size_, true}));
    atEnd_ = page.objects.size() < size_;
    if (!page.objects.empty()) after_ = page.objects.back().id;
    return page;
}

base::Result<ObjectPage> SynchronisationPages::unsettled(bool passesBy) {
    if (!passesBy) return eachByItself(false);
    JIM_ASSIGN(auto page, stretches());
    return page.settled.empty() ? eachByItself(true) : base::Result<ObjectPage>{std::move(page)};
}

base::Result<ObjectPage> SynchronisationPages::stretches() {
    ObjectPage page;
    const auto most = state_.passedBy + static_cast<std::int64_t>(kPassedAtOnce * size_);
    while (state_.passedBy < most) {
        JIM_ASSIGN(const auto stretch, state_.run.session().settlements().stretch(
                                           state_.run.system().id, after_, state_.plan.rules));
        if (!stretch) break;
        JIM_ASSIGN(const bool isPiece, isPieceOfPage(*stretch));
        if (isPiece) break;
        after_ = stretch->objects.to;
        state_.csos.include(stretch->objects.from);
        state_.csos.include(stretch->objects.to);
        state_.mvos.include(stretch->metaverse.from);
        state_.mvos.include(stretch->metaverse.to);
        for (const auto& [type, count] : stretch->counts) {
            page.settled[type] += count;
            state_.passedBy += count;
        }
    }
    return page;
}

/// A run that took few objects at a time, as one that is kept slow does, has left pieces, which
/// cost as much as whole pages. Looked at object by object they become one.
base::Result<bool> SynchronisationPages::isPieceOfPage(
    const identity::metaverse::SettledStretch& stretch) const {
    std::int64_t objects = 0;
    for (const auto& [type, count] : stretch.counts) objects += count;
    if (2 * objects >= static_cast<std::int64_t>(size_)) return false;
    JIM_ASSIGN(const auto next, state_.run.session().settlements().nextStretch(
                                    state_.run.system().id, stretch.objects.to));
    return next.has_value();
}

base::Result<ObjectPage> SynchronisationPages::eachByItself(bool passesBy) {
    ObjectPage page;
    auto& session = state_.run.session();
    JIM_ASSIGN(auto standings, session.settlements().page(state_.run.system().id, after_, size_,
                                                          state_.plan.rules));
    atEnd_ = standings.size() < size_;
    if (standings.empty()) return page;
    JIM_TRY(endBeforeStretch(standings));
    after_ = standings.back().cso;
    page.inView = StretchInView{{standings.front().cso, after_}, {}, {}};
    std::vector<CsoId> wanted;
    for (const auto& standing : standings) {
        ++page.inView->counts[standing.objectTypeId];
        if (!standing.settled || !passesBy) {
            wanted.push_back(standing.cso);
            continue;
        }
        // Its references are looked at with those of all others.
        state_.csos.include(standing.cso);
        if (standing.mvo) {
            state_.mvos.include(*standing.mvo);
            page.inView->metaverse.push_back(*standing.mvo);
        }
        ++page.settled[standing.objectTypeId];
        ++state_.passedBy;
    }
    state_.synchronised += static_cast<std::int64_t>(wanted.size());
    JIM_ASSIGN(page.objects, session.connectorSpace().load(wanted));
    return page;
}

/// Objects that have gone would have each page from here on begin within a stretch.
base::Status SynchronisationPages::endBeforeStretch(
    std::vector<identity::metaverse::Standing>& standings) {
    JIM_ASSIGN(const auto next, state_.run.session().settlements().nextStretch(
                                    state_.run.system().id, standings.front().cso));
    if (!next) return {};
    const auto end =
        std::ranges::lower_bound(standings, *next, {}, &identity::metaverse::Standing::cso);
    const bool isMuch = static_cast<std::size_t>(end - standings.begin()) >= size_ / 2;
    if (end == standings.end() || !isMuch) return {};
    standings.erase(end, standings.end());
    atEnd_ = false;
    return {};
}

}  // namespace jim::runs::run_profile::step
