#include "runs/run_profile/step/KeptExports.hpp"

#include "foundation/base/HugePages.hpp"

#include <algorithm>
#include <iterator>
#include <tuple>

namespace jim::runs::run_profile::step {
namespace {

constexpr std::size_t kMostBytes = std::size_t{192} << 20;
/// Runs that began so many activities before ours are over, or in the queue still.
constexpr std::int64_t kActivitiesBefore = 1000;

auto keyOf(const identity::connector_space::PendingReference& reference) {
    return std::tuple{reference.owner, reference.attribute, reference.target};
}

/// Ascending, and each once: what was loaded twice is the same.
template <class Rows, class Key>
void putInOrder(Rows& rows, Key key) {
    if (!std::ranges::is_sorted(rows, {}, key)) std::ranges::sort(rows, {}, key);
    const auto repeated = std::ranges::unique(rows, {}, key);
    rows.erase(repeated.begin(), repeated.end());
}

}  // namespace

base::Status KeptExports::begin(RunContext& run, std::size_t count) {
    since_ = run.activityNumber() - kActivitiesBefore;
    JIM_ASSIGN(othersLatest_, run.session().queueQueries().latestAcrossSystems(since_));
    if (othersLatest_)
        base::reserveHuge(exports_, std::min(count, kMostBytes / (2 * sizeof(PendingExport))));
    return {};
}

void KeptExports::add(std::vector<PendingExport> exports,
                      const std::vector<PendingReference>& references) {
    if (!othersLatest_ || bytes_ > kMostBytes) return;
    for (const auto& one : exports) bytes_ += sizeof one + one.changes.size();
    bytes_ += references.size() * sizeof(PendingReference);
    std::ranges::move(exports, std::back_inserter(exports_));
    references_.insert(references_.end(), references.begin(), references.end());
}

void KeptExports::finish() {
    putInOrder(exports_, &PendingExport::id);
    putInOrder(references_, keyOf);
}

auto KeptExports::take(RunContext& run, std::span<const PendingExportId> ids)
    -> base::Result<Taken> {
    if (othersLatest_) {
        JIM_ASSIGN(const auto latest, run.session().queueQueries().latestAcrossSystems(since_));
        if (latest != othersLatest_) drop();
    }
    Taken taken;
    if (ids.empty()) return taken;
    auto one = std::ranges::lower_bound(exports_, ids.front(), {}, &PendingExport::id);
    auto reference =
        std::ranges::lower_bound(references_, ids.front(), {}, &PendingReference::owner);
    taken.exports.reserve(ids.size());
    for (const PendingExportId id : ids) {
        while (one != exports_.end() && one->id < id) ++one;
        if (one == exports_.end() || one->id != id) {
            taken.others.push_back(id);
            continue;
        }
        taken.exports.push_back(std::move(*one));
        while (reference != references_.end() && reference->owner < id) ++reference;
        for (; reference != references_.end() && reference->owner == id; ++reference)
            taken.references.push_back(*reference);
    }
    return taken;
}

void KeptExports::drop() {
    othersLatest_.reset();
    exports_ = {};
    references_ = {};
}

}  // namespace jim::runs::run_profile::step
