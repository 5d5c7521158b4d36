#include "store/impl/Version3.hpp"

namespace jim::store::impl {

// In what state objects had nothing left to synchronise.
const std::string_view kSettledObjectsSqlite = R"sql(
CREATE TABLE cso_settled (
    cso_id INTEGER PRIMARY KEY REFERENCES cso,
    fingerprint BLOB NOT NULL         -- of all that the decision rests on
) STRICT;
)sql";

const std::string_view kSettledObjectsPostgres = R"sql(
CREATE TABLE cso_settled (
    cso_id bigint PRIMARY KEY,
    fingerprint bytea NOT NULL        -- of all that the decision rests on
) WITH (fillfactor = 90);
)sql";

}  // namespace jim::store::impl
