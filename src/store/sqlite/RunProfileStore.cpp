#include "store/sqlite/RunProfileStore.hpp"

#include "store/sqlite/impl/Rows.hpp"

namespace jim::store::sqlite {

using runs::run_profile::RunProfile;
using transport::sqlite::Statement;

namespace {

constexpr const char* kOfSystem =
    "SELECT id, system_id, name, run_type, page_size, partition_id, file_path, "
    "verify_import_content_hashes "
    "FROM run_profile WHERE system_id = ? ORDER BY name";
constexpr const char* kById =
    "SELECT id, system_id, name, run_type, page_size, partition_id, file_path, "
    "verify_import_content_hashes "
    "FROM run_profile WHERE id = ?";

RunProfile profileOf(const Statement& row) {
    RunProfile profile;
    profile.id = row.as<std::int32_t>(0);
    profile.systemId = row.as<std::int32_t>(1);
    profile.name = impl::textOf(row, 2);
    profile.runType = row.as<runs::run_profile::RunType>(3);
    profile.pageSize = row.as<std::int32_t>(4);
    if (!row.isNull(5)) profile.partitionId = row.as<std::int32_t>(5);
    profile.filePath = impl::textOf(row, 6);
    profile.verifyImportContentHashes = row.as<bool>(7);
    return profile;
}

}  // namespace

base::Result<std::vector<RunProfile>> RunProfileStore::ofSystem(std::int32_t systemId) {
    std::vector<RunProfile> profiles;
    JIM_ASSIGN(Statement rows, connection_.prepare(kOfSystem));
    rows.bind(1, systemId);
    JIM_TRY(impl::eachRow(rows, [&](const Statement& row) { profiles.push_back(profileOf(row)); }));
    return profiles;
}

base::Result<std::optional<RunProfile>> RunProfileStore::find(std::int32_t id) {
    JIM_ASSIGN(Statement row, connection_.prepare(kById));
    JIM_ASSIGN(const bool found, row.bindAll(id).step());
    if (!found) return std::optional<RunProfile>{};
    return std::optional{profileOf(row)};
}

base::Status RunProfileStore::save(RunProfile& p) {
    return connection_.atomically([&] {
        return impl::upsert(connection_,
                            "INSERT INTO run_profile VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON "
                            "CONFLICT (id) DO UPDATE "
                            "SET name = ?3, page_size = ?5, partition_id = ?6, file_path = ?7, "
                            "verify_import_content_hashes = ?8",
                            p.id, p.systemId, p.name, p.runType, p.pageSize, p.partitionId,
                            p.filePath, p.verifyImportContentHashes);
    });
}

base::Status RunProfileStore::remove(std::int32_t id) {
    return connection_.run("DELETE FROM run_profile WHERE id = ?", id);
}

}  // namespace jim::store::sqlite
