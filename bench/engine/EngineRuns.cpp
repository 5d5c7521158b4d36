#include "engine/Engine.hpp"
#include "scenarios/TemporaryFolder.hpp"
#include "scenarios/Workforce.hpp"

#include <fmt/format.h>
#include <time.h>

#include <cstdlib>
#include <string>

/// Every type of run on the calling thread, without web, publisher and other threads: what to put
/// under a profiler. `EngineRuns [PEOPLE]`, and with valgrind:
///
///     valgrind --tool=callgrind --dump-before='*Executor::execute*' build/release/EngineRuns 3000
namespace jim::engine {
namespace {

using runs::run_profile::RunType;

double threadSeconds() {
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

void run(Engine& engine, const char* name, const std::string& system, RunType type) {
    const double before = threadSeconds();
    const auto activity = engine.run(system, type);
    const double seconds = threadSeconds() - before;
    const auto objects = static_cast<double>(activity.objectsProcessed);
    fmt::print("{:28} {:9.0f} objects {:9.0f} for each second of processor time  {}\n", name,
               objects, objects / seconds, runs::activity::toText(activity.status));
}

void runAll(std::size_t people) {
    const scenarios::TemporaryFolder folder;
    scenarios::writeFile(folder.path() / "hr.csv", scenarios::Workforce{people}.hrFile());
    scenarios::writeFile(folder.path() / "directory.csv", "id,login,name,mail,manager,skills\n");
    Engine engine{folder.path()};
    engine.configure();
    run(engine, "first full import", "HR", RunType::FullImport);
    run(engine, "unchanged full import", "HR", RunType::FullImport);
    run(engine, "first full synchronisation", "HR", RunType::FullSynchronisation);
    run(engine, "second full synchronisation", "HR", RunType::FullSynchronisation);
    run(engine, "export", "Directory", RunType::Export);
    run(engine, "confirming import", "Directory", RunType::FullImport);
    run(engine, "synchronisation after export", "HR", RunType::FullSynchronisation);
}

}  // namespace
}  // namespace jim::engine

int main(int argc, char** argv) {
    const long people = argc > 1 ? std::strtol(argv[1], nullptr, 10) : 20'000;
    if (people < 1) {
        fmt::print(stderr, "usage: EngineRuns [PEOPLE]\n");
        return 2;
    }
    jim::engine::runAll(static_cast<std::size_t>(people));
}
