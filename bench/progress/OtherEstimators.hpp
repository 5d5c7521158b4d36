#pragma once

#include "progress/Replay.hpp"

#include <algorithm>
#include <cmath>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What others estimate, by their published descriptions. Those that know the current bar only say
/// what is left of it.
namespace jim::progress::bench {

/// Seconds left, told point by point.
using Estimator = std::function<std::optional<double>(const TracePoint&)>;

inline double secondsOf(std::chrono::microseconds d) {
    return static_cast<double>(d.count()) / 1e6;
}

/// What a bar knows: its window since it began.
struct Bar {
    std::string phase;
    double began = 0;
    double at = 0;
    double passed = 0;  ///< Since the point before.
    double moved = 0;   ///< Objects since then.
    double processed = 0;
    bool fresh = true;

    void take(const TracePoint& point) {
        const double t = secondsOf(point.at);
        fresh = point.phase != phase;
        if (fresh) {
            phase = point.phase;
            began = t;
            processed = 0;
            at = t;
        }
        passed = t - at;
        moved = static_cast<double>(point.processed) - processed;
        processed = static_cast<double>(point.processed);
        at = t;
    }
    [[nodiscard]] std::optional<double> left(const TracePoint& point, double rate) const {
        if (!point.total || rate <= 0) return std::nullopt;
        return std::max(static_cast<double>(*point.total) - processed, 0.0) / rate;
    }
};

/// Everything since the bar began.
inline Estimator runAverage() {
    return [bar = Bar{}](const TracePoint& point) mutable {
        bar.take(point);
        return bar.left(point, bar.at > bar.began ? bar.processed / (bar.at - bar.began) : 0);
    };
}

/// tqdm: exponential averages (smoothing 0.3) of steps and of times, corrected for their start.
inline Estimator tqdmAverage() {
    return [bar = Bar{}, n = 0.0, d = 0.0, left = 1.0](const TracePoint& point) mutable {
        constexpr double kSmoothing = 0.3;
        bar.take(point);
        if (bar.fresh) n = d = 0, left = 1;
        if (bar.passed > 0 && bar.moved > 0) {
            n = (1 - kSmoothing) * n + kSmoothing * bar.moved;
            d = (1 - kSmoothing) * d + kSmoothing * bar.passed;
            left *= 1 - kSmoothing;
        }
        return bar.left(point, d > 0 ? n / d : 0);
    };
}

/// indicatif: a double exponential average over 15 s, corrected for its start.
inline Estimator indicatifAverage() {
    return [bar = Bar{}, once = 0.0, twice = 0.0](const TracePoint& point) mutable {
        bar.take(point);
        if (bar.fresh) once = twice = 0;
        if (bar.passed > 0) {
            const double kept = std::pow(0.1, bar.passed / 15);
            const double since = 1 - std::pow(0.1, (bar.at - bar.began) / 15);
            once = once * kept + bar.moved / bar.passed * (1 - kept);
            twice = twice * kept + once / since * (1 - kept);
        }
        const double since = 1 - std::pow(0.1, (bar.at - bar.began) / 15);
        return bar.left(point, since > 0 ? twice / since : 0);
    };
}

/// The last two minutes.
inline Estimator twoMinuteWindow() {
    return [bar = Bar{},
            points = std::deque<std::pair<double, double>>{}](const TracePoint& point) mutable {
        bar.take(point);
        if (bar.fresh) points.clear();
        points.emplace_back(bar.at, bar.processed);
        while (points.front().first < bar.at - 120) points.pop_front();
        const double d = bar.at - points.front().first;
        return bar.left(point, d > 0 ? (bar.processed - points.front().second) / d : 0);
    };
}

/// ninja: steps that are done count with what they took, the others with what they took last time;
/// the time that has passed is to what is left as these are to each other. Ours are few and long,
/// so that the one that runs counts as far as it is.
inline Estimator ninjaRule(const std::vector<PastRun>& history) {
    std::map<std::string, double> before;
    if (!history.empty())
        for (const auto& phase : history.front().phases)
            before[phase.key] = secondsOf(phase.duration);
    return [before, bar = Bar{}, done = 0.0](const TracePoint& point) mutable {
        const auto was = bar.phase;
        const double began = bar.began;
        bar.take(point);
        if (bar.fresh && !was.empty()) {
            done += bar.at - began;
            before.erase(was);
        }
        double left = 0;
        for (const auto& [key, seconds] : before) left += seconds;
        const double running = std::min(bar.at - bar.began, before[bar.phase]);
        if (done + running <= 0 || before.empty()) return std::optional<double>{};
        return std::optional{bar.at * std::max(left - running, 0.0) / (done + running)};
    };
}

struct Rival {
    std::string_view name;
    std::function<Estimator(const std::vector<PastRun>&)> make;
};
inline const std::vector<Rival> kRivals{
    {"run average", [](const auto&) { return runAverage(); }},
    {"tqdm", [](const auto&) { return tqdmAverage(); }},
    {"indicatif", [](const auto&) { return indicatifAverage(); }},
    {"two minutes", [](const auto&) { return twoMinuteWindow(); }},
    {"ninja", [](const auto& history) { return ninjaRule(history); }},
};

}  // namespace jim::progress::bench
