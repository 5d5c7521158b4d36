#pragma once

#include "foundation/base/Timestamp.hpp"
#include "progress/Replay.hpp"
#include "progress/RunHistory.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <optional>
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
    /// What is left at each point, by one who is told how much runs and their phases differ, how
    /// the number of objects counts, and how long the current phase takes. What phases usually take
    /// he learns from the earlier runs, and how slow this one is from its phases so far (the mean
    /// of the normal posterior); how the phases to come differ from that nothing tells beforehand.
    /// Of runs that differ by nothing else nobody can say better what is left.
    std::vector<double> knowable;
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

struct GeneratedPhase {
    std::string key;
    double share = 0;
    bool counts = false;
};

/// What runs of one run profile have in common, and how they differ from each other.
struct Shape {
    std::vector<GeneratedPhase> phases;
    double seconds = 0;     ///< Of a usual run.
    double objects = 0;     ///< Of a usual run.
    double noise = 0;       ///< Between runs, and between phases of one, in logarithms.
    double size = 0.05;     ///< How runs differ in objects.
    double unevenness = 1;  ///< Of chunks in bursty and heavy-tailed runs.
    int history = 12;       ///< Earlier runs.
    double every = 1;       ///< Seconds between points.
    std::size_t slow = 1;   ///< The phase that may be slower than ever, and by how much.
    double slower = 6;
    double wrong = 12;        ///< How many times too slow a wrong history is.
    double late = 0.6;        ///< Until which part of a phase its total is not known.
    bool allUnknown = false;  ///< Of no phase a total, where one is unknown.
    bool pastCounts = false;  ///< History tells what phases counted.
    bool unrelated = false;   ///< Times do not depend on the number of objects.
};

/// One seed, one run. Everything about it is drawn: shares of phases, size, noise between runs.
class Generator {
public:
    enum class Shapes : std::uint8_t {
        Declared,  ///< The phases of an import, as they are declared, twelve earlier runs.
        Drawn,     ///< Any number of phases of any share, any noise, 1 to 20 earlier runs.
    };

    /// @param noise  between runs, and between phases of one, if not any
    Generator(Kind kind, std::uint32_t seed, Shapes shapes = Shapes::Declared,
              std::optional<double> noise = std::nullopt)
        : kind_(kind), random_(seed * 7919U + 17U) {
        shapes == Shapes::Declared ? declare() : draw();
        shape_.noise = noise.value_or(shape_.noise);
        double sum = 0;
        for (const auto& phase : shape_.phases) sum += phase.share;
        for (auto& phase : shape_.phases) phase.share /= sum;
    }

    GeneratedRun make() {
        GeneratedRun run;
        if (kind_ != Kind::NoHistory)
            for (int i = 0; i < shape_.history; ++i) {
                run.history.push_back(past());
                learned_.resize(slower_.size());
                for (std::size_t p = 0; p < slower_.size(); ++p)
                    learned_[p] += slower_[p] / shape_.history;
            }
        learned_.resize(shape_.phases.size());
        if (kind_ == Kind::WrongHistory)
            for (auto& before : run.history)
                for (auto& phase : before.phases)
                    phase.duration = micros(base::inSeconds(phase.duration) * shape_.wrong);
        present(run);
        return run;
    }

    [[nodiscard]] const Shape& shape() const { return shape_; }

private:
    struct Step {
        double at = 0;  ///< When it is done.
        std::size_t phase = 0;
        double share = 0;  ///< Of the phase that is done then.
    };
    static constexpr int kChunks = 500;
    static constexpr double kSqrt6 = 2.449;

    double uniform(double a, double b) { return std::uniform_real_distribution{a, b}(random_); }
    double logUniform(double a, double b) { return std::exp(uniform(std::log(a), std::log(b))); }
    double normal(double sd) { return std::normal_distribution{0.0, 1.0}(random_)*sd; }
    int among(int least, int most) { return std::uniform_int_distribution{least, most}(random_); }
    bool chance(double p) { return uniform(0, 1) < p; }

