#include "store/postgres/impl/Statistics.hpp"

#include <utility>

namespace jim::store::postgres::impl {

bool Growth::add(std::int64_t rows) {
    const std::scoped_lock lock{mutex_};
    rows_ += rows;
    if (rows_ < next_) return false;
    next_ += 3 * step_;
    step_ *= 4;
    return true;
}

base::Status Statistics::refreshWhenGrown() {
    const auto copied = connection_.copiedRows();
    if (copied == counted_ || !growth_.add(copied - std::exchange(counted_, copied))) return {};
    return connection_.script(
        "ANALYZE cso, cso_join, cso_reference, cso_changed, cso_settled, mvo, mvo_reference, "
        "mvo_key, "
        "pending_export, pending_reference");
}

}  // namespace jim::store::postgres::impl
