#include "apps/DatabaseCommands.hpp"

#include "apps/DatabaseCopy.hpp"
#include "apps/DatabaseDump.hpp"
#include "apps/cli/Table.hpp"
#include "store/Migration.hpp"

#include <fmt/format.h>

namespace jim::apps {
namespace {

using cli::Console;
using cli::ExitStatus;

/// The settings of another database than theirs. A password has no place on a command line.
base::Result<config::Settings> naming(config::Settings settings, const std::string& url) {
    if (url.empty()) return settings;
    const bool server = url.starts_with("postgresql://") || url.starts_with("postgres://");
    if (!server && !url.starts_with("sqlite:"))
        return base::fail(
            base::invalidInput("url", fmt::format("'{}' names no database: write sqlite:PATH or "
                                                  "postgresql://USER@HOST/DATABASE.",
                                                  url.substr(0, url.find(':')))));
    const auto authority = url.substr(0, url.find('@'));
    const bool secret =
        server && (url.find("password=") != std::string::npos ||
                   (authority.size() < url.size() && authority.rfind(':') > url.find("//")));
    if (secret)
        return base::fail(base::invalidInput(
            "url",
            "A password on a command line can be read by all users of this machine. Leave "
            "it out, and name a file with it in JIM_DB_PASSWORD_FILE."));
    settings.databaseUrl = url;
    settings.databaseHost.clear();
    settings.databasePort = 0;
    settings.databaseName.clear();
    settings.databaseUser.clear();
    return settings;
}

void print(const std::vector<CopiedTable>& copied, Console& console) {
    cli::Table table{{{"TABLE", cli::Align::Left}, {"ROWS", cli::Align::Right}, {"DIGEST"}}};
    for (const auto& one : copied) table.add({one.name, std::to_string(one.rows), one.digest});
    console.print(table.text(console.tableWidth()));
}

base::Result<ExitStatus> migrate(const config::Settings& settings, Console& console,
                                 const base::Clock& clock) {
    JIM_ASSIGN(const auto database, openCopyable(settings, DatabaseUse::Alone, clock));
    console.print(fmt::format("The database {} has the shape {}, that of this program.\n",
                              database->name(), store::currentVersion()));
    return ExitStatus::Complete;
}

base::Result<ExitStatus> check(const config::Settings& settings, Console& console,
                               const base::Clock& clock) {
    JIM_ASSIGN(const auto database, openCopyable(settings, DatabaseUse::Alone, clock));
    JIM_ASSIGN(const auto found, contradictionsIn(*database));
    for (const auto& line : found) console.print(fmt::format("{}\n", line));
    if (found.empty()) {
        console.print(fmt::format("The database {} is whole.\n", database->name()));
        return ExitStatus::Complete;
    }
    console.complain(
        fmt::format("the database {} contradicts itself. Restore a backup, or run full "
                    "imports and synchronisations of all systems.",
                    database->name()));
    return ExitStatus::Trouble;
}

base::Result<ExitStatus> copy(const cli::DatabaseOptions& options, const config::Settings& settings,
                              Console& console, const base::Clock& clock) {
    JIM_ASSIGN(const auto source, naming(settings, options.from));
    JIM_ASSIGN(const auto target, naming(settings, options.to));
    JIM_ASSIGN(const auto from, openCopyable(source, DatabaseUse::Alone, clock));
    JIM_ASSIGN(const auto to, openCopyable(target, DatabaseUse::Target, clock));
    JIM_ASSIGN(const auto copied, copyDatabase(*from, *to));
    print(copied, console);
    console.print(fmt::format("Copied {} to {}, and read every table back: all are equal.\n",
                              from->name(), to->name()));
    return ExitStatus::Complete;
}

base::Result<ExitStatus> dump(const std::string& file, const config::Settings& settings,
                              Console& console, const base::Clock& clock) {
    JIM_ASSIGN(const auto copied, dumpDatabase(settings, file, clock));
    print(copied, console);
    console.print(fmt::format(
        "Dumped the database to {}, and read every table back: all are equal. Keep the encryption "
        "key too, in another place.\n",
        file));
    return ExitStatus::Complete;
}

base::Result<ExitStatus> restore(const std::string& file, const config::Settings& settings,
                                 Console& console, const base::Clock& clock) {
    JIM_ASSIGN(const auto copied, restoreDatabase(settings, file, clock));
    print(copied, console);
    console.print(fmt::format("Restored {}, and read every table back: all are equal.\n", file));
    return ExitStatus::Complete;
}

base::Result<ExitStatus> manage(const cli::DatabaseOptions& options,
                                const config::Settings& settings, Console& console) {
    const base::SystemClock clock;
    switch (options.action) {
        case cli::DatabaseAction::Migrate:
            return migrate(settings, console, clock);
        case cli::DatabaseAction::Check:
            return check(settings, console, clock);
        case cli::DatabaseAction::Dump:
            return dump(options.file, settings, console, clock);
        case cli::DatabaseAction::Restore:
            return restore(options.file, settings, console, clock);
        case cli::DatabaseAction::Copy:
            break;
    }
    return copy(options, settings, console, clock);
}

}  // namespace

cli::ExitStatus manageDatabase(const cli::DatabaseOptions& options,
                               const config::Settings& settings, cli::Console& console) {
    const auto done = manage(options, settings, console);
    if (done) return *done;
    console.complain(done.error().message);
    return ExitStatus::Trouble;
}

}  // namespace jim::apps
