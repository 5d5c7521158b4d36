#include "progress/PhaseTrack.hpp"

namespace jim::progress {

PhaseTrack::PhaseTrack(const std::vector<PhaseDeclaration>& declared) {
    for (const auto& phase : declared)
        if (find(phase.key) == kNone) append(phase.key, phase.name, phase.parentKey);
    declared_ = phases_.size();
}

std::size_t PhaseTrack::find(std::string_view key) const {
    for (std::size_t i = 0; i < phases_.size(); ++i)
        if (phases_[i].record.key == key) return i;
    return kNone;
}

std::size_t PhaseTrack::hostOf(std::size_t index) const {
    const auto& parent = phases_[index].record.parentKey;
    return parent.empty() ? kNone : find(parent);
}

std::size_t PhaseTrack::currentTop() const {
    if (current_ == kNone) return kNone;
    const auto host = hostOf(current_);
    return host == kNone ? current_ : host;
}

std::size_t PhaseTrack::append(std::string_view key, std::string_view name,
                               std::string_view parentKey) {
    Entry entry;
    entry.record.key = key;
    entry.record.name = name.empty() ? key : name;
    entry.record.parentKey = parentKey;
    entry.record.order = static_cast<std::int32_t>(phases_.size()) + 1;
    phases_.push_back(std::move(entry));
    return phases_.size() - 1;
}

bool PhaseTrack::enter(std::string_view key, std::string_view name, std::string_view parentKey,
                       const std::vector<std::int64_t>& processed, Moment now) {
    auto entered = find(key);
    if (entered == kNone) entered = append(key, name, parentKey);
    if (entered == current_) return false;

    const auto host = hostOf(entered);
    for (std::size_t i = 0; i < phases_.size(); ++i)
        if (i != entered && i != host) complete(i, now);
    skipPassedOver(entered);
    if (host != kNone) {
        activate(host, processed, now);
        // Its phases count in its place: "0 of 2500" would stand there for ever.
        auto& record = phases_[host].record;
        if (host >= processed.size() || processed[host] == record.windowStart) record.total = {};
    }
    activate(entered, processed, now);
    current_ = entered;
    return true;
}

void PhaseTrack::activate(std::size_t index, const std::vector<std::int64_t>& processed,
                          Moment now) {
    auto& entry = phases_[index];
    if (entry.record.status == PhaseStatus::Active) return;
    entry.record.status = PhaseStatus::Active;
    if (!entry.record.started) entry.record.started = now.wall;
    entry.record.ended.reset();
    entry.record.windowStart = index < processed.size() ? processed[index] : 0;
    entry.record.total = {};
    entry.activeSince = now.steady;
}

void PhaseTrack::complete(std::size_t index, Moment now) {
    auto& entry = phases_[index];
    if (entry.record.status != PhaseStatus::Active) return;
    entry.record.status = PhaseStatus::Completed;
    entry.record.ended = now.wall;
    entry.record.duration += now.steady - entry.activeSince;
}

/// What comes before the entered phase, or before its host, and was never entered. An undeclared
/// one has no place in the order, so that it passes over nothing.
void PhaseTrack::skipPassedOver(std::size_t entered) {
    const auto host = hostOf(entered);
    const auto top = host == kNone ? entered : host;
    for (std::size_t i = 0; i < phases_.size(); ++i) {
        auto& record = phases_[i].record;
        if (record.status != PhaseStatus::Pending || i == entered || i == top) continue;
        const auto itsHost = hostOf(i);
        const bool sibling = host != kNone && itsHost == host;
        const bool passed = sibling ? i < entered && entered < declared_
                                    : (itsHost == kNone ? i : itsHost) < top && top < declared_;
        if (passed) record.status = PhaseStatus::Skipped;
    }
}

void PhaseTrack::addStatements(std::int64_t count) {
    if (const auto top = currentTop(); top != kNone) phases_[top].record.statements += count;
}

void PhaseTrack::setTotal(Total total) {
    if (current_ != kNone) phases_[current_].record.total = total;
}

std::vector<PhaseRecord> PhaseTrack::records(Moment now) const {
    std::vector<PhaseRecord> records;
    records.reserve(phases_.size());
    for (const auto& entry : phases_) {
        records.push_back(entry.record);
        if (entry.record.status == PhaseStatus::Active)
            records.back().duration += now.steady - entry.activeSince;
    }
    return records;
}

}  // namespace jim::progress
