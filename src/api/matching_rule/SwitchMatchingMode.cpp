#include "api/matching_rule/Operations.hpp"
#include "api/matching_rule/Owner.hpp"
#include "api/operation/Audit.hpp"
#include "api/operation/Reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace jim::api::matching_rule {

using namespace operation;
using identity::connected_system::ConnectedSystem;
using identity::connected_system::ObjectMatchingRuleMode;
using identity::connected_system::ObjectType;
using rule::MatchingRule;
using rule::SynchronisationRule;

namespace {

/// What the switch moved.
struct Migration {
    std::set<std::int32_t> syncRules;
    std::map<std::int32_t, std::int32_t> rulesByType;
    std::vector<std::string> warnings;
};

/// Whether both ask the same of the same metaverse objects.
bool asksTheSame(const MatchingRule& a, const MatchingRule& b) {
    return a.metaverseObjectTypeId == b.metaverseObjectTypeId && a.target == b.target &&
           a.caseSensitive == b.caseSensitive &&
           std::ranges::equal(a.sources, b.sources, {}, &rule::MatchingSource::attribute,
                              &rule::MatchingSource::attribute);
}

/// A copy for another owner, with ids of its own.
MatchingRule copyOf(const MatchingRule& from, base::Timestamp now) {
    MatchingRule copy = from;
    copy.id = 0;
    copy.created = now;
    for (auto& source : copy.sources) source.id = 0;
    return copy;
}

/// Saves `copy` for its owner unless it has one that asks the same.
base::Status add(const Call& call, std::vector<MatchingRule>& all, const Owner& owner,
                 MatchingRule copy) {
    for (const auto& each : all)
        if (owns(owner, each) && each.objectTypeId == copy.objectTypeId && asksTheSame(each, copy))
            return {};
    copy.order = nextOrder(all, owner, copy.objectTypeId);
    JIM_TRY(call.session().rules().save(copy));
    all.push_back(std::move(copy));
    return {};
}

/// The rules of object types become those of the import rules that read these types.
base::Result<Migration> toSyncRules(const Call& call, const Configuration& configuration,
                                    const ConnectedSystem& system) {
    Migration done;
    JIM_ASSIGN(auto all, call.session().rules().matchingRules());
    const auto before = all;
    for (const auto& matching : before) {
        if (!owns({&system}, matching)) continue;
        bool moved = false;
        for (const SynchronisationRule& target : configuration.rules) {
            if (target.systemId != system.id || target.direction != rule::Direction::Import ||
                target.objectTypeId != matching.objectTypeId ||
                target.metaverseObjectTypeId != matching.metaverseObjectTypeId)
                continue;
            MatchingRule copy = copyOf(matching, call.now());
            copy.objectTypeId = 0;
            copy.ruleId = target.id;
            JIM_TRY(add(call, all, {&system, target}, std::move(copy)));
            done.syncRules.insert(target.id);
            moved = true;
        }
        if (!moved) {
            done.warnings.push_back(fmt::format(
                "Matching rule {} was left where it is: no import rule reads its object type.",
                matching.id));
            continue;
        }
        done.rulesByType[matching.objectTypeId] += 1;
        JIM_TRY(call.session().rules().removeMatchingRule(matching.id));
    }
    return done;
}

/// The rules of synchronisation rules become those of the object types these read; those that ask
/// the same become one.
base::Result<Migration> toObjectTypes(const Call& call, const Configuration& configuration,
                                      const ConnectedSystem& system) {
    Migration done;
    JIM_ASSIGN(auto all, call.session().rules().matchingRules());
    const auto before = all;
    for (const auto& matching : before) {
        if (!matching.ruleId || matching.systemId != system.id) continue;
        JIM_ASSIGN(const auto source, configuration.rule(*matching.ruleId));
        MatchingRule copy = copyOf(matching, call.now());
        copy.objectTypeId = source.objectTypeId;
        copy.ruleId.reset();
        JIM_TRY(add(call, all, {&system}, std::move(copy)));
        done.syncRules.insert(source.id);
        done.rulesByType[source.objectTypeId] += 1;
        JIM_TRY(call.session().rules().removeMatchingRule(matching.id));
    }
    return done;
}

Json answerOf(const Migration& done, ObjectMatchingRuleMode mode, const ConnectedSystem& system) {
    Json::Array types;
    for (const auto& [id, count] : done.rulesByType) {
        const ObjectType* type = system.findObjectType(id);
        types.push_back(Json::object()
                            .set("connectedSystemObjectTypeId", id)
                            .set("connectedSystemObjectTypeName", type ? Json{type->name} : Json{})
                            .set("matchingRulesMigrated", count));
    }
    return Json::object()
        .set("success", true)
        .set("newMode", mode)
        .set("syncRulesUpdated", static_cast<std::int64_t>(done.syncRules.size()))
        .set("objectTypesUpdated", static_cast<std::int64_t>(done.rulesByType.size()))
        .set("warnings", done.warnings)
        .set("objectTypeMigrations", std::move(types))
        .set("errorMessage", nullptr);
}

base::Status record(const Call& call, const ConnectedSystem& system) {
    JIM_ASSIGN(auto reason, changeReasonOf(call));
    JIM_TRY(recordChange(call, {.target = runs::activity::TargetType::ConnectedSystem,
                                .operation = runs::activity::TargetOperation::Update,
                                .name = system.name,
                                .reason = std::move(reason),
                                .systemId = system.id}));
    return {};
}

base::Result<Reply> runSwitchMatchingMode(Call& call) {
    Json answer;
    JIM_TRY(call.write([&]() -> base::Status {
        JIM_ASSIGN(const auto configuration, synchronisation_rule::load(call));
        JIM_ASSIGN(const auto owner, systemOwner(call, configuration));
        Reader body = Reader::ofBody(call);
        const auto mode =
            body.requiredNamed("mode", identity::connected_system::parseObjectMatchingRuleMode);
        JIM_TRY(body.finish());
        ConnectedSystem system = *owner.system;
        Migration done;
        if (mode == system.matchingMode) {
            done.warnings.emplace_back("The connected system is in this mode already.");
            answer = answerOf(done, mode, system);
            return {};
        }
        JIM_ASSIGN(done, mode == ObjectMatchingRuleMode::SyncRule
                             ? toSyncRules(call, configuration, system)
                             : toObjectTypes(call, configuration, system));
        system.matchingMode = mode;
        system.lastUpdated = call.now();
        JIM_TRY(call.session().connectedSystems().save(system));
        answer = answerOf(done, mode, system);
        return record(call, system);
    }));
    return ok(answer);
}

}  // namespace

Route switchMatchingMode() {
    return {
        .method = Method::Post,
        .path = "/synchronisation/connected-systems/{cs:int}/matching-mode",
        .access = Level::Administrator,
        .summary =
            "Moves the matching rules of a connected system to its object types or to its "
            "synchronisation rules, and has them looked for there from now on.",
        .body = "mode!:E:ObjectMatchingRuleMode, changeReason?",
        .successes = {{200, "MatchingModeSwitch"}},
        .run = runSwitchMatchingMode,
    };
}

}  // namespace jim::api::matching_rule
