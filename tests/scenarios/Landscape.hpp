#pragma once

#include "scenarios/JimProcess.hpp"
#include "scenarios/TemporaryFolder.hpp"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace jim::scenarios {

/// An HR file on one side, a directory file on the other, and the rules between them, set up over
/// REST as an administrator would.
///
/// hr.csv: id,first,last,mail,manager,skills (manager a reference, skills multi-valued).
/// directory.csv: id,login,name,mail,manager,skills.
class Landscape {
public:
    explicit Landscape(std::filesystem::path folder) : folder_(std::move(folder)) {}

    /// Systems, schema, rules, run profiles; hr.csv must stand there already.
    void configure(JimProcess& jim);
    /// One more system whose people flow in as HR's do; its file must stand there already. After
    /// `configure`.
    void addSource(JimProcess& jim, const std::string& name, const std::filesystem::path& file);

    [[nodiscard]] std::filesystem::path hr() const { return folder_ / "hr.csv"; }
    [[nodiscard]] std::filesystem::path directory() const { return folder_ / "directory.csv"; }

    /// What is posted to for a run.
    [[nodiscard]] std::string executePath(const std::string& system,
                                          const std::string& profile) const;
    /// Queues a run; the activity's id.
    std::string start(JimProcess& jim, const std::string& system, const std::string& profile,
                      bool allowDeletions = false);
    /// Removes all objects of a system; the activity's id, or nothing when they were few enough to
    /// be gone already.
    std::string startClearing(JimProcess& jim, const std::string& system);
    /// Waits for the end of a run; the activity.
    json::object wait(JimProcess& jim, const std::string& activity);
    /// Both; fails the test unless the status is as expected.
    json::object run(JimProcess& jim, const std::string& system, const std::string& profile,
                     const std::string& expected = "Complete");
    /// Keeps the runs to come to so many objects a second, as administrators may; 0: no limit.
    void throttle(JimProcess& jim, int objectsPerSecond);
    /// The whole way: import, synchronise, export, confirm.
    void runAll(JimProcess& jim, bool delta = false);

    [[nodiscard]] std::int64_t systemId(const std::string& name) const { return systems_.at(name); }

private:
    void makeSystem(JimProcess& jim, const std::string& name, const std::string& mode,
                    const std::filesystem::path& file,
                    const std::map<std::string, std::string>& types);
    [[nodiscard]] std::int64_t attribute(const std::string& system, const std::string& name) const;
    [[nodiscard]] std::int64_t makeRule(JimProcess& jim, const std::string& system,
                                        const std::string& direction);
    void makeImportRule(JimProcess& jim, const std::string& system);
    void matchById(JimProcess& jim, const std::string& system);
    void flow(JimProcess& jim, std::int64_t rule, const std::string& targetMember,
              std::int64_t target, const json::object& source);

    std::filesystem::path folder_;
    std::map<std::string, std::int64_t> systems_;
    std::map<std::string, std::int64_t> objectTypes_;
    std::map<std::pair<std::string, std::string>, std::int64_t> attributes_;
    std::map<std::string, std::int64_t> metaverse_;
    std::map<std::pair<std::string, std::string>, std::int64_t> profiles_;
    std::int64_t userType_ = 0;
};

/// Waits until the run's progress has been seen so many times, or has come to its end. Since it is
/// published at a steady rate, this is a random moment in the run's life.
void workFor(JimProcess& jim, const std::string& activity, std::size_t times);

/// Waits until the run has counted objects in that step. Kept slow enough, it rests there.
/// Whether it does: false when it has ended before.
bool workUntil(JimProcess& jim, const std::string& activity, const std::string& step);

/// An ended run has no phase that is still to be ended.
void expectClosedPhases(const json::object& activity);

/// An ended run's totals are those of the items that it stored, whatever ended it.
void expectTotalsOfItems(JimProcess& jim, const json::object& activity);

}  // namespace jim::scenarios
