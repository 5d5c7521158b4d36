#include "foundation/config/Settings.hpp"

#include "foundation/config/Declaration.hpp"
#include "foundation/config/impl/RedisSettings.hpp"
#include "foundation/config/impl/SettingsFile.hpp"
#include "foundation/config/impl/Value.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <utility>

namespace jim::config {
namespace {

struct Given {
    Source source = Source::Default;
    std::string where;
    std::string text;
};
using GivenByName = std::map<std::string, Given, std::less<>>;

const Declaration* find(std::string_view name) {
    const auto all = declarations();
    const auto found = std::ranges::find(all, name, &Declaration::name);
    return found == all.end() ? nullptr : &*found;
}

base::Error badValue(const Declaration& declaration, const Given& given) {
    // A secret must not come back in a message, not even a wrong one.
    const bool secret = std::holds_alternative<base::Secret Settings::*>(declaration.member);
    return base::invalidInput(
        std::string{declaration.name},
        fmt::format("{} ({}): {} is not allowed; it must be {}.", declaration.name, given.where,
                    secret ? "this value" : impl::quoted(impl::shown(declaration, given.text)),
                    allowed(declaration)));
}

base::Status addFileLine(const impl::FileLine& line, const std::string& file, GivenByName& given) {
    const auto where = fmt::format("{} line {}", file, line.line);
    const auto refuse = [&](std::string_view why) {
        return base::fail(base::invalidInput("file", fmt::format("{}: {}", where, why)));
    };
    const auto* declaration = find(line.name);
    // Only what looks like a setting's name is repeated: anything else may be half a secret.
    if (declaration == nullptr && !line.name.starts_with("JIM_"))
        return refuse("this is no setting's name; all begin with JIM_.");
    if (declaration == nullptr)
        return refuse(fmt::format("there is no setting {}; 'jim settings' lists all.",
                                  impl::quoted(line.name)));
    if (declaration->environmentOnly)
        return refuse(fmt::format("{} works in the environment only.", line.name));
    if (!given.emplace(line.name, Given{Source::File, where, line.value}).second)
        return refuse(fmt::format("{} is set a second time.", line.name));
    return {};
}

base::Result<GivenByName> readFile(const std::filesystem::path& path) {
    GivenByName given;
    if (path.empty()) return given;
    JIM_ASSIGN(const auto content, impl::readSettingsFile(path));
    JIM_ASSIGN(const auto lines, impl::parseSettingsFile(content, path.string()));
    for (const auto& line : lines) JIM_TRY(addFileLine(line, path.string(), given));
    return given;
}

void addEnvironment(const Environment& environment, GivenByName& given,
                    std::vector<std::string>& warnings) {
    for (const auto& [name, value] : environment) {
        if (!name.starts_with("JIM_")) continue;
        if (find(name) == nullptr)
            warnings.push_back(
                fmt::format("The variable {} is no setting of this program and has no effect.",
                            impl::quoted(name)));
        else if (!value.empty())
            given.insert_or_assign(name, Given{Source::Environment, "environment", value});
    }
}

std::filesystem::path chosenFile(const Environment& environment,
                                 const std::optional<std::filesystem::path>& configFile) {
    if (configFile) return *configFile;
    const auto variable = environment.find("JIM_CONFIG_FILE");
    return variable == environment.end() ? std::string{} : variable->second;
}

}  // namespace

base::Result<Settings> load(const Environment& environment,
                            const std::optional<std::filesystem::path>& configFile) {
    JIM_ASSIGN(auto given, readFile(chosenFile(environment, configFile)));
    Settings settings;
    addEnvironment(environment, given, settings.warnings);
    if (configFile)
        given.insert_or_assign("JIM_CONFIG_FILE",
                               Given{Source::Environment, "command line", configFile->string()});

    for (const auto& declaration : declarations()) {
        const auto found = given.find(declaration.name);
        const Given chosen = found != given.end() ? found->second
                                                  : Given{Source::Default, "default",
                                                          std::string{declaration.defaultText}};
        if (!impl::store(declaration, chosen.text, settings))
            return base::fail(badValue(declaration, chosen));
        settings.origins.push_back(
            {chosen.source, chosen.where, impl::shown(declaration, chosen.text)});
    }
    return settings;
}

Environment processEnvironment() {
    Environment environment;
    for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
        const std::string_view text{*entry};
        const auto equals = text.find('=');
        if (text.starts_with("JIM_") && equals != std::string_view::npos)
            environment.emplace(text.substr(0, equals), text.substr(equals + 1));
    }
    return environment;
}

bool Address::isLoopback() const {
    return host.starts_with("127.") || host == "::1";
}

bool usesDatabaseServer(const Settings& settings) {
    return settings.databaseUrl.starts_with("postgres") ||
           (settings.databaseUrl.empty() && !settings.databaseHost.empty());
}

std::filesystem::path sqliteFile(const Settings& settings) {
    constexpr std::string_view kScheme = "sqlite:";
    if (settings.databaseUrl.empty()) return settings.dataDir / "jim.db";
    return settings.databaseUrl.substr(kScheme.size());
}

std::filesystem::path encryptionKeyFile(const Settings& settings) {
    return settings.encryptionKeyFile.empty() ? settings.dataDir / "encryption.key"
                                              : settings.encryptionKeyFile;
}

base::Status checkForServing(const Settings& settings) {
    JIM_TRY(impl::checkRedis(settings));
    if (settings.databaseUrl.starts_with("sqlite:") && !settings.databaseHost.empty())
        return base::fail(
            base::invalidInput("JIM_DB_HOST",
                               "JIM_DB_HOST names a database server, but JIM_DATABASE_URL a file. "
                               "Remove one of them."));
    if (settings.allowRemoteWithoutTls) return {};
    for (const auto& [name, address] : {std::pair{"JIM_LISTEN", &settings.listen},
                                        std::pair{"JIM_METRICS_LISTEN", &settings.metricsListen}}) {
        if (address->host.empty() || address->isLoopback()) continue;
        return base::fail(base::invalidInput(
            name,
            fmt::format("{} is {}, which other machines can reach, but this server speaks plain "
                        "HTTP. Listen on 127.0.0.1, or set JIM_ALLOW_REMOTE_WITHOUT_TLS=true.",
                        name, address->host)));
    }
    return {};
}

}  // namespace jim::config
