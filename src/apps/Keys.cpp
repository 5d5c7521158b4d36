#include "apps/Keys.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace jim::apps {
namespace {

using namespace std::chrono_literals;
using security::ApiKey;

constexpr auto kInfrastructureLifetime = 24h;

ApiKey keyFor(const base::Secret& secret, std::string name, std::string description,
              base::Timestamp now) {
    ApiKey key;
    key.id = base::newGuid(now);
    key.name = std::move(name);
    key.description = std::move(description);
    key.prefix = security::prefixOf(secret);
    key.hash = security::hashOf(secret);
    key.created = now;
    key.roles = {security::Role::Administrator};
    return key;
}

/// The file is made by us, for us alone: an existing one is replaced, never followed.
base::Status writeKeyFile(const std::filesystem::path& file, const base::Secret& secret) {
    ::unlink(file.c_str());
    const int descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    const std::string text = secret.reveal() + "\n";
    const bool written = descriptor >= 0 && ::write(descriptor, text.data(), text.size()) ==
                                                static_cast<ssize_t>(text.size());
    const int failure = errno;
    if (descriptor >= 0) ::close(descriptor);
    if (written) return {};
    return base::fail(
        base::external(fmt::format("The administrator's key could not be written to '{}': {}.",
                                   file.string(), std::strerror(failure))));
}

base::Status saveInfrastructureKey(runs::run_profile::Session& session, const base::Secret& secret,
                                   base::Timestamp now) {
    JIM_ASSIGN(const auto there, session.apiKeys().findByHash(security::hashOf(secret)));
    ApiKey key = there ? *there
                       : keyFor(secret, "Infrastructure",
                                "From JIM_INFRASTRUCTURE_API_KEY, made at start-up.", now);
    key.expires = now + kInfrastructureLifetime;
    key.enabled = true;
    key.infrastructure = true;
    return session.apiKeys().save(key);
}

}  // namespace

base::Result<std::optional<std::filesystem::path>> prepareKeys(
    runs::run_profile::SessionFactory& sessions, const config::Settings& settings,
    const base::Clock& clock) {
    JIM_ASSIGN(const auto session, sessions.open());
    std::optional<std::filesystem::path> file;
    JIM_TRY(session->transactions().write([&]() -> base::Status {
        if (!settings.infrastructureApiKey.empty())
            return saveInfrastructureKey(*session, settings.infrastructureApiKey, clock.now());
        JIM_ASSIGN(const auto keys, session->apiKeys().all());
        if (!keys.empty()) return {};
        const auto secret = security::newKey();
        file = settings.dataDir / "administrator.key";
        JIM_TRY(writeKeyFile(*file, secret));
        return session->apiKeys().save(keyFor(secret, "First administrator",
                                              "Made when the service started for the first time.",
                                              clock.now()));
    }));
    return file;
}

}  // namespace jim::apps
