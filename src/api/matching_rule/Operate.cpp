#include "api/matching_rule/Operate.hpp"

#include "api/matching_rule/Documents.hpp"
#include "api/matching_rule/Input.hpp"

#include <fmt/format.h>

namespace jim::api::matching_rule {

using namespace operation;
using rule::MatchingRule;
using runs::activity::TargetOperation;
using synchronisation_rule::load;

namespace {

MatchingRule readNew(const Call& call, Reader& body, const Owner& owner) {
    MatchingRule matching;
    matching.created = call.now();
    matching.systemId = owner.system->id;
    if (owner.syncRule) {
        matching.ruleId = owner.syncRule->id;
        matching.metaverseObjectTypeId = owner.syncRule->metaverseObjectTypeId;
    } else {
        matching.objectTypeId = body.requiredInteger("connectedSystemObjectTypeId");
        matching.metaverseObjectTypeId = body.requiredInteger("metaverseObjectTypeId");
    }
    matching.target = body.requiredInteger("targetMetaverseAttributeId");
    matching.caseSensitive = body.boolean("caseSensitive").value_or(true);
    matching.sources = readSources(body);
    return matching;
}

}  // namespace

base::Result<Reply> read(const Call& call, FindOwner findOwner) {
    JIM_ASSIGN(const auto configuration, load(call));
    JIM_ASSIGN(const auto owner, findOwner(call, configuration));
    JIM_ASSIGN(const auto matching, findRule(call, owner));
    return ok(ruleOf(matching, owner, configuration));
}

base::Result<Reply> create(const Call& call, FindOwner findOwner, const std::string& listPath) {
    Json answer;
    std::int32_t id = 0;
    JIM_TRY(call.write([&]() -> base::Status {
        JIM_ASSIGN(const auto configuration, load(call));
        JIM_ASSIGN(const auto owner, findOwner(call, configuration));
        Reader body = Reader::ofBody(call);
        MatchingRule matching = readNew(call, body, owner);
        const auto order = body.integer("order", {0, 1'000'000});
        JIM_TRY(body.finish());
        JIM_TRY(check(matching, owner, configuration));
        JIM_ASSIGN(const auto all, call.session().rules().matchingRules());
        matching.order = order.value_or(nextOrder(all, owner, matching.objectTypeId));
        JIM_TRY(call.session().rules().save(matching));
        id = matching.id;
        answer = ruleOf(matching, owner, configuration);
        return record(call, matching, owner, configuration, TargetOperation::Create);
    }));
    return created(fmt::format("{}/{}", listPath, id), answer);
}

base::Result<Reply> update(const Call& call, FindOwner findOwner) {
    Json answer;
    JIM_TRY(call.write([&]() -> base::Status {
        JIM_ASSIGN(const auto configuration, load(call));
        JIM_ASSIGN(const auto owner, findOwner(call, configuration));
        JIM_ASSIGN(auto matching, findRule(call, owner));
        Reader body = Reader::ofBody(call);
        readChanges(body, matching, owner);
        JIM_TRY(body.finish());
        JIM_TRY(check(matching, owner, configuration));
        JIM_TRY(call.session().rules().save(matching));
        answer = ruleOf(matching, owner, configuration);
        return record(call, matching, owner, configuration, TargetOperation::Update);
    }));
    return ok(answer);
}

base::Result<Reply> remove(const Call& call, FindOwner findOwner) {
    JIM_TRY(call.write([&]() -> base::Status {
        JIM_ASSIGN(const auto configuration, load(call));
        JIM_ASSIGN(const auto owner, findOwner(call, configuration));
        JIM_ASSIGN(const auto matching, findRule(call, owner));
        JIM_TRY(call.session().rules().removeMatchingRule(matching.id));
        return record(call, matching, owner, configuration, TargetOperation::Delete);
    }));
    return noContent();
}

}  // namespace jim::api::matching_rule
