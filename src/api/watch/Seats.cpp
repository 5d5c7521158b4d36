#include "api/watch/Seats.hpp"

namespace jim::api::watch {

std::optional<Seats::Seat> Seats::take(const base::Guid& principal, const std::string& keyHash) {
    {
        const std::scoped_lock lock{state_->mutex};
        auto& taken = state_->taken[principal];
        if (taken.count >= state_->each) return std::nullopt;
        ++taken.count;
        taken.keyHash = keyHash;
    }
    return Seat{state_, principal};
}

std::vector<std::pair<base::Guid, std::string>> Seats::taken() const {
    const std::scoped_lock lock{state_->mutex};
    std::vector<std::pair<base::Guid, std::string>> list;
    for (const auto& [principal, taken] : state_->taken)
        list.emplace_back(principal, taken.keyHash);
    return list;
}

Seats::Seat& Seats::Seat::operator=(Seat&& other) noexcept {
    std::swap(state_, other.state_);
    std::swap(principal_, other.principal_);
    return *this;
}

Seats::Seat::~Seat() {
    if (!state_) return;
    const std::scoped_lock lock{state_->mutex};
    const auto at = state_->taken.find(principal_);
    if (--at->second.count == 0) state_->taken.erase(at);
}

}  // namespace jim::api::watch
