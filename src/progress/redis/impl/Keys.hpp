#pragma once

#include "foundation/base/Guid.hpp"

#include <string>

namespace jim::progress::redis::impl {

/// Where things are in Redis.
class Keys {
public:
    explicit Keys(const std::string& prefix) : base_(prefix + "progress") {}

    [[nodiscard]] std::string snapshot(const base::Guid& activity) const {
        return base_ + ":" + base::toText(activity);
    }
    [[nodiscard]] std::string history(const base::Guid& activity) const {
        return snapshot(activity) + ":history";
    }
    [[nodiscard]] std::string active() const { return base_ + ":active"; }
    /// What names of one-time values are added to.
    [[nodiscard]] std::string once() const { return base_ + ":once:"; }
    [[nodiscard]] const std::string& channel() const { return base_; }

private:
    std::string base_;
};

}  // namespace jim::progress::redis::impl
