#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace jim::transport::http::impl {

/// The names this server answers to.
class HostList {
public:
    HostList(const std::string& listenAddress, const std::vector<std::string>& allowed);

    /// `authority` is a Host header's value; its port does not matter.
    [[nodiscard]] bool allows(std::string_view authority) const;

private:
    std::set<std::string, std::less<>> hosts_;
    bool any_ = false;
};

}  // namespace jim::transport::http::impl