    /// Shares as declared, but of this company: each off by up to about a factor of two, and those
    /// of the short phases, which take a moment or wait for a connection, by far more.
    void declare() {
        shape_.phases = {{"import.connect", 0.01, false},   {"import.fetch", 0.25, true},
                         {"import.process", 0.10, true},    {"import.deletions", 0.02, false},
                         {"import.references", 0.05, true}, {"import.save", 0.50, true},
                         {"import.reconcile", 0.05, true},  {"import.record", 0.02, false}};
        for (auto& phase : shape_.phases)
            phase.share *= std::exp(normal(kind_ == Kind::NoHistory && !phase.counts ? 1.5 : 0.5));
        shape_.seconds = logUniform(60, 1200);
        shape_.objects = logUniform(2e3, 2e5);
        shape_.noise = logUniform(0.01, 0.05);
        shape_.slow = static_cast<std::size_t>(std::array{1, 2, 5}[random_() % 3]);
    }

    void draw() {
        const bool known = chance(0.5);
        if (known) declare();
        const int count = among(2, 7);
        for (int i = 0; i < count && !known; ++i)
            shape_.phases.push_back(
                {"step" + std::to_string(i), std::exp(normal(1)), i == 0 || chance(0.75)});
        shape_.seconds = logUniform(40, 1500);
        shape_.objects = logUniform(300, 3e5);
        shape_.noise = chance(0.15) ? 0.002 : logUniform(0.01, 0.15);
        shape_.size = chance(0.2) ? 0 : logUniform(0.01, 0.4);
        shape_.unevenness = uniform(0.6, 1.6);
        shape_.history = among(1, 20);
        shape_.every = std::array{0.25, 0.5, 1.0, 2.0, 5.0}[random_() % 5];
        shape_.every = std::max(shape_.every, shape_.seconds / 1000);
        shape_.slower = uniform(3, 10);
        shape_.wrong = uniform(10, 15);
        shape_.late = uniform(0.05, 0.9);
        shape_.allUnknown = chance(0.3);
        shape_.pastCounts = chance(0.5);
        shape_.unrelated = chance(0.15);
        std::vector<std::size_t> counting;
        for (std::size_t i = 0; i < shape_.phases.size(); ++i)
            if (shape_.phases[i].counts) counting.push_back(i);
        shape_.slow = counting[random_() % counting.size()];
    }

    /// Costs of the phase's chunks, one on average.
    std::vector<double> costs(bool even) {
        std::vector<double> costs;
        const double sd = 0.5 * shape_.unevenness;
        const double power = 1 + 0.6 / shape_.unevenness;
        double level = normal(sd);
        for (int i = 0; i < kChunks; ++i) {
            level = 0.8 * level + normal(sd * 0.6);
            double cost = std::exp(normal(0.1));
            if (!even && kind_ == Kind::Bursty) cost = std::exp(level - sd * sd / 2);
            if (!even && kind_ == Kind::HeavyTail)
                cost = std::min(std::pow(uniform(0, 1), -1 / power), 200.0) * (1 - 1 / power);
            costs.push_back(cost);
        }
        return costs;
    }

