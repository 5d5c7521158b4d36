#include "apps/cli/impl/CommandTree.hpp"

#include "apps/cli/TerminalText.hpp"
#include "foundation/base/Version.hpp"

#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>

#include <utility>

namespace jim::apps::cli::impl {

CommandTree::CommandTree(const Programs& programs, const config::Environment& environment,
                         Console& console, const base::Clock& clock)
    : programs_(programs),
      environment_(environment),
      console_(console),
      clock_(clock),
      app_("Synchronises identities between systems, and shows live how far it is.", "jim") {
    app_.require_subcommand(1);
    app_.set_version_flag("--version", fmt::format("jim {}", base::kVersion));
    addServices();
    addRun();
    addActivities();
    addClient(app_, "progress", "Watch everything that is queued or running",
              [this](Context context) { return showProgress(context, once_); })
        ->add_flag("--once", once_, "Show it once, as where there is no terminal");
    addSystems();
    addRules();
    addObjects();
    addDatabase();
    addEncryptionKey();
    addSample();
    addEstimate();
    addSettings();
    addVersionAndCompletion();
    app_.footer(std::string{kExitStatusHelp});  // Last: commands would inherit it.
}

int CommandTree::run() const {
    return chosen_ ? chosen_() : static_cast<int>(ExitStatus::Usage);
}

void CommandTree::addConfigFile(CLI::App& command) {
    command.add_option("--config", configFile_, "A file with settings")->type_name("FILE");
}

CLI::App* CommandTree::addGroup(const std::string& name, const std::string& what) {
    auto* group = app_.add_subcommand(name, what);
    group->require_subcommand(1);
    return group;
}

CLI::App* CommandTree::addClient(CLI::App& parent, const std::string& name, const std::string& what,
                                 Action action) {
    auto* command = parent.add_subcommand(name, what);
    command->add_option("--url", url_, "The server's address, instead of JIM_URL");
    command->add_flag("--json", json_, "Print what the server sends");
    addConfigFile(*command);
    command->callback([this, action = std::move(action)] {
        chosen_ = [this, action] { return runClient(action); };
    });
    return command;
}

void CommandTree::addPaging(CLI::App& command) {
    constexpr int kLastPage = 1'000'000;
    constexpr int kLargestPage = 100;
    command.add_option("--page", page_.page, "Which page")->check(CLI::Range(1, kLastPage));
    command.add_option("--page-size", page_.pageSize, "How many on a page")
        ->check(CLI::Range(1, kLargestPage));
}

void CommandTree::addServices() {
    addService("serve", "Run the server: everything in one process", programs_.serve);
    addService("web", "Run the part that answers requests, beside others", programs_.web);
    constexpr int kMostSlots = 32;
    addService("worker", "Run a part that executes runs, beside others", programs_.worker)
        ->add_option("--slots", slots_, "How many runs at a time, instead of JIM_WORKER_SLOTS")
        ->check(CLI::Range(1, kMostSlots));
    addService("scheduler", "Run the part that looks after the queue, beside others",
               programs_.scheduler);
}

CLI::App* CommandTree::addService(const std::string& name, const std::string& what,
                                  const Programs::Service& program) {
    auto* command = app_.add_subcommand(name, what);
    addConfigFile(*command);
    command->callback([this, &program] {
        chosen_ = [this, &program] {
            return withSettings([this, &program](config::Settings settings) {
                if (slots_ > 0) settings.workerSlots = slots_;
                return program(settings);
            });
        };
    });
    return command;
}

void CommandTree::addSettings() {
    auto* command = app_.add_subcommand("settings", "List all settings and where they come from");
    addConfigFile(*command);
    auto* json = command->add_flag("--json", json_, "Print JSON");
    command->add_flag("--markdown", markdown_, "Print the reference page")->excludes(json);
    command->callback([this] {
        chosen_ = [this] {
            return withSettings([this](const config::Settings& settings) {
                const auto form = json_       ? SettingsForm::Json
                                  : markdown_ ? SettingsForm::Markdown
                                              : SettingsForm::Table;
                showSettings(settings, form, console_);
                return static_cast<int>(ExitStatus::Complete);
            });
        };
    });
}

void CommandTree::addDatabase() {
    auto* group = addGroup("database", "Work on the database itself, while no server uses it");
    addDatabaseAction(*group, "migrate", "Bring it to the version of this program",
                      DatabaseAction::Migrate);
    addDatabaseAction(*group, "check", "Look for what contradicts itself", DatabaseAction::Check);
    auto* copy = addDatabaseAction(*group, "copy", "Copy it into an empty one, and compare",
                                   DatabaseAction::Copy);
    constexpr auto* kUrl = "sqlite:PATH or postgresql://USER@HOST/DATABASE";
    copy->add_option("--from", database_.from, fmt::format("{}; else that of the settings", kUrl))
        ->type_name("URL");
    copy->add_option("--to", database_.to, kUrl)->type_name("URL")->required();
    auto* dump = addDatabaseAction(
        *group, "dump", "Write all of it into a file, also while it is used", DatabaseAction::Dump);
    auto* restore =
        addDatabaseAction(*group, "restore", "Bring a dump into an empty one, of either kind",
                          DatabaseAction::Restore);
    for (auto* command : {dump, restore})
        command->add_option("FILE", database_.file, "The dump")->required();
}

CLI::App* CommandTree::addDatabaseAction(CLI::App& group, const std::string& name,
                                         const std::string& what, DatabaseAction action) {
    auto* command = group.add_subcommand(name, what);
    addConfigFile(*command);
    command->callback([this, action] {
        chosen_ = [this, action] {
            return withSettings([this, action](const config::Settings& settings) {
                auto options = database_;
                options.action = action;
                return static_cast<int>(programs_.database(options, settings, console_));
            });
        };
    });
    return command;
}

void CommandTree::addEncryptionKey() {
    auto* group = addGroup("encryption-key", "The keys that secrets are encrypted with");
    auto* add = group->add_subcommand("add", "Add a key: it encrypts from the server's next start");
    addConfigFile(*add);
    add->callback([this] {
        chosen_ = [this] {
            return withSettings([this](const config::Settings& settings) {
                return static_cast<int>(addKey(settings, console_));
            });
        };
    });
}

void CommandTree::addSample() {
    auto* command = app_.add_subcommand("sample", "Write the files of a made-up company");
    command->add_option("--people", sample_.people, "People on day one")
        ->check(CLI::Range(sample::kFewestPeople, sample::kMostPeople))
        ->capture_default_str();
    command->add_option("--days", sample_.days, "How many days of changes")
        ->check(CLI::Range(std::uint32_t{1}, sample::kMostDays))
        ->capture_default_str();
    command->add_option("--seed", sample_.seed, "The same seed makes the same company")
        ->capture_default_str();
    command->add_option("DIR", name_, "The folder to write to")->required();
    command->callback([this] { chosen_ = [this] { return runSample(); }; });
}

void CommandTree::addEstimate() {
    auto* command = app_.add_subcommand(
        "estimate", "Replay a trace: what the server would have estimated at each of its points");
    command->add_option("--history", estimate_.history, "A JSON file of earlier runs");
    command->add_option("TRACE", estimate_.trace, "A file of JSON lines, or - for standard input")
        ->required();
    command->callback([this] {
        chosen_ = [this] { return static_cast<int>(programs_.estimate(estimate_, console_)); };
    });
}

void CommandTree::addVersionAndCompletion() {
    app_.add_subcommand("version", "Print the version")->callback([this] {
        chosen_ = [this] {
            console_.print(fmt::format("jim {}\n", base::kVersion));
            return static_cast<int>(ExitStatus::Complete);
        };
    });
    auto* completion = app_.add_subcommand("completion", "Print a completion script for a shell");
    completion->add_option("SHELL", shell_, "bash")->required()->check(CLI::IsMember({"bash"}));
    completion->callback([this] {
        chosen_ = [this] {
            console_.print(bashCompletion(wordsAfter(app_)));
            return static_cast<int>(ExitStatus::Complete);
        };
    });
}

void CommandTree::addRun() {
    auto* command = addClient(app_, "run", "Start a run profile",
                              [this](Context context) { return runProfile(context, run_); });
    command->footer(std::string{kExitStatusHelp});
    command->add_option("SYSTEM", run_.system, "A connected system's name or id")->required();
    command->add_option("PROFILE", run_.profile, "One of its run profiles' name or id")->required();
    command->add_flag("--follow,-f", run_.follow, "Show its progress until it ends");
    command->add_flag("--allow-deletions", run_.allowDeletions,
                      "Let this run delete more than the safety brake allows");
    command->add_option("--priority", run_.priority, "Whether it goes before others in the queue")
        ->check(CLI::IsMember({"Low", "Normal", "High"}, CLI::ignore_case));
}

void CommandTree::addActivities() {
    auto* group = addGroup("activity", "What ran and what was changed");
    auto* list =
        addClient(*group, "list", "List activities, newest first", [this](Context context) {
            auto options = activities_;
            options.page = page_;
            return listActivities(context, options);
        });
    addPaging(*list);
    list->add_option("--status", activities_.statuses, "Only these, such as FailedWithError")
        ->allow_extra_args(false);
    list->add_option("--system", activities_.system, "Only of this connected system");
    list->add_flag("--runs", activities_.runsOnly, "Only runs of run profiles");

    constexpr auto* kWhich = "An activity's id, or 'last' for the newest run";
    const auto addOne = [&](const std::string& name, const std::string& what, auto command) {
        addClient(*group, name, what,
                  [this, command](Context context) { return command(context, name_); })
            ->add_option("ID", name_, kWhich)
            ->required();
    };
    addOne("show", "Show one", showActivity);
    addOne("follow", "Show a run's progress until it ends", followActivity);
    addOne("trace", "Print a run's progress as a trace for 'jim estimate', until it ends",
           traceActivity);
    addOne("cancel", "Stop a run", cancelActivity);
    addOne("resume", "Let a run go on that an alert rule has paused", resumeActivity);
    addItems(*group);
}

void CommandTree::addItems(CLI::App& activity) {
    auto* items = addClient(activity, "items", "What a run did to which object, or one such item",
                            [this](Context context) {
                                auto options = items_;
                                options.page = page_;
                                return showItems(context, options);
                            });
    items->add_option("ID", items_.activity, "An activity's id, or 'last'")->required();
    items->add_option("ITEM", items_.item, "An item's id: all that is known of it");
    items->add_flag("--errors", items_.errorsOnly, "Only those with an error");
    items->add_option("--change", items_.changes, "Only these changes, such as Added or Updated")
        ->allow_extra_args(false);
    items->add_option("--search", items_.search, "Only objects with this text");
    addPaging(*items);
}

void CommandTree::addSystems() {
    auto* group = addGroup("system", "Connected systems");
    addPaging(*addClient(*group, "list", "List connected systems",
                         [this](Context context) { return listSystems(context, page_); }));
    addClient(*group, "show", "Show one with run profiles and attributes",
              [this](Context context) { return showSystem(context, name_); })
        ->add_option("SYSTEM", name_, "Its name or id")
        ->required();
}

void CommandTree::addRules() {
    auto* group = addGroup("rule", "Synchronisation rules");
    addPaging(*addClient(*group, "list", "List synchronisation rules",
                         [this](Context context) { return listRules(context, page_); }));
    addClient(*group, "show", "Show one with its mappings",
              [this](Context context) { return showRule(context, name_); })
        ->add_option("RULE", name_, "Its name or id")
        ->required();
}

void CommandTree::addObjects() {
    auto* group = addGroup("object", "Objects of the metaverse");
    auto* list = addClient(*group, "list", "List objects", [this](Context context) {
        auto options = objects_;
        options.page = page_;
        return listObjects(context, options);
    });
    addPaging(*list);
    list->add_option("--type", objects_.type, "Only of this type, by name or id");
    list->add_option("--search", objects_.search, "Only with this text in the display name");
    addClient(*group, "show", "Show one with its attributes",
              [this](Context context) { return showObject(context, name_); })
        ->add_option("ID", name_, "Its id")
        ->required();
}

int CommandTree::withSettings(const std::function<int(const config::Settings&)>& use) const {
    std::optional<std::filesystem::path> file;
    if (!configFile_.empty()) file = configFile_;
    const auto settings = config::load(environment_, file);
    if (!settings) {
        console_.complain(settings.error().message);
        return static_cast<int>(ExitStatus::Usage);
    }
    for (const auto& warning : settings->warnings) console_.complain("warning: " + warning);
    return use(*settings);
}

int CommandTree::runClient(const Action& action) const {
    return withSettings([&](config::Settings settings) {
        settings.url = url_.empty() ? findUrl(settings) : url_;
        const auto trouble = [&](const base::Error& error) {
            console_.complain(error.message);
            return static_cast<int>(ExitStatus::Trouble);
        };
        const auto key = findKey(settings);
        if (!key) return trouble(key.error());
        // Everything that is asked here is answered at once by a server that is well.
        ApiClient client{settings.url, *key, {.responseTime = std::chrono::seconds{15}}};
        const auto outcome = action(Context{client, console_, clock_, json_});
        return outcome ? static_cast<int>(*outcome) : trouble(outcome.error());
    });
}

int CommandTree::runSample() const {
    auto options = sample_;
    options.directory = name_;
    const auto summary = sample::writeSample(options);
    if (!summary) {
        console_.complain(summary.error().message);
        return static_cast<int>(ExitStatus::Trouble);
    }
    for (const auto& day : summary->days) console_.print(sample::inWords(day));
    console_.print(fmt::format("Written to {}.\n", neutralised(options.directory.string())));
    return static_cast<int>(ExitStatus::Complete);
}

namespace {

void collect(const CLI::App& command, const std::string& path, WordsAfter& words) {
    auto& following = words[path];
    for (const auto* child : command.get_subcommands({})) following.push_back(child->get_name());
    for (const auto* option : command.get_options())
        for (const auto& name : option->get_lnames()) following.push_back("--" + name);
    for (const auto* child : command.get_subcommands({}))
        collect(*child, path.empty() ? child->get_name() : path + ' ' + child->get_name(), words);
}

}  // namespace

WordsAfter wordsAfter(const CLI::App& app) {
    WordsAfter words;
    collect(app, "", words);
    words["completion"] = {"bash"};
    return words;
}

}  // namespace jim::apps::cli::impl
