#pragma once

#include "foundation/base/Clock.hpp"
#include "progress/PhaseCatalogue.hpp"
#include "progress/Publisher.hpp"
#include "progress/SnapshotReading.hpp"
#include "progress/memory/MemoryProgressStore.hpp"

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

namespace jim::progress {

using namespace std::chrono_literals;
namespace json = boost::json;

/// Follows dots: `at(document, "eta.phase.p50")`.
inline const json::value& at(const json::value& from, std::string_view path) {
    const auto* found = &from;
    while (!path.empty()) {
        const auto dot = path.find('.');
        found = &found->as_object().at(path.substr(0, dot));
        path = dot == std::string_view::npos ? std::string_view{} : path.substr(dot + 1);
    }
    return *found;
}

inline double number(const json::value& from, std::string_view path) {
    return at(from, path).to_number<double>();
}

inline std::string text(const json::value& from, std::string_view path) {
    return std::string{at(from, path).as_string()};
}

inline RunIdentity identityOf(RunKind kind, std::string runType, base::Timestamp now) {
    RunIdentity identity;
    identity.activityId = base::newGuid(now);
    identity.attempt = 1;
    identity.kind = kind;
    identity.runType = runType;
    identity.targetName = "Full Import";
    identity.targetContext = "HR";
    identity.connectedSystemId = 1;
    identity.runProfileId = 2;
    identity.worker = "host:1";
    identity.queuedAt = identity.startedAt = now;
    identity.phases = catalogue(kind, runType);
    identity.objectTypes = {"person", "group"};
    return identity;
}

/// A publisher over the store in memory, with a clock that only the test moves and without a
/// thread.
class RunFixture : public testing::Test {
protected:
    RunIdentity import(std::int32_t attempt = 1) {
        auto identity = identityOf(RunKind::Import, "FullImport", clock_.now());
        identity.attempt = attempt;
        return identity;
    }

    void pass(std::chrono::microseconds time) {
        clock_.advance(time);
        publisher_.publishDue();
    }

    /// Publishes for a while as the thread would.
    template <class Work>
    void run(std::chrono::milliseconds time, std::chrono::milliseconds step, Work&& work) {
        for (auto passed = 0ms; passed < time; passed += step) {
            work();
            pass(step);
        }
    }

    SnapshotPtr stored(const RunIdentity& identity) {
        return store_.get(identity.activityId).value();
    }

    json::value document(const RunIdentity& identity) {
        const auto snapshot = stored(identity);
        return snapshot ? json::parse(readSnapshot(*snapshot, clock_.now()).document)
                        : json::value{};
    }

    static FinalSummary completed(Counts counts) {
        FinalSummary summary;
        summary.counts = std::move(counts);
        return summary;
    }

    base::ManualClock clock_;
    memory::MemoryProgressStore store_{clock_, 3600s};
    Publisher publisher_{store_, clock_};
};

}  // namespace jim::progress
