#include "runs/run_profile/step/KeptExports.hpp"

#include "foundation/base/HugePages.hpp"

#include <algorithm>
#include <tuple>

namespace jim::runs::run_profile::step {
namespace {

constexpr std::size_t kMostBytes = std::size_t{192} << 20;
constexpr std::size_t kChangesTogether = std::size_t{16} << 20;
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
        base::reserveHuge(exports_, std::min(count, kMostBytes / (2 * sizeof(Kept))));
    return {};
}

void KeptExports::add(std::span<const PendingExport> exports,
                      std::span<const PendingReference> references) {
    if (!othersLatest_ || bytes_ > kMostBytes) return;
    for (const auto& one : exports) {
        if (one.lastAttempted || one.nextRetry || one.errorCount != 0) continue;
        exports_.push_back({one.id, one.cso, one.source, one.created, store(one.changes),
                            one.changeType, one.status});
        bytes_ += sizeof(Kept) + one.changes.size();
    }
    bytes_ += references.size_bytes();
    references_.insert(references_.end(), references.begin(), references.end());
}

std::string_view KeptExports::store(std::string_view changes) {
    const auto fits = [&](const std::vector<char>& bytes) {
        return bytes.capacity() - bytes.size() >= changes.size();
    };
    if (changes_.empty() || !fits(changes_.back()))
        base::reserveHuge(changes_.emplace_back(), std::max(kChangesTogether, changes.size()));
    auto& bytes = changes_.back();
    const auto begin = bytes.size();
    bytes.insert(bytes.end(), changes.begin(), changes.end());
    return {bytes.data() + begin, changes.size()};
}

KeptExports::PendingExport KeptExports::whole(const RunContext& run, const Kept& kept) {
    PendingExport one;
    one.id = kept.id;
    one.systemId = run.system().id;
    one.cso = kept.cso;
    one.source = kept.source;
    one.changeType = kept.changeType;
    one.status = kept.status;
    one.changes = kept.changes;
    one.created = kept.created;
    return one;
}

void KeptExports::finish() {
    putInOrder(exports_, &Kept::id);
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
    auto one = std::ranges::lower_bound(exports_, ids.front(), {}, &Kept::id);
    auto reference =
        std::ranges::lower_bound(references_, ids.front(), {}, &PendingReference::owner);
    taken.exports.reserve(ids.size());
    for (const PendingExportId id : ids) {
        while (one != exports_.end() && one->id < id) ++one;
        if (one == exports_.end() || one->id != id) {
            taken.others.push_back(id);
            continue;
        }
        taken.exports.push_back(whole(run, *one));
        while (reference != references_.end() && reference->owner < id) ++reference;
        for (; reference != references_.end() && reference->owner == id; ++reference)
            taken.references.push_back(*reference);
    }
    return taken;
}

void KeptExports::drop() {
    othersLatest_.reset();
    exports_ = {};
    changes_ = {};
    references_ = {};
}

}  // namespace jim::runs::run_profile::step
