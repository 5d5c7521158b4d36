#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace jim::transport::http {

/// Bytes that many connections may be sending at the same time: shared, never copied.
class SharedBytes {
public:
    SharedBytes() = default;
    SharedBytes(std::string bytes) {
        const auto owned = std::make_shared<const std::string>(std::move(bytes));
        view_ = *owned;
        owner_ = owned;
    }
    SharedBytes(const char* bytes) : SharedBytes(std::string{bytes}) {}
    /// `view` lives as long as `owner` does.
    SharedBytes(std::shared_ptr<const void> owner, std::string_view view)
        : owner_(std::move(owner)), view_(view) {}

    [[nodiscard]] std::string_view view() const { return view_; }
    [[nodiscard]] bool empty() const { return view_.empty(); }

private:
    std::shared_ptr<const void> owner_;
    std::string_view view_;
};

}  // namespace jim::transport::http
