#include "synchronisation/outbound/OutboundFlow.hpp"

#include "identity/connector_space/ConnectorSpaceObject.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace jim::synchronisation::outbound {
namespace {

using identity::connector_space::kLongestExternalId;
using rule::CompiledMapping;
using rule::FlowError;
using rule::FlowErrorType;

/// Sorted and without repetition, as a document has them.
void makeCanonical(std::vector<std::string_view>& values) {
    std::ranges::sort(values);
    const auto repeated = std::ranges::unique(values);
    values.erase(repeated.begin(), repeated.end());
}

void addChange(std::string& changes, const CompiledMapping& mapping,
               const std::vector<std::string_view>& desired,
               const std::optional<schema::AttributeView>& held) {
    std::vector<std::string_view> old;
    if (held)
        for (const auto value : *held) old.push_back(value);
    std::vector<std::string_view> removed;
    std::vector<std::string_view> added;
    std::ranges::set_difference(old, desired, std::back_inserter(removed));
    std::ranges::set_difference(desired, old, std::back_inserter(added));
    if (!removed.empty() || !added.empty())
        schema::appendChange(changes, mapping.target, mapping.targetType, removed, added);
}

FlowError missingId(const CompiledMapping& mapping) {
    return {FlowErrorType::InvalidGeneratedExternalId,
            fmt::format("The flow {} gives no value, and an object cannot be without its external "
                        "id.",
                        mapping.label),
            true};
}

FlowError tooLong(const CompiledMapping& mapping, std::string_view id) {
    return {FlowErrorType::InvalidGeneratedExternalId,
            fmt::format("The flow {} gives an external id of {} bytes; at most {} are possible.",
                        mapping.label, id.size(), kLongestExternalId),
            true};
}

}  // namespace

OutboundResult OutboundFlow::run(std::string_view mvoDocument, std::string_view held,
                                 bool provisioning, base::Timestamp now,
                                 rule::MappingEvaluator& evaluator) const {
    OutboundResult result;
    const schema::DocumentView mvo{mvoDocument};
    const schema::DocumentView cso{held};
    const rule::FlowInputs inputs{mvo, cso, now};
    evaluator.read(mvo);
    std::vector<std::string_view> desired;
    for (std::size_t i = 0; i < mappings_.size(); ++i) {
        const auto& mapping = mappings_[i];
        if (i > 0 && mappings_[i - 1].target == mapping.target) continue;  // The first one wins.
        if (mapping.initialExportOnly && !provisioning) continue;
        auto values = evaluator.evaluate(mapping, inputs);
        if (!values) {
            result.objectFailed =
                result.objectFailed || values.error().failsObject || mapping.targetIsExternalId;
            result.errors.push_back(std::move(values).error());
            continue;
        }
        desired.assign(values->begin(), values->end());
        makeCanonical(desired);
        if (mapping.targetIsExternalId && desired.empty()) {
            result.objectFailed = true;
            result.errors.push_back(missingId(mapping));
            continue;
        }
        if (mapping.targetIsExternalId) {
            auto id = schema::displayText(mapping.targetType, desired.front());
            if (id.size() > kLongestExternalId) {
                result.objectFailed = true;
                result.errors.push_back(tooLong(mapping, id));
                continue;
            }
            result.externalId = std::move(id);
        }
        addChange(result.changes, mapping, desired, cso.find(mapping.target));
    }
    return result;
}

bool OutboundFlow::isDeterministic(bool provisioning) const {
    return std::ranges::all_of(mappings_, [&](const CompiledMapping& mapping) {
        return mapping.isDeterministic() || (mapping.initialExportOnly && !provisioning);
    });
}

}  // namespace jim::synchronisation::outbound
