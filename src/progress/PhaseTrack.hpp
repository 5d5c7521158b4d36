#pragma once

#include "progress/Phase.hpp"

#include <chrono>
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace jim::progress {

/// Which phases a run has been through: a state machine without clock or lock.
///
///     Pending --enter--> Active --enter another--> Completed --enter again--> Active
///     Pending --passed over--> Skipped --enter--> Active          Active --close--> Failed
///
/// At most one phase of each level is active: a top-level one, and one nested under it.
class PhaseTrack {
public:
    static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

    /// Wall-clock time for the record, steady time for durations.
    struct Moment {
        base::Timestamp wall;
        std::chrono::microseconds steady{0};
    };

    explicit PhaseTrack(const std::vector<PhaseDeclaration>& declared);

    /// Enters the phase, `processed` being what the phases have processed so far, by index (for
    /// where a further pass begins). False when it was the innermost active one already.
    bool enter(std::string_view key, std::string_view name, std::string_view parentKey,
               const std::vector<std::int64_t>& processed, Moment now);

    /// Of the innermost active phase; without one it is lost.
    void setTotal(Total total);

    /// The active top-level phase, if any, has sent so many.
    void addStatements(std::int64_t count);

    [[nodiscard]] std::size_t current() const { return current_; }
    /// The top-level phase that is active or holds the active one.
    [[nodiscard]] std::size_t currentTop() const;
    [[nodiscard]] std::size_t size() const { return phases_.size(); }
    [[nodiscard]] bool isDeclared(std::string_view key) const { return find(key) != kNone; }

    /// Without `processed`, which the counters know. Durations of active phases run until `now`.
    [[nodiscard]] std::vector<PhaseRecord> records(Moment now) const;
    [[nodiscard]] const PhaseRecord& at(std::size_t index) const { return phases_[index].record; }

private:
    struct Entry {
        PhaseRecord record;
        std::chrono::microseconds activeSince{0};
    };

    [[nodiscard]] std::size_t find(std::string_view key) const;
    [[nodiscard]] std::size_t hostOf(std::size_t index) const;
    std::size_t append(std::string_view key, std::string_view name, std::string_view parentKey);
    void activate(std::size_t index, const std::vector<std::int64_t>& processed, Moment now);
    void complete(std::size_t index, Moment now);
    void skipPassedOver(std::size_t entered);

    std::vector<Entry> phases_;
    std::size_t declared_ = 0;
    std::size_t current_ = kNone;
};

}  // namespace jim::progress
