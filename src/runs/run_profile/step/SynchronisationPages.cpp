#include "runs/run_profile/step/SynchronisationPages.hpp"

namespace jim::runs::run_profile::step {
namespace {

constexpr std::size_t kPage = 4'000;

}  // namespace

SynchronisationPages::SynchronisationPages(SynchronisationState& state)
    : state_(state), size_(state.run.batch(kPage)) {}

base::Result<ObjectPage> SynchronisationPages::next() {
    return state_.delta ? changed() : unsettled();
}

base::Result<ObjectPage> SynchronisationPages::changed() {
    ObjectPage page;
    JIM_ASSIGN(page.objects, state_.run.session().connectorSpace().page(
                                 {state_.run.system().id, after_, size_, true}));
    atEnd_ = page.objects.size() < size_;
    if (!page.objects.empty()) after_ = page.objects.back().id;
    return page;
}

base::Result<ObjectPage> SynchronisationPages::unsettled() {
    ObjectPage page;
    auto& session = state_.run.session();
    JIM_ASSIGN(const auto standings, session.settlements().page(state_.run.system().id, after_,
                                                                size_, state_.plan.rules));
    atEnd_ = standings.size() < size_;
    if (standings.empty()) return page;
    after_ = standings.back().cso;
    std::vector<CsoId> wanted;
    for (const auto& standing : standings) {
        if (!standing.settled) {
            wanted.push_back(standing.cso);
            continue;
        }
        // Its references are looked at with those of all others.
        state_.csos.include(standing.cso);
        if (standing.mvo) state_.mvos.include(*standing.mvo);
        ++page.settled[standing.objectTypeId];
        ++state_.passedBy;
    }
    state_.synchronised += static_cast<std::int64_t>(wanted.size());
    JIM_ASSIGN(page.objects, session.connectorSpace().load(wanted));
    return page;
}

}  // namespace jim::runs::run_profile::step
