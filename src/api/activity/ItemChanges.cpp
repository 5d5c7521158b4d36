#include "api/activity/ItemChanges.hpp"

#include "identity/schema/ChangeSet.hpp"
#include "runs/executor/RunDescription.hpp"

#include <functional>
#include <map>
#include <set>

namespace jim::api::activity {

using namespace operation;
using identity::connector_space::kMvoKind;
using identity::connector_space::MvoId;
using identity::schema::AttributeChange;
using identity::schema::AttributeId;
using identity::schema::AttributeType;
using identity::schema::ChangeSet;
using runs::activity::Activity;
using runs::run_profile::RunType;

namespace {

using AttributeNames = std::function<std::string(AttributeId)>;
using Values = std::vector<std::string>;

bool isSynchronisation(const Activity& run) {
    return runs::executor::kindOf(static_cast<RunType>(run.runType.value_or(0))) ==
           progress::RunKind::Synchronisation;
}

/// Synchronisations change the metaverse, imports and exports a connected system.
base::Result<AttributeNames> namesFor(const Call& call, const Activity& run) {
    if (isSynchronisation(run)) {
        JIM_ASSIGN(auto schema, call.session().metaverseSchema().schema());
        return AttributeNames{[schema = std::move(schema)](AttributeId id) {
            const auto* attribute = schema.findAttribute(id);
            return attribute == nullptr ? std::string{} : attribute->name;
        }};
    }
    JIM_ASSIGN(auto system, call.session().connectedSystems().find(run.systemId.value_or(0)));
    return AttributeNames{[system = std::move(system)](AttributeId id) {
        const auto* attribute = system ? system->findAttribute(id).second : nullptr;
        return attribute == nullptr ? std::string{} : attribute->name;
    }};
}

using DisplayNames = std::map<std::int64_t, std::string>;

/// The display names of the metaverse objects that changed references point at.
base::Result<DisplayNames> targetsOf(const Call& call, const ChangeSet& changes) {
    std::set<MvoId> ids;
    for (const AttributeChange& change : changes) {
        if (change.type != AttributeType::Reference) continue;
        for (const Values* values : {&change.removed, &change.added})
            for (const auto& value : *values) ids.insert(MvoId{identity::schema::integerOf(value)});
    }
    DisplayNames names;
    if (ids.empty()) return names;
    JIM_ASSIGN(const auto objects,
               call.session().metaverse().load(std::vector(ids.begin(), ids.end())));
    for (const auto& object : objects)
        names.emplace(static_cast<std::int64_t>(object.id), object.displayName);
    return names;
}

Json textOf(const std::string& text) {
    return Json::object().set("value", text).set("referenceId", nullptr);
}

}  // namespace

base::Result<Json::Array> changesOf(const Call& call, const Activity& run,
                                    const runs::activity::ExecutionItem& item) {
    Json::Array rows;
    if (item.changes.empty()) return rows;
    const ChangeSet changes = identity::schema::decodeChanges(item.changes);
    const bool metaverse = isSynchronisation(run);
    JIM_ASSIGN(const auto nameOf, namesFor(call, run));
    JIM_ASSIGN(const auto targets, metaverse ? targetsOf(call, changes) : DisplayNames{});

    const auto valuesOf = [&](const AttributeChange& change, const Values& values) {
        Json::Array out;
        for (const auto& value : values) {
            if (!metaverse || change.type != AttributeType::Reference) {
                out.push_back(textOf(identity::schema::displayText(change.type, value)));
                continue;
            }
            const auto target = identity::schema::integerOf(value);
            const auto name = targets.find(target);
            out.push_back(Json::object()
                              .set("value", name == targets.end() ? Json{} : Json{name->second})
                              .set("referenceId", call.guidOf(kMvoKind, target)));
        }
        return out;
    };
    for (const AttributeChange& change : changes)
        rows.push_back(Json::object()
                           .set("attributeId", change.id)
                           .set("attributeName", orNull(nameOf(change.id)))
                           .set("attributeType", change.type)
                           .set("removed", valuesOf(change, change.removed))
                           .set("added", valuesOf(change, change.added)));
    return rows;
}

}  // namespace jim::api::activity
