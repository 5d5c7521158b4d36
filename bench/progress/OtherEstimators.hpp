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

inline double middleOf(std::vector<double> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::ranges::nth_element(values, middle);
    return *middle;
}

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

/// The plain rule of the progress contract, in fifty lines: the median of earlier runs for each
/// phase, scaled by this run's count; in the current phase drawn to the observed rate by the share
/// that is done, from three samples, three seconds and one per cent on; history that disagrees
/// tenfold with the rate is dropped, of the phases to come as well: they scale with the current
/// one.
inline Estimator plainRule(const std::vector<PastRun>& history) {
    std::map<std::string, std::vector<double>> past;
    std::vector<double> objects;
    std::vector<std::string> order;
    for (const auto& run : history) {
        objects.push_back(static_cast<double>(run.objects));
        for (const auto& phase : run.phases) {
            if (past[phase.key].empty()) order.push_back(phase.key);
            past[phase.key].push_back(secondsOf(phase.duration) / static_cast<double>(run.objects));
        }
    }
    std::map<std::string, double> each;  // Seconds for an object.
    for (auto& [key, values] : past) each[key] = middleOf(values);
    const double usual = objects.empty() ? 0 : middleOf(objects);
    return [each, order, count = usual, bar = Bar{}, samples = 0,
            scale = 1.0](const TracePoint& point) mutable -> std::optional<double> {
        bar.take(point);
        if (bar.fresh) samples = 0;
        if (bar.moved > 0) ++samples;
        if (point.total) count = static_cast<double>(*point.total);
        const double elapsed = bar.at - bar.began;
        const double done = count > 0 ? std::min(bar.processed / count, 1.0) : 0;
        const double expected = each[bar.phase] * count * scale;
        double left = std::max(expected * (1 - done), 0.0);
        if (done <= 0) left = std::max(expected - elapsed, 0.0);
        if (samples >= 3 && elapsed >= 3 && done >= 0.01) {
            const double paced = elapsed / done * (1 - done);
            const double ratio = left > 0 ? paced / left : 1;
            if (ratio > 10 || ratio < 0.1) {
                scale *= ratio;
                left = paced;
            } else {
                left = left * (1 - done) + paced * done;
            }
        }
        const auto current = std::ranges::find(order, bar.phase);
        if (current != order.end())
            for (auto later = current + 1; later != order.end(); ++later)
                left += each[*later] * count * scale;
        return order.empty() && !point.total ? std::nullopt : std::optional{left};
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
    {"plain rule", [](const auto& history) { return plainRule(history); }},
};

}  // namespace jim::progress::bench
