#include "apps/Secrets.hpp"

#include "security/ConnectorSecrets.hpp"

namespace jim::apps {
namespace {

using runs::run_profile::Session;

/// Seals with the current key what an older one has sealed; a secret that cannot be read is said.
base::Status resealRule(Session& session, runs::alert::AlertRule rule,
                        const security::EncryptionKeys& keys, log::Log& log) {
    if (rule.webhookSecret.empty() || keys.isCurrent(rule.webhookSecret)) return {};
    const auto plain = keys.open(rule.webhookSecret, secretContext(rule));
    if (!plain) {
        log.warning("The webhook secret of an alert rule cannot be read. Set it again.",
                    {{"rule", rule.name}, {"reason", "it " + plain.error().message}});
        return {};
    }
    rule.webhookSecret = keys.seal(*plain, secretContext(rule));
    log.info("Secrets were encrypted with the current key.", {{"rule", rule.name}});
    return session.alertRules().save(rule);
}

base::Status resealRules(Session& session, std::int32_t systemId,
                         const security::EncryptionKeys& keys, log::Log& log) {
    JIM_ASSIGN(const auto profiles, session.runProfiles().ofSystem(systemId));
    for (const auto& profile : profiles) {
        JIM_ASSIGN(auto rules, session.alertRules().ofRunProfile(profile.id));
        for (auto& rule : rules) JIM_TRY(resealRule(session, std::move(rule), keys, log));
    }
    return {};
}

}  // namespace

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
            JIM_TRY(resealRules(*session, system.id, keys, log));
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
