#include "store/postgres/impl/Statistics.hpp"

namespace jim::store::postgres::impl {

base::Status Statistics::refreshWhenGrown(transport::postgres::Connection& connection) {
    if (fresh_ < next_) return {};
    next_ *= 4;
    return connection.script(
        "ANALYZE cso, cso_join, cso_reference, cso_changed, cso_settled, mvo, mvo_reference, "
        "mvo_key, "
        "pending_export, pending_reference");
}

}  // namespace jim::store::postgres::impl
