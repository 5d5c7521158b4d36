#include "store/impl/Version2.hpp"

namespace jim::store::impl {

// Statuses 2, 3 and 4: complete, with warnings, with errors. However many runs of a profile failed,
// its last completed ones are one look-up away.
const std::string_view kCompletedRuns = R"sql(
DROP INDEX activity_of_run_profile;
CREATE INDEX activity_completed ON activity (run_profile_id, run_type) WHERE status IN (2, 3, 4);
)sql";

}  // namespace jim::store::impl
