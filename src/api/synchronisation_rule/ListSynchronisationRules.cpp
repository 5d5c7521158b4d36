#include "api/operation/Paging.hpp"
#include "api/operation/Reader.hpp"
#include "api/synchronisation_rule/Documents.hpp"
#include "api/synchronisation_rule/Operations.hpp"
#include "foundation/base/EnumText.hpp"

#include <algorithm>

namespace jim::api::synchronisation_rule {

using namespace operation;
using rule::Direction;
using rule::SynchronisationRule;

namespace {

enum class Action { FlowOnly, Projects, Provisions };
enum class State { Disabled, Enabled };

constexpr auto kActions = base::enumText<Action>({
    {Action::FlowOnly, "FlowOnly"},
    {Action::Projects, "Projects"},
    {Action::Provisions, "Provisions"},
});
constexpr auto kStates = base::enumText<State>({
    {State::Disabled, "Disabled"},
    {State::Enabled, "Enabled"},
});

std::string_view toText(Action action) {
    return kActions.text(action);
}
std::string_view toText(State state) {
    return kStates.text(state);
}
std::optional<Action> parseAction(std::string_view text) {
    return kActions.parse(text);
}
std::optional<State> parseState(std::string_view text) {
    return kStates.parse(text);
}

Action actionOf(const SynchronisationRule& rule) {
    if (rule.direction == Direction::Import && rule.projectToMetaverse) return Action::Projects;
    if (rule.direction == Direction::Export && rule.provisionToConnectedSystem)
        return Action::Provisions;
    return Action::FlowOnly;
}

struct Filter {
    std::vector<std::int32_t> systems;
    std::vector<Direction> directions;
    std::vector<Action> actions;
    std::vector<State> states;
    std::string search;
};

base::Result<Filter> readFilter(const Call& call) {
    Reader query = Reader::ofQuery(call);
    Filter filter{
        query.integers("connectedSystemIds"), query.allNamed("directions", rule::parseDirection),
        query.allNamed("actionTypes", parseAction), query.allNamed("statuses", parseState),
        query.text("search", {0, 500}).value_or("")};
    JIM_TRY(query.finish());
    return filter;
}

/// No wish is every value.
template <class T>
bool wanted(const std::vector<T>& values, const T& value) {
    return values.empty() || std::ranges::find(values, value) != values.end();
}

bool passes(const SynchronisationRule& rule, const Filter& filter) {
    return wanted(filter.systems, rule.systemId) && wanted(filter.directions, rule.direction) &&
           wanted(filter.actions, actionOf(rule)) &&
           wanted(filter.states, rule.enabled ? State::Enabled : State::Disabled) &&
           (matchesSearch(rule.name, filter.search) ||
            matchesSearch(rule.description, filter.search));
}

base::Result<Reply> runListSynchronisationRules(Call& call) {
    JIM_ASSIGN(const Page page, readPage(call));
    JIM_ASSIGN(const Filter filter, readFilter(call));
    JIM_ASSIGN(const auto configuration, load(call));
    Json::Array rows;
    for (const auto& rule : configuration.rules)
        if (passes(rule, filter)) rows.push_back(ruleOf(rule, configuration));
    return ok(pageOf(std::move(rows), page));
}

}  // namespace

Route listSynchronisationRules() {
    return {
        .method = Method::Get,
        .path = "/synchronisation/sync-rules",
        .access = Level::Reader,
        .summary = "Lists the synchronisation rules, by name.",
        .query =
            "page:int=1, pageSize:int=25, sortBy?, sortDirection?=asc, filter?, "
            "connectedSystemIds*:int, directions*:E:SyncRuleDirection, "
            "actionTypes*:E:SyncRuleActionType, statuses*:E:SyncRuleStatus, search?",
        .successes = {{200, "page:SyncRule"}},
        .run = runListSynchronisationRules,
    };
}

}  // namespace jim::api::synchronisation_rule