    std::vector<Step> steps(double objects, bool present) {
        const double run = std::exp(normal(shape_.noise));
        const double size = shape_.unrelated ? 1 : objects / shape_.objects;
        std::vector<Step> steps;
        double at = 0;
        double worked = 0;
        for (std::size_t p = 0; p < shape_.phases.size(); ++p) {
            const double usual = shape_.seconds * shape_.phases[p].share * size * run;
            const double own = normal(shape_.noise);
            usual_.resize(shape_.phases.size());
            slower_.resize(shape_.phases.size());
            usual_[p] = usual / run;
            slower_[p] = std::log(run) + own;
            double duration = usual * std::exp(own);
            if (present && kind_ == Kind::SlowerPhase && p == shape_.slow)
                duration *= shape_.slower;
            const auto costs = this->costs(!shape_.phases[p].counts);
            for (int i = 0; i < kChunks; ++i) {
                double cost = duration * costs[static_cast<std::size_t>(i)] / kChunks;
                worked += duration / kChunks / (shape_.seconds * size);
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

    double drawnObjects() {
        return std::max(std::floor(shape_.objects * std::exp(normal(shape_.size))), 1.0);
    }

    PastRun past() {
        PastRun run;
        const double objects = drawnObjects();
        run.objects = static_cast<std::int64_t>(objects);
        double before = 0;
        for (const auto& step : steps(objects, false)) {
            if (step.share < 1) continue;
            const auto& phase = shape_.phases[step.phase];
            run.phases.push_back({phase.key, micros(step.at - before)});
            if (shape_.pastCounts && phase.counts) run.phases.back().processed = run.objects;
            before = step.at;
        }
        return run;
    }

    void present(GeneratedRun& run) {
        const double objects = drawnObjects();
        const auto steps = this->steps(objects, true);
        std::vector<double> ends(usual_.size());
        for (const auto& step : steps) ends[step.phase] = step.at;
        run.duration = steps.back().at;
        std::size_t next = 0;
        for (double t = 0.2; t < run.duration; t += shape_.every) {
            while (next < steps.size() && steps[next].at <= t) ++next;
            const auto& step = steps[std::min(next, steps.size() - 1)];
            const double done =
                next > 0 && steps[next - 1].phase == step.phase ? steps[next - 1].share : 0;
            run.trace.push_back(point(t, step.phase, done, objects));
            run.knowable.push_back(ends[step.phase] - t + toCome(step.phase));
        }
    }

    /// Run and phases differ by normal logarithms of one spread.
    [[nodiscard]] double toCome(std::size_t phase) const {
        const double noise = shape_.noise * shape_.noise;
        double slower = 0;
        double weights = 1 / noise;  // That it is like the others.
        for (std::size_t p = 0; p <= phase; ++p) {
            // Both ends of a phase are seen at the next point only.
            const double blurred = shape_.every / kSqrt6 / usual_[p];
            const double weight = 1 / (noise + blurred * blurred);
            slower += weight * (slower_[p] - learned_[p]);
            weights += weight;
        }
        slower /= weights;
        double sum = 0;
        for (std::size_t p = phase + 1; p < usual_.size(); ++p)
            sum += usual_[p] * std::exp(learned_[p] + slower);
        return sum;
    }

    [[nodiscard]] TracePoint point(double t, std::size_t phase, double done, double objects) const {
        const bool counts = shape_.phases[phase].counts;
        TracePoint point{micros(t), shape_.phases[phase].key, 0, std::nullopt};
        if (!counts) return point;
        point.processed = static_cast<std::int64_t>(done * objects);
        const auto reading = static_cast<std::size_t>(
            std::ranges::find(shape_.phases, true, &GeneratedPhase::counts) -
            shape_.phases.begin());
        const bool never = kind_ == Kind::UnknownTotal && (phase == reading || shape_.allUnknown);
        const bool notYet = kind_ == Kind::LateTotal && done < shape_.late;
        if (!never && !notYet) point.total = static_cast<std::int64_t>(objects);
        return point;
    }

    static std::chrono::microseconds micros(double seconds) {
        return std::chrono::microseconds{static_cast<std::int64_t>(seconds * 1e6)};
    }
    Kind kind_;
    std::mt19937 random_;
    Shape shape_;
    std::vector<double> usual_;  ///< Seconds of the latest run's phases without what differs in it.
    std::vector<double> slower_;   ///< By how much each of them was drawn slower, as logarithms.
    std::vector<double> learned_;  ///< The mean of that in earlier runs.
};

}  // namespace jim::progress::generated
