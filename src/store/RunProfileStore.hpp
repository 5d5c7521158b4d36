#pragma once

#include "runs/run_profile/RunProfile.hpp"
#include "store/Rows.hpp"

namespace jim::store {

namespace impl {

using runs::run_profile::RunProfile;

constexpr const char* kOfSystem =
    "SELECT id, system_id, name, run_type, page_size, partition_id, file_path, "
    "verify_import_content_hashes, restarts "
    "FROM run_profile WHERE system_id = ? ORDER BY lower(name), id";
constexpr const char* kById =
    "SELECT id, system_id, name, run_type, page_size, partition_id, file_path, "
    "verify_import_content_hashes, restarts "
    "FROM run_profile WHERE id = ?";

RunProfile profileOf(const auto& row) {
    RunProfile profile;
    profile.id = row.template as<std::int32_t>(0);
    profile.systemId = row.template as<std::int32_t>(1);
    profile.name = textOf(row, 2);
    profile.runType = row.template as<runs::run_profile::RunType>(3);
    profile.pageSize = row.template as<std::int32_t>(4);
    if (!row.isNull(5)) profile.partitionId = row.template as<std::int32_t>(5);
    profile.filePath = textOf(row, 6);
    profile.verifyImportContentHashes = row.template as<bool>(7);
    profile.restarts = row.template as<std::int32_t>(8);
    return profile;
}

}  // namespace impl

template <class Connection>
class RunProfileStore final : public runs::run_profile::RunProfileStore {
public:
    explicit RunProfileStore(Connection& connection) : connection_(connection) {}

    using RunProfile = runs::run_profile::RunProfile;

    [[nodiscard]] base::Result<std::vector<RunProfile>> ofSystem(std::int32_t systemId) override;
    [[nodiscard]] base::Result<std::optional<RunProfile>> find(std::int32_t id) override;
    [[nodiscard]] base::Status save(RunProfile& profile) override;
    [[nodiscard]] base::Status remove(std::int32_t id) override;

private:
    Connection& connection_;
};

template <class Connection>
base::Result<std::vector<runs::run_profile::RunProfile>> RunProfileStore<Connection>::ofSystem(
    std::int32_t systemId) {
    std::vector<RunProfile> profiles;
    JIM_ASSIGN(auto rows, connection_.prepare(impl::kOfSystem));
    rows.bind(1, systemId);
    JIM_TRY(eachRow(rows, [&](const auto& row) { profiles.push_back(impl::profileOf(row)); }));
    return profiles;
}

template <class Connection>
base::Result<std::optional<runs::run_profile::RunProfile>> RunProfileStore<Connection>::find(
    std::int32_t id) {
    JIM_ASSIGN(auto row, connection_.prepare(impl::kById));
    JIM_ASSIGN(const bool found, row.bindAll(id).step());
    if (!found) return std::optional<RunProfile>{};
    return std::optional{impl::profileOf(row)};
}

template <class Connection>
base::Status RunProfileStore<Connection>::save(runs::run_profile::RunProfile& p) {
    return connection_.atomically([&] {
        return upsert(connection_, "run_profile",
                      "name = ?3, page_size = ?5, partition_id = ?6, file_path = ?7, "
                      "verify_import_content_hashes = ?8, restarts = ?9",
                      p.id, p.systemId, p.name, p.runType, p.pageSize, p.partitionId, p.filePath,
                      p.verifyImportContentHashes, p.restarts);
    });
}

template <class Connection>
base::Status RunProfileStore<Connection>::remove(std::int32_t id) {
    return connection_.run("DELETE FROM run_profile WHERE id = ?", id);
}

}  // namespace jim::store
