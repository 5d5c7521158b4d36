#pragma once

#include "api/test/ApiFixture.hpp"

namespace jim::api {

/// The API with one connected system in it, `HR`: type `person` with `id` (external id), `name`,
/// `skills` (several), `age` and `manager`, and one run profile `Full Import`.
class SampleFixture : public ApiFixture {
protected:
    SampleFixture();

    /// Of an attribute of `person`, or of the metaverse.
    [[nodiscard]] std::int32_t systemAttribute(std::string_view name) const;
    [[nodiscard]] std::int32_t metaverseAttribute(std::string_view name);
    [[nodiscard]] std::int32_t metaverseType(std::string_view name);

    /// A synchronisation rule between `person` and `User`; its id.
    std::int64_t makeRule(std::string_view name, std::string_view direction = "Import");

    /// In a transaction that has to succeed.
    void write(const std::function<base::Status(runs::run_profile::Session&)>& work);

    /// An activity of a run that has ended, stored with these items.
    runs::activity::Activity makeRun(
        runs::run_profile::RunType type = runs::run_profile::RunType::FullImport,
        std::vector<runs::activity::ExecutionItem> items = {});

    /// One that ended so long ago that its progress is kept no longer.
    runs::activity::Activity makeOldRun();

    /// A run that waits for a worker; the test is the worker.
    base::Guid start();
    /// A worker takes the run and says so.
    std::shared_ptr<progress::RunProgress> attend(const base::Guid& id, std::int32_t attempt = 1);
    /// Publishes what is due, and tells who watches.
    void publish();

    /// The newest activity of this kind, which a configuration write is expected to leave.
    Answer lastActivity(std::string_view targetType);

    identity::connected_system::ConnectedSystem system_;
    runs::run_profile::RunProfile profile_;
};

}  // namespace jim::api
