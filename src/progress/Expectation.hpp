#pragma once

#include "progress/Phase.hpp"
#include "progress/RunHistory.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace jim::progress {

/// A quantity known by its median and by the standard deviation of its logarithm.
struct LogNormal {
    double median = 0;
    double spread = 0;

    /// The value that is not exceeded with the probability whose standard normal quantile is `z`.
    [[nodiscard]] double at(double z) const;
    /// Of what is left when `passed` has gone by already. Far beyond what was expected, what has
    /// lasted long lasts longer: nothing else is known of it then.
    [[nodiscard]] LogNormal beyond(double passed) const;
};

/// How long the phases of a run are expected to take, and in which order they come: from earlier
/// runs, or without any from declared weights. Durations then are relative to each other only.
class Expectation {
public:
    Expectation(const std::vector<PastRun>& history, const std::vector<PhaseDeclaration>& declared);

    /// Whether it was learned from earlier runs.
    [[nodiscard]] bool isLearned() const { return learned_; }

    /// Top-level phases in their order.
    [[nodiscard]] const std::vector<std::string>& order() const { return order_; }

    /// Processed in a whole run: the median of earlier ones. Zero when nothing is known.
    [[nodiscard]] LogNormal objects() const { return objects_; }

    /// How many a phase counts for each object of the run; 1 when it is not known.
    [[nodiscard]] double objectsShare(std::string_view key) const;
    /// Whether it is known how many the phase counts.
    [[nodiscard]] bool knowsCounts(std::string_view key) const;

    /// Seconds of a phase in a run of so many objects (0: as many as usual). A median of zero: it
    /// usually does not happen.
    [[nodiscard]] LogNormal seconds(std::string_view key, double objects = 0) const;

    /// Seconds of a phase that has to count `processed` itself.
    [[nodiscard]] LogNormal secondsOf(std::string_view key, double processed) const;

    /// The phase's share of a run's time, by which the whole-run fraction weighs it. Sum 1.
    [[nodiscard]] double weight(std::string_view key) const;

    /// How much whole runs differ from what is expected of them, in logarithms.
    [[nodiscard]] double runSpread() const { return runSpread_; }

private:
    struct Row {
        std::string key;
        double logSeconds = 0;  ///< For the usual number of objects.
        double spread = 0;
        double elasticity = 1;  ///< By which power of the objects the seconds grow.
        double logProcessed = 0;
        bool knowsProcessed = false;
        bool usual = false;  ///< At least half of the runs had it.
        double weight = 0;
    };

    [[nodiscard]] const Row* find(std::string_view key) const;
    void arrange(const std::vector<PastRun>& history);
    void learn(Row& row, const std::vector<PastRun>& history);
    void learnRunSpread(const std::vector<PastRun>& history);
    void weigh();

    bool learned_ = false;
    std::vector<std::string> order_;
    std::vector<Row> rows_;
    LogNormal objects_;
    double runSpread_ = 0;
};

}  // namespace jim::progress
