#include "api/synchronisation_rule/Documents.hpp"
#include "api/synchronisation_rule/Mappings.hpp"
#include "api/synchronisation_rule/Operations.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace jim::api::synchronisation_rule {

using namespace operation;
using rule::Direction;
using rule::Mapping;
using rule::MappingSource;
using rule::SynchronisationRule;

namespace {

/// The attribute ids of a body, of which one goes with each direction.
struct Sides {
    const char* own;    ///< The member to use.
    const char* other;  ///< The member of rules of the other direction.
};

std::int32_t readAttribute(Reader& body, const Sides& sides, bool required) {
    if (body.isGiven(sides.other))
        body.problem(sides.other, "This goes with rules of the other direction.");
    if (required) return body.requiredInteger(sides.own);
    return body.integer(sides.own).value_or(0);
}

MappingSource readSource(Reader source, bool import) {
    MappingSource result;
    const Sides sides = import ? Sides{"connectedSystemAttributeId", "metaverseAttributeId"}
                               : Sides{"metaverseAttributeId", "connectedSystemAttributeId"};
    result.order = source.integer("order").value_or(0);
    result.expression = source.text("expression").value_or("");
    result.attribute = readAttribute(source, sides, result.expression.empty());
    result.missingInput = source.named("missingInputBehaviour", rule::parseMissingInputBehaviour)
                              .value_or(rule::MissingInputBehaviour::EvaluateAnyway);
    if (!result.expression.empty() && result.attribute != 0)
        source.problem("expression", "A source is an attribute or an expression, not both.");
    return result;
}

void readSources(Reader& body, Mapping& mapping, bool import) {
    const auto* sources = body.array("sources");
    if (sources == nullptr || sources->size() != 1) {
        body.problem("sources", "A mapping has exactly one source.");
        return;
    }
    if (sources->front().members() == nullptr)
        body.problem("sources[0]", "This is an object.");
    else
        mapping.sources.push_back(readSource(body.nested(sources->front(), "sources[0]."), import));
}

Mapping readMapping(const Call& call, Reader& body, const SynchronisationRule& rule) {
    const bool import = rule.direction == Direction::Import;
    const Sides sides =
        import ? Sides{"targetMetaverseAttributeId", "targetConnectedSystemAttributeId"}
               : Sides{"targetConnectedSystemAttributeId", "targetMetaverseAttributeId"};
    Mapping mapping;
    mapping.created = call.now();
    mapping.target = readAttribute(body, sides, true);
    if (const auto given = readValueProcessing(body)) mapping.inboundProcessing = *given;
    mapping.caseNormalisation = body.named("caseNormalisation", rule::parseCaseNormalisation)
                                    .value_or(rule::CaseNormalisation::None);
    mapping.nullIsValue = body.boolean("nullIsValue").value_or(false);
    mapping.initialExportOnly = body.boolean("initialExportOnly").value_or(false);
    readSources(body, mapping, import);
    checkOptions(body, mapping, rule);
    return mapping;
}

/// A new flow into the metaverse comes after those there are; among exports there is no order.
std::int32_t priorityOf(const Mapping& mapping, const SynchronisationRule& rule,
                        const Configuration& configuration) {
    if (rule.direction != Direction::Import) return 0;
    std::int32_t last = 0;
    for (const auto& other : configuration.rules) {
        if (other.direction != Direction::Import ||
            other.metaverseObjectTypeId != rule.metaverseObjectTypeId)
            continue;
        for (const auto& flow : other.mappings)
            if (flow.target == mapping.target) last = std::max(last, flow.priority);
    }
    return last + 1;
}

base::Result<Reply> runCreateMapping(Call& call) {
    Json answer;
    std::int32_t id = 0;
    const std::int32_t ruleId = call.integer("id");
    JIM_TRY(call.write([&]() -> base::Status {
        JIM_ASSIGN(const auto configuration, load(call));
        JIM_ASSIGN(auto rule, configuration.rule(ruleId));
        Reader body = Reader::ofBody(call);
        Mapping mapping = readMapping(call, body, rule);
        JIM_TRY(body.finish());
        JIM_TRY(checkFlow(mapping, rule, configuration));
        mapping.priority = priorityOf(mapping, rule, configuration);
        rule.mappings.push_back(std::move(mapping));
        JIM_TRY(call.session().rules().save(rule));
        id = rule.mappings.back().id;
        answer = mappingOf(rule.mappings.back(), rule, configuration);
        return record(call, configuration, rule, runs::activity::TargetOperation::Update);
    }));
    return created(fmt::format("/synchronisation/sync-rules/{}/mappings/{}", ruleId, id), answer);
}

}  // namespace

Route createMapping() {
    return {
        .method = Method::Post,
        .path = "/synchronisation/sync-rules/{id:int}/mappings",
        .access = Level::Administrator,
        .summary =
            "Adds an attribute flow to a synchronisation rule: direct, or an expression, "
            "which is checked now.",
        .body =
            "targetMetaverseAttributeId?:int, targetConnectedSystemAttributeId?:int, "
            "inboundValueProcessing?, caseNormalisation?:E:InboundCaseNormalisation, "
            "nullIsValue?:bool, initialExportOnly?:bool, sources!:SyncRuleMappingSourceInput[], "
            "changeReason?",
        .successes = {{201, "SyncRuleMapping"}},
        .run = runCreateMapping,
    };
}

}  // namespace jim::api::synchronisation_rule
