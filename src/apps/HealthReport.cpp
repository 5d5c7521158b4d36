#include "apps/HealthReport.hpp"

#include <fmt/format.h>

#include <string>

namespace jim::apps {
namespace {

using progress::HealthStatus;

bool isTrouble(HealthStatus status) {
    return status != HealthStatus::Healthy && status != HealthStatus::Quiet;
}

}  // namespace

void reportHealth(const progress::HealthTransition& transition, log::Log& log,
                  metrics::Registry& metrics) {
    const std::string from{toText(transition.from)};
    const std::string to{toText(transition.to)};
    metrics.add(metrics::kRunHealthTransitions, 1, {from, to});
    const auto id = base::toText(transition.run.activityId);
    const auto line = fmt::format("Run '{}' of '{}' is {} (it was {}).", transition.run.targetName,
                                  transition.run.targetContext, to, from);
    const log::Fields fields{
        {"activity", id}, {"phase", transition.phase}, {"waitingOn", transition.waitingOn}};
    if (isTrouble(transition.to))
        log.warning(line, fields);
    else if (isTrouble(transition.from))
        log.info(line, fields);
    else
        log.debug(line, fields);
}

}  // namespace jim::apps
