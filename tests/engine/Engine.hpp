#pragma once

#include "connectors/csv/FileConnector.hpp"
#include "foundation/base/Clock.hpp"
#include "progress/Publisher.hpp"
#include "progress/memory/MemoryProgressStore.hpp"
#include "runs/executor/Executor.hpp"
#include "runs/run_profile/test/BesideInTest.hpp"
#include "store/sqlite/SessionFactory.hpp"

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>

namespace jim::engine {

/// The engine without web and threads: a real database and real files, with runs executed on the
/// calling thread. HR (id,first,last,mail,manager,skills) flows into Directory
/// (id,login,name,mail,manager,skills).
class Engine {
public:
    /// `store` takes the progress instead of the memory, and outlives it. `batchLimit`: objects of
    /// one batch at most; 0: as many as runs take in practice, and so all of a small file.
    /// `database`: where everything is kept; without one in the file jim.db in the folder.
    explicit Engine(const std::filesystem::path& folder, progress::PublisherSettings settings = {},
                    progress::ProgressStore* store = nullptr, std::size_t batchLimit = 0,
                    std::unique_ptr<runs::run_profile::SessionFactory> database = nullptr);

    /// Systems, schema, rules and run profiles. hr.csv and directory.csv must exist.
    void configure();

    /// Queues a run profile and executes it; the activity as it is stored then.
    runs::activity::Activity run(const std::string& system, runs::run_profile::RunType type,
                                 const base::StopToken& stop = {});
    /// The same; `inTransaction` is called in each of its transactions, before it is committed.
    runs::activity::Activity watch(const std::function<void()>& inTransaction,
                                   const std::string& system, runs::run_profile::RunType type,
                                   const base::StopToken& stop = {});
    /// How many of a run's transactions no other may go beside.
    std::int64_t wholeWrites(const std::string& system, runs::run_profile::RunType type);
    /// The same as `run`; `again` is asked when its end could not be written.
    runs::activity::Activity persist(const std::function<bool()>& again, const std::string& system,
                                     runs::run_profile::RunType type);

    /// A run before whose transaction of that number `between` happens, which may execute others.
    runs::activity::Activity interrupt(int transaction, const std::function<void()>& between,
                                       const std::string& system, runs::run_profile::RunType type);
    /// A run whose worker is taken for dead before that transaction, and goes on: what comes of it.
    base::Status overtake(int transaction, const std::string& system,
                          runs::run_profile::RunType type);

    /// From now on batches of runs are written in pairs where they can be. Needs a database that
    /// several may write.
    void writeInPairs();
    /// How many pairs there were.
    [[nodiscard]] int pairs() const { return beside_ ? beside_->started : 0; }

    [[nodiscard]] runs::run_profile::Session& session() { return *session_; }
    [[nodiscard]] runs::run_profile::SessionFactory& sessions() { return *factory_; }
    [[nodiscard]] connectors::ConnectorRegistry& connectors() { return registry_; }
    [[nodiscard]] const security::EncryptionKeys& keys() const { return keys_; }
    [[nodiscard]] progress::Publisher& publisher() { return publisher_; }
    [[nodiscard]] progress::ProgressStore& progress() { return progressStore_; }
    /// Items that a run has stored.
    [[nodiscard]] std::int64_t itemsOf(const runs::activity::Activity& run);
    [[nodiscard]] std::int32_t systemId(const std::string& name) const { return systems_.at(name); }

private:
    class Registry final : public connectors::ConnectorRegistry {
    public:
        [[nodiscard]] std::vector<connectors::Connector*> all() const override { return {&file_}; }
        [[nodiscard]] connectors::Connector* find(std::int32_t) const override { return &file_; }

    private:
        mutable connectors::csv::FileConnector file_;
    };

    /// The activity of a run that waits for a worker now, and the task that is next.
    base::Guid queue(const std::string& system, runs::run_profile::RunType type);
    runs::run_queue::WorkerTask claim();
    runs::activity::Activity execute(runs::run_profile::Session& session, const std::string& system,
                                     runs::run_profile::RunType type, const base::StopToken& stop,
                                     const std::function<bool()>& again = {});
    void makeSystem(const std::string& name, const std::string& mode,
                    const std::filesystem::path& file);
    void makeImportRule();
    void makeExportRule();

    std::filesystem::path folder_;
    base::SystemClock clock_;
    Registry registry_;
    progress::memory::MemoryProgressStore progressStore_;
    progress::Publisher publisher_;
    std::unique_ptr<runs::run_profile::SessionFactory> factory_;
    std::unique_ptr<runs::run_profile::Session> session_;
    security::EncryptionKeys keys_;
    std::unique_ptr<runs::run_profile::BesideInTest> beside_;
    runs::executor::Executor executor_;
    std::map<std::string, std::int32_t> systems_;
};

}  // namespace jim::engine
