#include "apps/Secrets.hpp"

#include "security/ConnectorSecrets.hpp"

namespace jim::apps {

base::Status prepareSecrets(runs::run_profile::SessionFactory& sessions,
                            const connectors::ConnectorRegistry& connectors,
                            const security::EncryptionKeys& keys, log::Log& log) {
    if (keys.isExposed())
        log.warning("The encryption key file can be read by others than its owner. Restrict it.",
                    {{"file", keys.file().string()}});
    JIM_ASSIGN(const auto session, sessions.open());
    return session->transactions().write([&]() -> base::Status {
        JIM_ASSIGN(auto systems, session->connectedSystems().all());
        for (auto& system : systems) {
            const auto* connector = connectors.find(system.connectorDefinitionId);
            if (connector == nullptr) continue;
            const auto result = security::reseal(keys, connector->definition(), system);
            for (const auto& problem : result.problems) log.warning(problem);
            if (!result.changed) continue;
            JIM_TRY(session->connectedSystems().save(system));
            log.info("Secrets were encrypted with the current key.", {{"system", system.name}});
        }
        return {};
    });
}

}  // namespace jim::apps
