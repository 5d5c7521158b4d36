#include "synchronisation/inbound/InboundFlow.hpp"

#include <algorithm>
#include <limits>
#include <tuple>

namespace jim::synchronisation::inbound {

PriorityTable::PriorityTable(const std::vector<rule::CompiledRule>& importRules) {
    for (const auto& compiled : importRules) {
        for (const auto& mapping : compiled.mappings) {
            const auto [at, isNew] =
                priorities_.try_emplace({mapping.ruleId, mapping.target}, mapping.priority);
            if (!isNew) at->second = std::min(at->second, mapping.priority);
        }
    }
}

bool PriorityTable::wins(schema::Origin challenger, schema::Origin holder,
                         schema::AttributeId attribute) const {
    if (challenger == holder) return true;
    const auto of = [&](schema::Origin rule) {
        const auto at = priorities_.find({rule, attribute});
        return at == priorities_.end() ? std::numeric_limits<std::int32_t>::max() : at->second;
    };
    return std::tuple{of(challenger), challenger} < std::tuple{of(holder), holder};
}

InboundFlow::InboundFlow(std::vector<rule::CompiledMapping> mappings,
                         const PriorityTable& priorities)
    : mappings_(std::move(mappings)), priorities_(priorities) {
    std::ranges::sort(mappings_, {}, [](const rule::CompiledMapping& m) {
        return std::tuple{m.target, m.priority, m.ruleId, m.mappingId};
    });
}

InboundResult InboundFlow::run(schema::DocumentView cso, std::string_view mvoDocument,
                               base::Timestamp now, rule::MappingEvaluator& evaluator) const {
    InboundResult result;
    const schema::DocumentView before{mvoDocument};
    const rule::FlowInputs inputs{before, cso, now};
    evaluator.read(cso);
    schema::DocumentBuilder out;
    auto held = before.begin();
    for (std::size_t from = 0; from < mappings_.size();) {
        const auto target = mappings_[from].target;
        std::size_t to = from + 1;
        while (to < mappings_.size() && mappings_[to].target == target) ++to;
        for (; held != before.end() && held->id < target; ++held)
            out.copy(held->id, held->origin, *held);
        const bool has = held != before.end() && held->id == target;
        flowOne(from, to, has ? &*held : nullptr, inputs, evaluator, out, result);
        if (has) ++held;
        from = to;
    }
    for (; held != before.end(); ++held) out.copy(held->id, held->origin, *held);
    result.document = out.take();
    if (result.objectFailed) result.document = mvoDocument;
    result.changed = result.document != mvoDocument &&
                     !(before.empty() && schema::DocumentView{result.document}.empty());
    return result;
}

bool InboundFlow::isDeterministic() const {
    return std::ranges::all_of(mappings_, &rule::CompiledMapping::isDeterministic);
}

bool InboundFlow::settlesAtOnce() const {
    const auto readsMetaverse = [](const rule::CompiledMapping& mapping) {
        return mapping.expression &&
               std::ranges::any_of(mapping.expression->inputs(),
                                   [](const expression::Input& input) {
                                       return input.side == expression::Side::Metaverse;
                                   });
    };
    return std::ranges::none_of(mappings_, readsMetaverse);
}

void InboundFlow::flowOne(std::size_t from, std::size_t to, const schema::AttributeView* held,
                          const rule::FlowInputs& inputs, rule::MappingEvaluator& evaluator,
                          schema::DocumentBuilder& out, InboundResult& result) const {
    bool ours = false;  // What is held came from one of these rules, and none of them gives it now.
    bool failed = false;  // Then what was there stays: an error must not empty anything.
    for (std::size_t i = from; i < to; ++i) {
        const auto& mapping = mappings_[i];
        if (held != nullptr && !priorities_.wins(mapping.ruleId, held->origin, mapping.target))
            continue;
        ours = ours || (held != nullptr && held->origin == mapping.ruleId);
        auto values = evaluator.evaluate(mapping, inputs);
        if (!values) {
            failed = true;
            result.objectFailed = result.objectFailed || values.error().failsObject;
            result.errors.push_back(std::move(values).error());
            continue;
        }
        if (values->empty()) continue;
        out.add(mapping.target, mapping.targetType, mapping.ruleId, *values);
        return;
    }
    if (held != nullptr && (!ours || failed)) out.copy(held->id, held->origin, *held);
}

}  // namespace jim::synchronisation::inbound
