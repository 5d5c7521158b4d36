#include "api/operation/Audit.hpp"

#include "api/operation/Reader.hpp"

namespace jim::api::operation {

namespace activity = runs::activity;

base::Result<base::Guid> recordChange(const Call& call, const ConfigurationChange& change) {
    const base::Timestamp now = call.now();
    activity::Activity entry;
    entry.id = base::newGuid(now);
    entry.created = now;
    entry.executed = now;
    entry.ended = now;
    entry.status = change.warning.empty() ? activity::ActivityStatus::Complete
                                          : activity::ActivityStatus::CompleteWithWarning;
    entry.warningMessage = change.warning;
    entry.targetType = change.target;
    entry.operation = change.operation;
    entry.targetName = change.name;
    entry.targetContext = change.context;
    entry.initiator = call.principal().initiator();
    entry.systemId = change.systemId;
    entry.synchronisationRuleId = change.ruleId;
    entry.changeReason = change.reason;
    JIM_TRY(call.session().activities().insert(entry));
    return entry.id;
}

base::Result<std::string> changeReasonOf(const Call& call) {
    const bool inBody = call.body().find("changeReason") != nullptr;
    Reader reader = inBody ? Reader::ofBody(call) : Reader::ofQuery(call);
    auto reason = reader.text("changeReason", {0, 2000});
    JIM_TRY(reader.finish());
    return reason.value_or("");
}

}  // namespace jim::api::operation
