#include "progress/Snapshot.hpp"

#include "progress/PhaseCatalogue.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace jim::progress {
namespace {

bool isTop(const PhaseRecord& phase) {
    return phase.parentKey.empty();
}

std::string duration(double seconds) {
    const auto whole = static_cast<std::int64_t>(std::llround(seconds));
    if (whole < 60) return fmt::format("{} s", whole);
    if (whole < 3600) return fmt::format("{} min {} s", whole / 60, whole % 60);
    return fmt::format("{} h {} min", whole / 3600, whole % 3600 / 60);
}

/// Of one length when that is what it is about.
std::string spanText(const EtaRange& range) {
    const double low = range.p10.value_or(range.p50);
    const double high = range.p90.value_or(range.p50);
    if (duration(low) == duration(high) || high < low * 1.3) return "about " + duration(range.p50);
    return fmt::format("{} to {}", duration(low), duration(high));
}

std::string objectsText(const Snapshot& snapshot) {
    const auto& window = snapshot.window;
    std::string text = fmt::format("{}", window.processed);
    if (window.objectsToProcess() > 0) text += fmt::format(" of {}", window.objectsToProcess());
    text += " objects";
    if (window.percent) text += fmt::format(" ({:.1f} %)", *window.percent);
    return text;
}

std::string errorsText(const Snapshot& snapshot) {
    const auto errors = snapshot.errors.summary.total;
    if (errors == 0) return {};
    return fmt::format(", {} error{}", errors, errors == 1 ? "" : "s");
}

std::string runningLine(const Snapshot& snapshot) {
    std::string text;
    if (snapshot.currentStepNumber() > 0)
        text = fmt::format("step {} of {}, ", snapshot.currentStepNumber(), snapshot.steps());
    text += snapshot.title();
    if (snapshot.window.processed > 0 || snapshot.window.objectsToProcess() > 0)
        text += ": " + objectsText(snapshot);
    if (snapshot.window.objectsPerSecond)
        text += fmt::format(", {:.0f} a second", *snapshot.window.objectsPerSecond);
    if (snapshot.eta.run)
        text += fmt::format(", {} left", spanText(*snapshot.eta.run));
    else if (snapshot.eta.phase)
        text += fmt::format(", about {} left in this step", duration(snapshot.eta.phase->p50));
    return text;
}

std::string endedLine(const Snapshot& snapshot) {
    const auto seconds = static_cast<double>(snapshot.elapsed.count()) / 1e6;
    return fmt::format("{}: {} in {}", wordsOf(snapshot.state), objectsText(snapshot),
                       duration(seconds));
}

}  // namespace

const PhaseRecord* Snapshot::currentPhase() const {
    return current < phases.size() ? &phases[current] : nullptr;
}

const PhaseRecord* Snapshot::currentStep() const {
    const auto* phase = currentPhase();
    if (phase == nullptr || isTop(*phase)) return phase;
    const auto host = std::ranges::find(phases, phase->parentKey, &PhaseRecord::key);
    return host == phases.end() ? phase : &*host;
}

std::int64_t Snapshot::currentStepNumber() const {
    const auto* step = currentStep();
    if (step == nullptr) return 0;
    return 1 +
           std::ranges::count_if(phases.begin(), phases.begin() + (step - phases.data()), isTop);
}

std::int64_t Snapshot::steps() const {
    return std::ranges::count_if(phases, isTop);
}

std::string Snapshot::title() const {
    if (isTerminal(state) || state == RunState::Queued) return std::string{wordsOf(state)};
    const auto* step = currentStep();
    if (step != nullptr && !step->name.empty()) return step->name;
    return phases.empty() ? std::string{wordsOf(state)} : "Starting";
}

std::string summaryLine(const Snapshot& snapshot) {
    const auto& objects = snapshot.counts.objects;
    const auto toProcess = snapshot.window.objectsToProcess();
    auto window = fmt::format("{}{}", snapshot.window.processed,
                              toProcess > 0 ? fmt::format("/{}", toProcess) : "");
    auto title = snapshot.title();
    const auto* step = snapshot.currentStep();
    const bool otherWork = step != nullptr && !isTerminal(snapshot.state) &&
                           objects.processed() > 0 && !countsOutcomes(step->key);
    if (otherWork) {
        if (snapshot.window.processed > 0 || toProcess > 0) title += ' ' + window;
        window = fmt::format("{}", objects.processed());
    }
    return fmt::format("{} | Processed: {} | Creates: {}, Updates: {}, Deletes: {}", title, window,
                       objects.created, objects.updated, objects.deleted);
}

std::string displayLine(const Snapshot& snapshot) {
    auto name = snapshot.identity.targetName;
    if (!snapshot.identity.targetContext.empty())
        name = snapshot.identity.targetContext + " " + name;
    if (snapshot.state == RunState::Queued) return name + ": waiting for a worker";
    if (snapshot.state == RunState::Paused) return name + ": " + snapshot.message;
    const auto line = isTerminal(snapshot.state) ? endedLine(snapshot) : runningLine(snapshot);
    const auto remark =
        remarkOn(snapshot.comparison, snapshot.counts.objects, isTerminal(snapshot.state));
    return name + ": " + line + errorsText(snapshot) + (remark.empty() ? "" : ", " + remark);
}

}  // namespace jim::progress
