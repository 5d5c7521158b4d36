#pragma once

#include "store/contract_test/LeaseModel.hpp"

#include <cstddef>
#include <limits>
#include <map>
#include <ranges>
#include <string>
#include <unordered_map>
#include <vector>

namespace jim::store::contract_test {

/// Visits every state that the model can come to, breadth first, so that what it finds is shortest.
class LeaseExplorer {
public:
    /// `alike`: workers that have changed places make no other state.
    explicit LeaseExplorer(LeaseModel model, bool alike = true)
        : model_(std::move(model)), alike_(alike) {
        ModelState start;
        start.faults = model_.setup().faults;
        (void)visit(start, 0, {});
        for (std::size_t at = 0; at < states_.size() && violation_.empty(); ++at) explore(at);
        if (violation_.empty()) findLost();
    }

    struct Edge {
        Action action;
        std::size_t to = 0;
    };

    /// The first rule that is broken, with the way to it; empty: none.
    [[nodiscard]] const std::string& violation() const { return violation_; }
    [[nodiscard]] std::size_t size() const { return states_.size(); }
    [[nodiscard]] const ModelState& state(std::size_t index) const { return states_[index]; }
    [[nodiscard]] const std::vector<Edge>& edges(std::size_t index) const { return edges_[index]; }
    /// The shortest way to a state, in words.
    [[nodiscard]] std::string wayTo(std::size_t at) const {
        std::string way;
        for (; at != 0; at = came_[at].from) way = textOf(came_[at].by) + way;
        return ":" + way;
    }

private:
    struct Hash {
        std::size_t operator()(const ModelState& state) const;
    };
    struct Came {
        std::size_t from = 0;
        Action by;
    };

    std::size_t visit(ModelState state, std::size_t from, Action by) {
        if (alike_) std::ranges::sort(state.workers);
        const auto [at, fresh] = indexes_.try_emplace(state, states_.size());
        if (fresh) {
            states_.push_back(state);
            came_.push_back({from, by});
            edges_.emplace_back();
        }
        return at->second;
    }

    void explore(std::size_t at) {
        for (const auto action : model_.possible(states_[at])) {
            const auto out = model_.step(states_[at], action);
            const auto to = visit(out.next, at, action);
            edges_[at].push_back({action, to});
            if (out.violation.empty()) continue;
            violation_ = out.violation + wayTo(at) + textOf(action);
            return;
        }
    }

    /// A state from which no way leads to the end of every run is a run that is lost.
    void findLost() {
        std::vector<std::vector<std::size_t>> before(states_.size());
        std::vector<bool> ends(states_.size());
        std::vector<std::size_t> open;
        for (std::size_t at = 0; at < states_.size(); ++at) {
            for (const auto& edge : edges_[at]) before[edge.to].push_back(at);
            const bool owes = std::ranges::any_of(states_[at].runs,
                                                  [](const auto& run) { return run.owesRestart; });
            if (!model_.isDone(states_[at]) || owes) continue;
            ends[at] = true;
            open.push_back(at);
        }
        while (!open.empty()) {
            const auto at = open.back();
            open.pop_back();
            for (const auto from : before[at]) {
                if (ends[from]) continue;
                ends[from] = true;
                open.push_back(from);
            }
        }
        const auto lost = std::ranges::find(ends, false);
        if (lost != ends.end())
            violation_ = "a run is lost" + wayTo(static_cast<std::size_t>(lost - ends.begin()));
    }

    [[nodiscard]] static std::string textOf(Action action);

    LeaseModel model_;
    bool alike_;
    std::string violation_;
    std::vector<ModelState> states_;
    std::vector<Came> came_;
    std::vector<std::vector<Edge>> edges_;
    std::unordered_map<ModelState, std::size_t, Hash> indexes_;
};

inline std::string LeaseExplorer::textOf(Action action) {
    static const std::map<Act, std::string> kWords{
        {Act::Enqueue, "enqueue"}, {Act::Cancel, "cancel"},     {Act::Expire, "expire"},
        {Act::Claim, "claim"},     {Act::Renew, "renew"},       {Act::Begin, "begin"},
        {Act::Commit, "commit"},   {Act::Complete, "complete"}, {Act::HandBack, "hand back"},
        {Act::Crash, "crash"},     {Act::Take, "take"},         {Act::Recover, "recover"}};
    std::string text = " " + kWords.at(action.act);
    const bool ofRun = action.act <= Act::Expire;
    if (!ofRun) text += " w" + std::to_string(action.worker);
    if (action.run != kNoRun) text += " r" + std::to_string(action.run);
    return text + ";";
}

inline std::size_t LeaseExplorer::Hash::operator()(const ModelState& state) const {
    std::size_t hash = state.faults;
    const auto add = [&](auto value) {
        hash = (hash ^ static_cast<std::size_t>(value)) * 0x100000001B3U;
    };
    const auto addHold = [&](const Hold& hold) {
        add(hold.run + 256 * hold.generation + 65536 * hold.attempt);
        add(hold.owner + 256 * static_cast<int>(hold.batch));
    };
    for (const auto& run : state.runs) {
        add(static_cast<int>(run.stage) + 256 * run.generation + 65536 * run.attempt);
        add(run.owner + 256 * run.ends + 65536 * (run.expired ? 1 : 0) +
            131072 * (run.owesRestart ? 1 : 0));
    }
    for (const auto& worker : state.workers) {
        addHold(worker.work);
        for (const auto& hold : worker.recoveries) addHold(hold);
    }
    return hash;
}

}  // namespace jim::store::contract_test
