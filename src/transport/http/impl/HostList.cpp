#include "transport/http/impl/HostList.hpp"

#include "transport/http/Target.hpp"

namespace jim::transport::http::impl {

HostList::HostList(const std::string& listenAddress, const std::vector<std::string>& allowed)
    : hosts_{"localhost", "127.0.0.1", "::1", listenAddress} {
    for (const std::string& name : allowed) {
        if (name == "*") any_ = true;
        if (auto host = hostOf(name)) hosts_.insert(std::move(*host));
    }
}

bool HostList::allows(std::string_view authority) const {
    const auto host = hostOf(authority);
    return host && (any_ || hosts_.contains(*host));
}

}  // namespace jim::transport::http::impl
