#include "apps/cli/Commands.hpp"
#include "security/EncryptionKeys.hpp"

#include <fmt/format.h>

namespace jim::apps::cli {

ExitStatus addKey(const config::Settings& settings, Console& console) {
    const auto file = config::encryptionKeyFile(settings);
    const auto added = security::EncryptionKeys::addKey(file);
    if (!added) {
        console.complain(added.error().message);
        return ExitStatus::Trouble;
    }
    console.print(
        fmt::format("Added the key '{}' to {}. Copy that file to a safe place, then restart the "
                    "server: it encrypts all secrets with this key.\n",
                    *added, file.string()));
    return ExitStatus::Complete;
}

}  // namespace jim::apps::cli
