#pragma once

#include <string>
#include <utility>

namespace jim::base {

/// A text that must not be seen: keys, passwords. It has no stream operator and no formatter but
/// `redacted()`; `reveal()` is for the one place that needs the bytes.
class Secret {
public:
    Secret() = default;
    explicit Secret(std::string value) : value_(std::move(value)) {}

    [[nodiscard]] const std::string& reveal() const { return value_; }
    bool operator==(const Secret&) const = default;
    [[nodiscard]] bool empty() const { return value_.empty(); }
    [[nodiscard]] std::string redacted() const { return value_.empty() ? "" : "********"; }

private:
    std::string value_;
};

}  // namespace jim::base
