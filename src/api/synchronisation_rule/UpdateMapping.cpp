#include "api/synchronisation_rule/Documents.hpp"
#include "api/synchronisation_rule/Mappings.hpp"
#include "api/synchronisation_rule/Operations.hpp"

#include <algorithm>

namespace jim::api::synchronisation_rule {

using namespace operation;
using rule::Mapping;
using rule::SynchronisationRule;

namespace {

void changeSource(Reader& body, Mapping& mapping) {
    auto& source = mapping.sources.front();
    if (const auto behaviour =
            body.named("missingInputBehaviour", rule::parseMissingInputBehaviour))
        source.missingInput = *behaviour;
    if (!body.isGiven("expression")) return;
    if (source.expression.empty())
        body.problem("expression",
                     "This mapping takes an attribute. Remove it and add one with an expression.");
    else
        source.expression = body.requiredText("expression", {1, 1'000'000});
}

base::Status change(const Call& call, Mapping& mapping, const SynchronisationRule& rule) {
    Reader body = Reader::ofBody(call);
    if (!mapping.sources.empty()) changeSource(body, mapping);
    if (const auto given = body.boolean("nullIsValue")) mapping.nullIsValue = *given;
    if (const auto given = body.boolean("initialExportOnly")) mapping.initialExportOnly = *given;
    if (const auto given = body.named("caseNormalisation", rule::parseCaseNormalisation))
        mapping.caseNormalisation = *given;
    if (const auto given = readValueProcessing(body)) mapping.inboundProcessing = *given;
    if (const auto given = body.boolean("enabled")) {
        mapping.enabled = *given;
        mapping.disabledReason.clear();
    }
    checkOptions(body, mapping, rule);
    return body.finish();
}

base::Result<Reply> runUpdateMapping(Call& call) {
    Json answer;
    JIM_TRY(call.write([&]() -> base::Status {
        JIM_ASSIGN(const auto configuration, load(call));
        JIM_ASSIGN(auto rule, configuration.rule(call.integer("id")));
        JIM_ASSIGN(auto mapping, findMapping(rule, call.integer("mapping")));
        JIM_TRY(change(call, mapping, rule));
        // One that a schema change broke can still be disabled.
        if (mapping.enabled || call.body().find("expression") != nullptr)
            JIM_TRY(checkFlow(mapping, rule, configuration));
        *std::ranges::find(rule.mappings, mapping.id, &Mapping::id) = mapping;
        JIM_TRY(call.session().rules().save(rule));
        answer = mappingOf(mapping, rule, configuration);
        return record(call, configuration, rule, runs::activity::TargetOperation::Update);
    }));
    return ok(answer);
}

}  // namespace

Route updateMapping() {
    return {
        .method = Method::Patch,
        .path = "/synchronisation/sync-rules/{id:int}/mappings/{mapping:int}",
        .access = Level::Administrator,
        .summary = "Changes an attribute flow; what is left out stays as it is.",
        .body =
            "expression?, missingInputBehaviour?:E:MissingInputBehaviour, nullIsValue?:bool, "
            "inboundValueProcessing?, caseNormalisation?:E:InboundCaseNormalisation, "
            "initialExportOnly?:bool, enabled?:bool, changeReason?",
        .successes = {{200, "SyncRuleMapping"}},
        .run = runUpdateMapping,
    };
}

}  // namespace jim::api::synchronisation_rule
