#pragma once

#include "apps/cli/CommandLine.hpp"
#include "apps/cli/Commands.hpp"
#include "apps/cli/Completion.hpp"
#include "apps/sample/Sample.hpp"

#include <CLI/App.hpp>

#include <functional>
#include <memory>
#include <string>

namespace jim::apps::cli::impl {

/// All commands with their options. Parsing fills the option structs and chooses what to do.
class CommandTree {
public:
    CommandTree(const Programs& programs, const config::Environment& environment, Console& console,
                const base::Clock& clock);

    [[nodiscard]] CLI::App& app() { return app_; }

    /// After a successful parse: does what was chosen.
    [[nodiscard]] int run() const;

private:
    using Action = std::function<Outcomes(Context)>;

    void addServices();
    void addDatabase();
    CLI::App* addDatabaseAction(CLI::App& group, const std::string& name, const std::string& what,
                                DatabaseAction action);
    CLI::App* addService(const std::string& name, const std::string& what,
                         const Programs::Service& program);
    void addSettings();
    void addEncryptionKey();
    void addSample();
    void addEstimate();
    void addVersionAndCompletion();
    void addRun();
    void addActivities();
    void addItems(CLI::App& activity);
    void addSystems();
    void addRules();
    void addObjects();

    /// A command of the REST interface, with the options they all have.
    CLI::App* addClient(CLI::App& parent, const std::string& name, const std::string& what,
                        Action action);
    CLI::App* addGroup(const std::string& name, const std::string& what);
    void addPaging(CLI::App& command);
    void addConfigFile(CLI::App& command);

    [[nodiscard]] int runClient(const Action& action) const;
    [[nodiscard]] int withSettings(const std::function<int(const config::Settings&)>& use) const;
    [[nodiscard]] int runSample() const;

    const Programs& programs_;
    const config::Environment& environment_;
    Console& console_;
    const base::Clock& clock_;

    CLI::App app_;
    std::function<int()> chosen_;

    std::string configFile_;
    std::string url_;
    bool json_ = false;
    bool markdown_ = false;
    bool once_ = false;
    DatabaseOptions database_;
    int slots_ = 0;  ///< 0: as the settings say.
    std::string shell_;
    std::string name_;  ///< What `show` and its like are about.
    PageOptions page_;
    RunOptions run_;
    ActivityListOptions activities_;
    ItemListOptions items_;
    ObjectListOptions objects_;
    sample::SampleOptions sample_;
    EstimateOptions estimate_;
};

/// What may follow each command, read off the tree.
[[nodiscard]] WordsAfter wordsAfter(const CLI::App& app);

}  // namespace jim::apps::cli::impl
