#include "transport/curl/ForbiddenAddress.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace jim::transport::curl {
namespace {

constexpr std::uint32_t kLinkLocal = 0xA9FE0000;  ///< 169.254.0.0/16
/// 168.63.129.16 and 100.100.100.200.
constexpr std::array<std::uint32_t, 2> kOfClouds{0xA83F8110, 0x646464C8};
constexpr in6_addr kOfAmazon{{{0xfd, 0x00, 0x0e, 0xc2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x02, 0x54}}};

bool isForbiddenIpv4(std::uint32_t address) {
    return (address & 0xFFFF0000U) == kLinkLocal || std::ranges::count(kOfClouds, address) > 0;
}

/// The IPv4 address that an IPv6 one stands for (mapped, compatible, by NAT64), or 0.
std::uint32_t within(const in6_addr& address) {
    static constexpr std::array<std::uint8_t, 12> kNat64{0, 0x64, 0xff, 0x9b};
    const bool nat64 = std::memcmp(&address, kNat64.data(), kNat64.size()) == 0;
    if (!nat64 && !IN6_IS_ADDR_V4MAPPED(&address) && !IN6_IS_ADDR_V4COMPAT(&address)) return 0;
    std::uint32_t last = 0;
    std::memcpy(&last, address.s6_addr + 12, sizeof last);
    return ntohl(last);
}

template <class T>
T as(const sockaddr& address) {
    T whole{};
    std::memcpy(&whole, &address, sizeof whole);
    return whole;
}

}  // namespace

bool isForbidden(const sockaddr& address) {
    if (address.sa_family == AF_INET)
        return isForbiddenIpv4(ntohl(as<sockaddr_in>(address).sin_addr.s_addr));
    if (address.sa_family != AF_INET6) return true;
    const auto host = as<sockaddr_in6>(address).sin6_addr;
    return IN6_IS_ADDR_LINKLOCAL(&host) || IN6_ARE_ADDR_EQUAL(&host, &kOfAmazon) ||
           isForbiddenIpv4(within(host));
}

std::string shownAddress(const sockaddr& address) {
    std::array<char, INET6_ADDRSTRLEN> text{};
    const auto v4 = address.sa_family == AF_INET ? as<sockaddr_in>(address) : sockaddr_in{};
    const auto v6 = address.sa_family == AF_INET6 ? as<sockaddr_in6>(address) : sockaddr_in6{};
    const void* host = address.sa_family == AF_INET ? static_cast<const void*>(&v4.sin_addr)
                                                    : static_cast<const void*>(&v6.sin6_addr);
    const auto* shown = ::inet_ntop(address.sa_family, host, text.data(), text.size());
    return shown != nullptr ? shown : "another kind of address";
}

}  // namespace jim::transport::curl
