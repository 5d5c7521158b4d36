#include "api/connected_system/SchemaDocuments.hpp"
#include "api/connected_system/Writing.hpp"
#include "api/object_type/AttributeChange.hpp"
#include "api/object_type/Operations.hpp"

#include <fmt/format.h>

#include <charconv>
#include <utility>

namespace jim::api::object_type {

using namespace operation;
using connected_system::documentOf;

namespace {

using Changes = std::vector<std::pair<std::int32_t, AttributeChange>>;

base::Result<Changes> readChanges(const Call& call) {
    Changes changes;
    Reader body = Reader::ofBody(call);
    const Json* given = body.object("attributes");
    if (given == nullptr || given->members()->empty()) {
        body.problem("attributes", "This has at least one attribute.");
        JIM_TRY(body.finish());
        return changes;
    }
    for (const auto& member : *given->members()) {
        const std::string name = "attributes." + member.name;
        std::int32_t id = 0;
        const auto* end = member.name.data() + member.name.size();
        if (std::from_chars(member.name.data(), end, id).ptr != end) {
            body.problem(name, "The key is the id of an attribute.");
            continue;
        }
        Reader one = body.nested(member.value, name + ".");
        changes.emplace_back(id, readChange(one));
        if (one.isGiven("type")) one.problem("type", "Types are set one at a time.");
    }
    JIM_TRY(body.finish());
    return changes;
}

struct Outcome {
    Json updated = Json::array();
    Json problems = Json::array();
};

/// Changes that are refused do not keep the others from being made.
Outcome applyAll(const Changes& changes, ObjectType& type, const ChangeRules& rules) {
    Outcome outcome;
    for (const auto& [id, change] : changes) {
        auto attribute = findAttribute(type, id);
        const base::Status status = attribute ? apply(change, type, **attribute, rules)
                                              : base::Status{base::fail(attribute.error())};
        if (status)
            outcome.updated.append(documentOf(**attribute));
        else
            outcome.problems.append(
                Json::object().set("attributeId", id).set("errorMessage", status.error().message));
    }
    return outcome;
}

base::Result<Reply> runUpdateAttributes(Call& call) {
    JIM_ASSIGN(const auto changes, readChanges(call));
    Outcome outcome;
    base::Guid activity;
    JIM_TRY(call.write([&]() -> base::Status {
        JIM_ASSIGN(auto system, connected_system::find(call));
        JIM_ASSIGN(ObjectType * type, find(call, system));
        JIM_ASSIGN(const auto* connector, connected_system::connectorOf(call, system));
        outcome = applyAll(changes, *type, {connector->definition().capabilities, false, false});
        const auto failed = outcome.problems.items()->size();
        JIM_ASSIGN(
            activity,
            connected_system::save(
                call, system, runs::activity::TargetOperation::Update, {},
                failed == 0 ? "" : fmt::format("{} attributes could not be changed.", failed)));
        return {};
    }));
    const bool allWell = outcome.problems.items()->empty();
    return ok(Json::object()
                  .set("activityId", activity)
                  .set("updatedCount", outcome.updated.items()->size())
                  .set("updatedAttributes", std::move(outcome.updated))
                  .set("errors", allWell ? Json{} : std::move(outcome.problems)));
}

}  // namespace

Route updateAttributes() {
    return {
        .method = Method::Put,
        .path = "/synchronisation/connected-systems/{cs:int}/object-types/{ot:int}/attributes",
        .access = Level::Administrator,
        .summary = "Selects many attributes at once; what is refused does not stop the rest.",
        .body = "attributes!:map:object",
        .successes = {{200, "AttributesUpdated"}},
        .run = runUpdateAttributes,
    };
}

}  // namespace jim::api::object_type
