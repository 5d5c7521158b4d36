#include "api/synchronisation_rule/Mappings.hpp"

#include "synchronisation/rule/CompiledRule.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace jim::api::synchronisation_rule {

using namespace operation;
using identity::schema::AttributeId;
using rule::Direction;
using rule::Mapping;
using rule::SynchronisationRule;

namespace {

base::Status checkMetaverse(AttributeId id, const Configuration& configuration) {
    if (configuration.schema.findAttribute(id) != nullptr) return {};
    return base::fail(base::notFound("Metaverse attribute", std::to_string(id)));
}

base::Status checkSystem(AttributeId id, const SynchronisationRule& rule,
                         const Configuration& configuration) {
    if (configuration.systemOf(rule).findAttribute(id).second != nullptr) return {};
    return base::fail(base::notFound("Connected system attribute", std::to_string(id)));
}

}  // namespace

base::Result<Mapping> findMapping(const SynchronisationRule& rule, std::int32_t id) {
    const auto at = std::ranges::find(rule.mappings, id, &Mapping::id);
    if (at == rule.mappings.end()) return base::fail(base::notFound("Mapping", std::to_string(id)));
    return *at;
}

std::optional<std::uint8_t> readValueProcessing(Reader& body) {
    const auto text = body.text("inboundValueProcessing");
    if (!text) return std::nullopt;
    const auto flags = rule::parseInboundValueProcessing(*text);
    if (!flags)
        body.problem("inboundValueProcessing",
                     fmt::format("This is None, or some of these with commas between: {}.",
                                 rule::inboundValueProcessingText(
                                     std::numeric_limits<std::uint8_t>::max())));
    return flags;
}

void checkOptions(Reader& body, const Mapping& mapping, const SynchronisationRule& rule) {
    const bool import = rule.direction == Direction::Import;
    if (!import && mapping.nullIsValue)
        body.problem("nullIsValue", "This goes with import rules only.");
    if (!import && mapping.inboundProcessing != rule::kNoProcessing)
        body.problem("inboundValueProcessing", "This goes with import rules only.");
    if (!import && mapping.caseNormalisation != rule::CaseNormalisation::None)
        body.problem("caseNormalisation", "This goes with import rules only.");
    if (import && mapping.initialExportOnly)
        body.problem("initialExportOnly", "This goes with export rules only.");
}

base::Status checkFlow(const Mapping& mapping, const SynchronisationRule& rule,
                       const Configuration& configuration) {
    const bool import = rule.direction == Direction::Import;
    JIM_TRY(import ? checkMetaverse(mapping.target, configuration)
                   : checkSystem(mapping.target, rule, configuration));
    for (const auto& source : mapping.sources)
        if (source.expression.empty())
            JIM_TRY(import ? checkSystem(source.attribute, rule, configuration)
                           : checkMetaverse(source.attribute, configuration));
    JIM_TRY(
        rule::compileMapping(mapping, rule, configuration.systemOf(rule), configuration.schema));
    return {};
}

}  // namespace jim::api::synchronisation_rule
