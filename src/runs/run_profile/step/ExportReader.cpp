#include "runs/run_profile/step/ExportReader.hpp"

#include "foundation/base/Ascending.hpp"

#include <algorithm>
#include <memory>
#include <utility>

namespace jim::runs::run_profile::step {

using identity::connector_space::PendingExportId;

void ExportReader::begin(std::span<const Due> due, const ExportedObjects& objects,
                         std::function<bool(const Due&)> isSent) {
    due_ = due;
    objects_ = &objects;
    isSent_ = std::move(isSent);
    next_ = 0;
}

base::Result<ExportBatch> ExportReader::load(Ids ids) {
    auto batch = takeAhead(ids);
    readAhead(following(ids));
    if (batch) return std::move(*batch);
    return loadToSend(run_.session(), ids, *objects_);
}

std::optional<ExportBatch> ExportReader::takeAhead(Ids ids) {
    auto ahead = std::exchange(ahead_, std::nullopt);
    if (!ahead) return std::nullopt;
    auto batch = ahead->batch.get();
    // What failed there is tried once more, and its error told, by the run itself.
    if (!batch || !std::ranges::includes(ahead->ids, ids)) return std::nullopt;
    return std::move(*batch);
}

std::vector<PendingExportId> ExportReader::following(Ids ids) {
    std::vector<PendingExportId> next;
    if (ids.empty()) return next;
    const auto toNext = [this] {
        while (next_ < due_.size() && !isSent_(due_[next_])) ++next_;
        return next_ < due_.size();
    };
    const bool follows = toNext() && due_[next_].id == ids.front();
    const auto after = base::firstFrom(due_, ids.back(), &Due::id);
    next_ = static_cast<std::size_t>(after - due_.begin()) + (after == due_.end() ? 0 : 1);
    if (!follows) return next;
    next.reserve(ids.size());
    for (auto at = next_; at < due_.size() && next.size() < ids.size(); ++at)
        if (isSent_(due_[at])) next.push_back(due_[at].id);
    return next;
}

void ExportReader::readAhead(std::vector<PendingExportId> ids) {
    auto* beside = run_.beside();
    if (ids.empty() || beside == nullptr) return;
    Ahead ahead{std::move(ids), {}};
    const auto task = std::make_shared<std::packaged_task<base::Result<ExportBatch>(Session&)>>(
        [ids = ahead.ids, this](Session& session) { return loadToSend(session, ids, *objects_); });
    ahead.batch = task->get_future();
    if (beside->start([task](Session& session) { (*task)(session); })) ahead_ = std::move(ahead);
}

void ExportReader::waitForAhead() {
    if (ahead_) ahead_->batch.wait();
}

}  // namespace jim::runs::run_profile::step
