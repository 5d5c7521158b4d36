#pragma once

#include "foundation/base/Guid.hpp"

#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace jim::api::watch {

/// How many connections each principal may keep open to watch. Thread-safe.
class Seats {
public:
    explicit Seats(std::size_t each) : state_(std::make_shared<State>(each)) {}

    /// Taken until it is destroyed, which may be after `Seats` is.
    class Seat;

    /// Nothing when the principal has as many as it may. `keyHash` is of the key it came with.
    [[nodiscard]] std::optional<Seat> take(const base::Guid& principal, const std::string& keyHash);

    /// Who sits, with the key it came with last.
    [[nodiscard]] std::vector<std::pair<base::Guid, std::string>> taken() const;

private:
    struct Taken {
        std::size_t count = 0;
        std::string keyHash;
    };
    struct State {
        explicit State(std::size_t most) : each(most) {}
        const std::size_t each;
        std::mutex mutex;
        std::map<base::Guid, Taken> taken;
    };

    std::shared_ptr<State> state_;
};

class Seats::Seat {
public:
    Seat(std::shared_ptr<State> state, const base::Guid& principal)
        : state_(std::move(state)), principal_(principal) {}
    ~Seat();
    Seat(Seat&&) noexcept = default;
    Seat& operator=(Seat&&) noexcept;
    Seat(const Seat&) = delete;
    Seat& operator=(const Seat&) = delete;

private:
    std::shared_ptr<State> state_;  ///< Null: it was moved from.
    base::Guid principal_;
};

}  // namespace jim::api::watch
