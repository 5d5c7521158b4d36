#include "engine/Engine.hpp"
#include "scenarios/TemporaryFolder.hpp"
#include "scenarios/Workforce.hpp"

#include <fmt/format.h>
#include <time.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <optional>
#include <thread>
#include <vector>

/// What live progress costs a run: `PublisherCost [PEOPLE [PAIRS]]` executes pairs of full imports
/// into an empty database, one with the publisher's thread and one without, in alternating order.
/// Prints the publisher's share of the processor time, and the difference of the paired run times
/// with its 95 % interval (Student's t).
namespace jim::engine {
namespace {

double threadSeconds() {
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

struct Cost {
    double wall = 0;       ///< Seconds of the run.
    double run = 0;        ///< Processor seconds of the run's thread.
    double publisher = 0;  ///< Processor seconds of the publisher's thread.
};

Cost measure(const std::string& hrFile, bool publishing) {
    const scenarios::TemporaryFolder folder;
    scenarios::writeFile(folder.path() / "hr.csv", hrFile);
    scenarios::writeFile(folder.path() / "directory.csv", "id,login,name,mail,manager,skills\n");
    Engine engine{folder.path()};
    engine.configure();
    Cost cost;
    std::optional<std::jthread> publisher;
    if (publishing)
        publisher.emplace([&](const std::stop_token& stop) {
            while (!stop.stop_requested()) engine.publisher().waitAndPublish(stop);
            cost.publisher = threadSeconds();
        });
    const auto begin = std::chrono::steady_clock::now();
    const double before = threadSeconds();
    engine.run("HR", runs::run_profile::RunType::FullImport);
    cost.run = threadSeconds() - before;
    cost.wall = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    publisher.reset();
    return cost;
}

/// Half of the 95 % interval of a mean.
double interval(const std::vector<double>& values, double mean) {
    // Quantiles 0.975 of Student's t for 1 to 30 degrees of freedom; the normal one beyond.
    constexpr double kQuantiles[] = {12.71, 4.30, 3.18, 2.78, 2.57, 2.45, 2.36, 2.31, 2.26, 2.23,
                                     2.20,  2.18, 2.16, 2.14, 2.13, 2.12, 2.11, 2.10, 2.09, 2.09,
                                     2.08,  2.07, 2.07, 2.06, 2.06, 2.06, 2.05, 2.05, 2.05, 2.04};
    if (values.size() < 2) return 0;
    double squares = 0;
    for (const double value : values) squares += (value - mean) * (value - mean);
    const auto freedom = values.size() - 1;
    const double quantile = freedom <= std::size(kQuantiles) ? kQuantiles[freedom - 1] : 1.96;
    return quantile *
           std::sqrt(squares / static_cast<double>(freedom) / static_cast<double>(values.size()));
}

void compare(std::size_t people, int pairs) {
    const std::string hrFile = scenarios::Workforce{people}.hrFile();
    measure(hrFile, true);  // Warms up.
    std::vector<double> differences;
    double run = 0;
    double publisher = 0;
    for (int pair = 0; pair < pairs; ++pair) {
        const bool onFirst = pair % 2 == 0;
        const Cost first = measure(hrFile, onFirst);
        const Cost second = measure(hrFile, !onFirst);
        const Cost& on = onFirst ? first : second;
        const Cost& off = onFirst ? second : first;
        differences.push_back((on.wall / off.wall - 1) * 100);
        run += on.run;
        publisher += on.publisher;
    }
    double mean = 0;
    for (const double difference : differences) mean += difference / static_cast<double>(pairs);
    fmt::print("publisher: {:.3f} % of the run's processor time (wanted at most 0.5)\n",
               publisher / run * 100);
    fmt::print(
        "publisher on against off: {:+.2f} % run time, 95 % interval {:+.2f} to {:+.2f} "
        "({} pairs of {} people)\n",
        mean, mean - interval(differences, mean), mean + interval(differences, mean), pairs,
        people);
}

}  // namespace
}  // namespace jim::engine

int main(int argc, char** argv) {
    const long people = argc > 1 ? std::strtol(argv[1], nullptr, 10) : 20'000;
    const long pairs = argc > 2 ? std::strtol(argv[2], nullptr, 10) : 10;
    if (people < 1 || pairs < 1) {
        fmt::print(stderr, "usage: PublisherCost [PEOPLE [PAIRS]]\n");
        return 2;
    }
    jim::engine::compare(static_cast<std::size_t>(people), static_cast<int>(pairs));
}
