#include "api/metaverse_schema/AttributeInput.hpp"
#include "api/metaverse_schema/Operations.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace jim::api::metaverse_schema {

using namespace operation;
using synchronisation::rule::Direction;
using synchronisation::rule::SynchronisationRule;

namespace {

base::Error inUse(const MetaverseAttribute& attribute, std::string_view by) {
    return base::conflict(fmt::format("'{}' cannot change its type or plurality: it is used by {}.",
                                      attribute.name, by));
}

/// Whether the rule names the attribute, in an expression too.
bool names(const SynchronisationRule& rule, const MetaverseAttribute& attribute) {
    const bool import = rule.direction == Direction::Import;
    const auto quoted = fmt::format("\"{}\"", attribute.name);
    return std::ranges::any_of(rule.mappings, [&](const auto& mapping) {
        if (import && mapping.target == attribute.id) return true;
        return std::ranges::any_of(mapping.sources, [&](const auto& source) {
            if (!source.expression.empty())
                return source.expression.find(quoted) != std::string::npos;
            return !import && source.attribute == attribute.id;
        });
    });
}

/// Conflict while rules or objects rely on what the attribute is.
base::Status checkUnused(const Call& call, const MetaverseAttribute& attribute) {
    JIM_ASSIGN(const auto rules, call.session().rules().rules());
    for (const auto& rule : rules)
        if (names(rule, attribute))
            return base::fail(
                inUse(attribute, fmt::format("synchronisation rule '{}'", rule.name)));
    JIM_ASSIGN(const auto matchings, call.session().rules().matchingRules());
    for (const auto& matching : matchings)
        if (matching.target == attribute.id)
            return base::fail(inUse(attribute, fmt::format("matching rule {}", matching.id)));
    identity::metaverse::MvoFilter holders;
    holders.attribute = attribute.id;
    holders.attributeValue = "%";
    JIM_ASSIGN(const auto count, call.session().metaverseQueries().count(holders));
    if (count > 0) return base::fail(inUse(attribute, fmt::format("{} metaverse objects", count)));
    return {};
}

base::Result<Reply> run(Call& call) {
    Json answer;
    JIM_TRY(call.write([&]() -> base::Status {
        JIM_ASSIGN(const auto schema, call.session().metaverseSchema().schema());
        JIM_ASSIGN(auto attribute, findAttribute(call, schema));
        const auto before = attribute;
        Reader body = Reader::ofBody(call);
        readKind(body, attribute);
        if (!body.isGiven("attributePlurality"))
            body.problem("attributePlurality", "This is required.");
        JIM_TRY(body.finish());
        if (attribute.type != before.type || attribute.plurality != before.plurality) {
            if (attribute.builtIn)
                return base::fail(base::invalidState(
                    fmt::format("'{}' is built in: it stays as it is.", attribute.name)));
            JIM_TRY(checkUnused(call, attribute));
        }
        JIM_TRY(call.session().metaverseSchema().saveAttribute(attribute));
        answer = detailOf(attribute, schema);
        return record(call, attribute, runs::activity::TargetOperation::Update);
    }));
    return ok(answer);
}

}  // namespace

Route updateAttributeSchema() {
    return {
        .method = Method::Patch,
        .path = "/metaverse/attributes/{id:int}/schema",
        .access = Level::Administrator,
        .summary = "Changes type and plurality of an attribute that nothing uses yet.",
        .body =
            "type!:E:AttributeDataType, attributePlurality!:E:AttributePlurality, "
            "changeReason?",
        .successes = {{200, "MetaverseAttribute"}},
        .run = run,
    };
}

}  // namespace jim::api::metaverse_schema
