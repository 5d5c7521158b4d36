#pragma once

#include "store/contract_test/LeaseDriver.hpp"
#include "store/contract_test/LeaseExplorer.hpp"

#include <deque>
#include <set>
#include <utility>

namespace jim::store::contract_test {

/// The real queue, taken over every edge of the graph that the model has.
class LeaseWalkContract : public StoreContract {
protected:
    /// How many steps it took.
    std::size_t walk(LeaseSetup setup) {
        // The real queue has an order. A recovery that meets a batch in its middle is a matter of
        // the database's locks, and has tests of its own.
        setup.inOrder = true;
        setup.batchesInTwoSteps = false;
        const LeaseModel model{std::move(setup)};
        const LeaseExplorer graph{model, false};
        EXPECT_EQ(graph.violation(), "");
        LeaseDriver driver{model, backend_->sessions(), clock_};
        SeenEdges seen;
        std::size_t at = 0;
        std::size_t steps = 0;
        for (Way way; !HasFailure(); steps += way.size()) {
            if (model.isDone(graph.state(at))) {
                at = 0;
                driver.beginAnew();
            }
            way = wayToUnseen(model, graph, at, seen);
            if (way.empty()) break;
            for (const auto edge : way) {
                seen.emplace(at, edge);
                const auto& [action, to] = graph.edges(at)[edge];
                driver.take(graph.state(at), action);
                at = to;
            }
            if (HasFailure()) ADD_FAILURE() << "somewhere near" << graph.wayTo(at);
        }
        return steps;
    }

private:
    using Way = std::vector<std::size_t>;  ///< Which edge of each state.
    using SeenEdges = std::set<std::pair<std::size_t, std::size_t>>;

    /// The shortest that does not begin anew in between; else to the end, where it does.
    [[nodiscard]] static Way wayToUnseen(const LeaseModel& model, const LeaseExplorer& graph,
                                         std::size_t from, const SeenEdges& seen) {
        std::unordered_map<std::size_t, std::pair<std::size_t, std::size_t>> came{{from, {}}};
        const auto wayTo = [&](std::size_t at) {
            Way way;
            for (; at != from; at = came[at].first) way.insert(way.begin(), came[at].second);
            return way;
        };
        Way toTheEnd;
        for (std::deque<std::size_t> open{from}; !open.empty(); open.pop_front()) {
            const auto at = open.front();
            const auto& edges = graph.edges(at);
            if (toTheEnd.empty() && model.isDone(graph.state(at))) toTheEnd = wayTo(at);
            for (std::size_t edge = 0; edge < edges.size(); ++edge) {
                if (!seen.contains({at, edge})) {
                    auto way = wayTo(at);
                    way.push_back(edge);
                    return way;
                }
                if (came.try_emplace(edges[edge].to, at, edge).second)
                    open.push_back(edges[edge].to);
            }
        }
        return from == 0 ? Way{} : toTheEnd;
    }
};

TEST_P(LeaseWalkContract, TheQueueDoesWhatTheModelSaysOfTwoRunsOfASystem) {
    EXPECT_GT(walk({.systems = {0, 0}, .faults = 1}), 3'000U);
}

TEST_P(LeaseWalkContract, TheQueueDoesWhatTheModelSaysOfARunThatIsLostAndStartedAgain) {
    EXPECT_GT(walk({.systems = {0}, .faults = 2, .restarts = 1}), 3'000U);
}

}  // namespace jim::store::contract_test
