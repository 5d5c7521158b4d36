#pragma once

#include "progress/Estimate.hpp"
#include "progress/Expectation.hpp"
#include "progress/Pace.hpp"
#include "progress/Phase.hpp"
#include "progress/RunFactor.hpp"
#include "progress/ShownRange.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace jim::progress {

/// What is seen of a run at one moment.
struct Observation {
    std::chrono::microseconds now{0};    ///< Since any beginning; what goes back stands still.
    std::string_view phase;              ///< The top-level phase's key; empty before the first.
    std::int64_t processed = 0;          ///< In the current pass; less than before: another pass.
    Total total;                         ///< As shown: one that was passed is a lower bound.
    std::chrono::microseconds still{0};  ///< Since anything moved.
    std::chrono::microseconds usualGap{0};  ///< How long nothing usually moves in this phase.
    bool stalled = false;
};

/// When a phase and its run will be done: blends what earlier runs took with how this one goes.
/// The publisher and the replay of traces use this same class. Pure: time comes with each call.
///
/// What is left of a run is what is left of its phase and what the phases to come are expected to
/// take, each corrected by how this run differs from earlier ones (RunFactor). Of the current
/// phase, expected time and pace are two estimates of one thing: they are averaged in logarithms,
/// each by how sure it is, and an expectation that the pace contradicts counts less the further it
/// is off, so that one that is tenfold wrong counts nothing.
class RunEstimator {
public:
    RunEstimator(const std::vector<PhaseDeclaration>& declared,
                 const std::vector<PastRun>& history);

    Eta observe(const Observation& seen);

    [[nodiscard]] const Expectation& expectation() const { return expectation_; }

    /// Objects of this run as far as it is known; 0 before.
    [[nodiscard]] double objects() const;

private:
    /// A phase that this run has entered.
    struct Visit {
        std::string key;
        double began = 0;
        double active = 0;  ///< Seconds, without stalls.
        double lost = 0;    ///< Seconds in stalls that are over.
        double objects = 0;
        double trend = 0;  ///< Of its pace, in logarithms for a second.
    };
    /// Seconds left of the current phase at its pace.
    struct Paced {
        LogNormal seconds;  ///< As well as the pace is known.
        double chance = 0;  ///< What nobody can know of the rest, a standard deviation as well.
    };
    /// What is left of the current phase.
    struct Left {
        std::optional<LogNormal> seconds;
        std::string_view reason;
        double byRate = 0;  ///< How much of it is the pace's word.
        double waiting = 0;
    };

    void enter(std::string_view key, double now);
    void follow(const Observation& seen, double now);
    void noteObjects(double count);
    [[nodiscard]] bool isToCome(std::size_t index) const;
    [[nodiscard]] LogNormal expected(const Visit& visit) const;
    [[nodiscard]] RunFactor factor(bool withCurrent, const Left* left) const;
    [[nodiscard]] bool tells(const RunFactor& run) const;
    [[nodiscard]] double sizeVariance() const;
    [[nodiscard]] Left left(const Observation& seen) const;
    [[nodiscard]] Left leftOfMeasured(double processed, double total) const;
    [[nodiscard]] Left leftOfCounted(double processed) const;
    [[nodiscard]] std::optional<Paced> paced(double objects, double done, double unsure) const;
    [[nodiscard]] Left blend(const std::optional<LogNormal>& expectedLeft,
                             const std::optional<Paced>& paced) const;
    [[nodiscard]] std::optional<LogNormal> expectedNow() const;
    [[nodiscard]] double change(bool withCurrent, double ahead) const;
    [[nodiscard]] std::optional<EtaRange> runRange(const Left& left) const;
    [[nodiscard]] bool mayGoOn() const;
    [[nodiscard]] std::string_view causeOf(const Observation& seen) const;

    Expectation expectation_;
    std::vector<Visit> visits_;  ///< The last one is the current one.
    std::size_t furthest_ = 0;   ///< Phases before it in the order do not come any more.
    Pace pace_;
    double now_ = 0;
    double moved_ = 0;  ///< When the window moved last, without stalls.
    double pending_ = 0;
    std::int64_t processed_ = 0;
    Total total_;
    int pass_ = 0;
    bool entered_ = false;       ///< With the last observation.
    bool totalChanged_ = false;  ///< With the last observation.
    ShownRange shownPhase_;
    ShownRange shownRun_;
};

}  // namespace jim::progress
