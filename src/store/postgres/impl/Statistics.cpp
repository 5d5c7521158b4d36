#include "store/postgres/impl/Statistics.hpp"

namespace jim::store::postgres::impl {

base::Status Statistics::refreshWhenGrown() {
    if (connection_.copiedRows() < next_) return {};
    next_ += 3 * step_;
    step_ *= 4;
    return connection_.script(
        "ANALYZE cso, cso_join, cso_reference, cso_changed, cso_settled, mvo, mvo_reference, "
        "mvo_key, "
        "pending_export, pending_reference");
}

}  // namespace jim::store::postgres::impl
