#pragma once

#include "progress/Replay.hpp"
#include "progress/RunHistory.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

/// Runs as they happen, made up: a trace with its true duration, and the runs before it.
namespace jim::progress::generated {

struct GeneratedRun {
    std::vector<TracePoint> trace;
    double duration = 0;
    std::vector<PastRun> history;
};

enum class Kind {
    Steady,
    Bursty,
    HeavyTail,
    Stall,
    SlowerPhase,
    UnknownTotal,
    LateTotal,
    WrongHistory,
    NoHistory,
    Growing,
};

struct Class {
    Kind kind;
    std::string_view name;
    double prototype;  ///< Median error at 25 % of the prototype, in per cent.
};
inline constexpr std::array kClasses{
    Class{Kind::Steady, "steady", 1},
    Class{Kind::Bursty, "bursty", 5},
    Class{Kind::HeavyTail, "heavy tail", 6},
    Class{Kind::Stall, "one long stall", 28},
    Class{Kind::SlowerPhase, "phase six times slower", 73},
    Class{Kind::UnknownTotal, "unknown total", 13},
    Class{Kind::LateTotal, "late total", 1},
    Class{Kind::WrongHistory, "history 12 times too slow", 7},
    Class{Kind::NoHistory, "no history", 39},
    Class{Kind::Growing, "rate doubles over the run", 13},
};

/// One seed, one run. Everything about it is drawn: shares of phases, size, noise between runs.
class Generator {
public:
    Generator(Kind kind, std::uint32_t seed) : kind_(kind), random_(seed * 7919U + 17U) {
        // Shares as declared, but of this company: each off by up to about a factor of two, and
        // those of the short phases, which take a moment or wait for a connection, by far more.
        for (auto& phase : phases_)
            phase.share *= std::exp(normal(kind_ == Kind::NoHistory && !phase.counts ? 1.5 : 0.5));
        double sum = 0;
        for (const auto& phase : phases_) sum += phase.share;
        for (auto& phase : phases_) phase.share /= sum;
        seconds_ = std::exp(uniform(std::log(60), std::log(1200)));
        objects_ = std::exp(uniform(std::log(2e3), std::log(2e5)));
        runNoise_ = std::exp(uniform(std::log(0.01), std::log(0.05)));
    }

    GeneratedRun make() {
        GeneratedRun run;
        if (kind_ != Kind::NoHistory)
            for (int i = 0; i < 12; ++i) run.history.push_back(past());
        if (kind_ == Kind::WrongHistory)
            for (auto& before : run.history)
                for (auto& phase : before.phases) phase.duration *= 12;
        present(run);
        return run;
    }

private:
    struct Phase {
        std::string_view key;
        double share;
        bool counts;
    };
    struct Step {
        double at = 0;  ///< When it is done.
        std::size_t phase = 0;
        double share = 0;  ///< Of the phase that is done then.
    };
    static constexpr int kChunks = 500;

    double uniform(double a, double b) { return std::uniform_real_distribution{a, b}(random_); }
    double normal(double sd) { return std::normal_distribution{0.0, sd}(random_); }

    /// Costs of the phase's chunks, one on average.
    std::vector<double> costs(bool even) {
        std::vector<double> costs;
        double level = normal(0.5);
        for (int i = 0; i < kChunks; ++i) {
            level = 0.8 * level + normal(0.5 * 0.6);
            double cost = std::exp(normal(0.1));
            if (!even && kind_ == Kind::Bursty) cost = std::exp(level - 0.125);
            if (!even && kind_ == Kind::HeavyTail)
                cost = std::min(std::pow(uniform(0, 1), -1 / 1.6), 200.0) * 0.375;
            costs.push_back(cost);
        }
        return costs;
    }

    std::vector<Step> steps(double objects, bool present) {
        const double run = std::exp(normal(runNoise_));
        const auto slow = static_cast<std::size_t>(std::array{1, 2, 5}[random_() % 3]);
        std::vector<Step> steps;
        double at = 0;
        double worked = 0;
        for (std::size_t p = 0; p < phases_.size(); ++p) {
            double duration = seconds_ * phases_[p].share * objects / objects_ * run *
                              std::exp(normal(runNoise_));
            if (present && kind_ == Kind::SlowerPhase && p == slow) duration *= 6;
            const auto costs = this->costs(!phases_[p].counts);
            for (int i = 0; i < kChunks; ++i) {
                double cost = duration * costs[static_cast<std::size_t>(i)] / kChunks;
                worked += duration / kChunks / seconds_;
                // The rate grows from two thirds to four thirds of its mean.
                if (present && kind_ == Kind::Growing) cost *= 1.04 / (2.0 / 3 + worked * 2 / 3);
                at += cost;
                steps.push_back({at, p, (i + 1.0) / kChunks});
            }
        }
        if (present && kind_ == Kind::Stall) {
            const double from = uniform(0.05, 0.75) * at;
            const double length = uniform(0.15, 0.6) * at;
            for (auto& step : steps)
                if (step.at > from) step.at += length;
        }
        return steps;
    }

    PastRun past() {
        PastRun run;
        const double objects = objects_ * std::exp(normal(0.05));
        run.objects = static_cast<std::int64_t>(objects);
        double before = 0;
        for (const auto& step : steps(objects, false)) {
            if (step.share < 1) continue;
            run.phases.push_back({std::string{phases_[step.phase].key}, micros(step.at - before)});
            before = step.at;
        }
        return run;
    }

    void present(GeneratedRun& run) {
        const double objects = std::floor(objects_ * std::exp(normal(0.05)));
        const auto steps = this->steps(objects, true);
        run.duration = steps.back().at;
        const double every = 1;
        std::size_t next = 0;
        for (double t = 0.2; t < run.duration; t += every) {
            while (next < steps.size() && steps[next].at <= t) ++next;
            const auto& step = steps[std::min(next, steps.size() - 1)];
            const double done =
                next > 0 && steps[next - 1].phase == step.phase ? steps[next - 1].share : 0;
            run.trace.push_back(point(t, step.phase, done, objects));
        }
    }

    TracePoint point(double t, std::size_t phase, double done, double objects) const {
        const bool counts = phases_[phase].counts;
        TracePoint point{micros(t), std::string{phases_[phase].key}, 0, std::nullopt};
        if (!counts) return point;
        point.processed = static_cast<std::int64_t>(done * objects);
        const bool reading = phase == 1;
        const bool never = kind_ == Kind::UnknownTotal && reading;
        const bool notYet = kind_ == Kind::LateTotal && done < 0.6;
        if (!never && !notYet) point.total = static_cast<std::int64_t>(objects);
        return point;
    }

    static std::chrono::microseconds micros(double seconds) {
        return std::chrono::microseconds{static_cast<std::int64_t>(seconds * 1e6)};
    }

    Kind kind_;
    std::mt19937 random_;
    double seconds_ = 0;
    double objects_ = 0;
    double runNoise_ = 0;
    std::array<Phase, 8> phases_{{{"import.connect", 0.01, false},
                                  {"import.fetch", 0.25, true},
                                  {"import.process", 0.10, true},
                                  {"import.deletions", 0.02, false},
                                  {"import.references", 0.05, true},
                                  {"import.save", 0.50, true},
                                  {"import.reconcile", 0.05, true},
                                  {"import.record", 0.02, false}}};
};

}  // namespace jim::progress::generated
