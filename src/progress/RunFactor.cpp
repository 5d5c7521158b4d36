#include "progress/RunFactor.hpp"

#include <algorithm>
#include <cmath>

namespace jim::progress {
namespace {

constexpr double kFreedom = 2;
constexpr int kRounds = 6;
/// No phase is known better than this.
constexpr double kLeastSpread = 0.08;
/// From nearly tenfold on it is held against the whole run, surely at tenfold.
constexpr double kNearlyTenfold = 2.1;
constexpr double kTenfold = 2.3;
constexpr double kDecisive = 6;
/// How much a whole run is taken to differ at least.
constexpr double kLeastUsual = 0.05;

struct Model {
    const std::vector<Deviation>& phases;
    double usual;

    [[nodiscard]] static double scale(const Deviation& phase) {
        return std::max(phase.spread, kLeastSpread);
    }

    /// Minus the logarithm of the likelihood.
    [[nodiscard]] double cost(double factor) const {
        double cost = tail(factor / usual);
        for (const auto& phase : phases) {
            const double off = phase.log - factor;
            const double tenfold = (std::abs(off) - kNearlyTenfold) / (kTenfold - kNearlyTenfold);
            cost += phase.weight * (tail(off / scale(phase)) + std::clamp(-off, 0.0, 1.0) +
                                    kDecisive * std::clamp(tenfold, 0.0, 1.0));
        }
        return cost;
    }

    [[nodiscard]] static double tail(double x) {
        return (kFreedom + 1) / 2 * std::log1p(x * x / kFreedom);
    }

    [[nodiscard]] static double weight(double x, double scale) {
        return (kFreedom + 1) / (kFreedom + x * x) / (scale * scale);
    }

    /// The optimum near `start`, by reweighted least squares; and its variance.
    [[nodiscard]] RunFactor settle(double start) const {
        double factor = start;
        double precision = 0;
        for (int i = 0; i < kRounds; ++i) {
            precision = weight(factor / usual, usual);
            double sum = 0;
            for (const auto& phase : phases) {
                const double w =
                    phase.weight * weight((phase.log - factor) / scale(phase), scale(phase));
                sum += w * phase.log;
                precision += w;
            }
            factor = sum / precision;
        }
        return {factor, 1 / precision};
    }
};

}  // namespace

RunFactor runFactor(const std::vector<Deviation>& phases, double usual) {
    const Model model{phases, std::max(usual, kLeastUsual)};
    std::vector<RunFactor> optima{model.settle(0)};
    for (const auto& phase : phases) optima.push_back(model.settle(phase.log));
    double best = model.cost(optima.front().log);
    for (const auto& optimum : optima) best = std::min(best, model.cost(optimum.log));
    double weights = 0;
    RunFactor mean;
    std::vector<double> seen;
    for (const auto& optimum : optima) {
        // Many ways lead to one optimum; it counts once.
        const auto same = [&](double other) { return std::abs(other - optimum.log) < 0.05; };
        if (std::ranges::any_of(seen, same)) continue;
        seen.push_back(optimum.log);
        const double weight = std::exp(best - model.cost(optimum.log));
        weights += weight;
        mean.log += weight * optimum.log;
        mean.variance += weight * (optimum.variance + optimum.log * optimum.log);
    }
    mean.log /= weights;
    mean.variance = std::max(mean.variance / weights - mean.log * mean.log, 0.0);
    return mean;
}

RunFactor runFactorOfWeights(const std::vector<Deviation>& phases) {
    double sum = 0;
    double all = 0;
    double squares = 0;
    for (const auto& phase : phases) {
        all += phase.weight;
        squares += phase.weight * phase.weight * phase.spread * phase.spread;
        sum += phase.weight * phase.log;
    }
    if (all <= 0) return {};
    return {sum / all, squares / (all * all) / std::min(all, 1.0)};
}

}  // namespace jim::progress
