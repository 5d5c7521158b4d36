#include "runs/alert/WebhookAddress.hpp"

#include "foundation/base/EnumText.hpp"

#include <boost/url/ipv4_address.hpp>
#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

#include <algorithm>

namespace jim::runs::alert {
namespace {

constexpr std::size_t kLongestUrl = 2'000;

base::Error wrong(std::string message) {
    return base::invalidInput("webhookUrl", std::move(message));
}

/// What stands between `://` and the path.
std::string_view authorityIn(std::string_view url) {
    const auto at = url.find("://");
    if (at == std::string_view::npos) return {};
    const auto rest = url.substr(at + 3);
    return rest.substr(0, rest.find_first_of("/?#"));
}

bool isLoopback(const boost::urls::url_view& url) {
    const auto host = url.host_address();
    const auto address = boost::urls::parse_ipv4_address(host);
    return host == "localhost" || host == "::1" || (address && address->is_loopback());
}

}  // namespace

base::Status checkWebhookUrl(std::string_view text) {
    if (text.size() > kLongestUrl) return base::fail(wrong("A URL has at most 2000 characters."));
    const auto url = boost::urls::parse_uri(boost::urls::string_view{text.data(), text.size()});
    // Boost 1.81 reads 127.0.0.1.example.com as 127.0.0.1: what it has not read whole is refused.
    const bool whole = url && std::string_view{url->encoded_authority()} == authorityIn(text);
    if (!whole || url->host_address().empty())
        return base::fail(wrong("This is no URL, such as https://alerts.example.com/jim."));
    if (url->has_userinfo() || url->has_fragment())
        return base::fail(wrong(
            "The URL must not hold a user, a password or a fragment. Receivers know a delivery by "
            "its signature."));
    const auto scheme = url->scheme_id();
    if (scheme == boost::urls::scheme::https) return {};
    if (scheme == boost::urls::scheme::http && isLoopback(*url)) return {};
    return base::fail(
        wrong("The URL must begin with https://. Plain http:// is allowed to this "
              "machine itself only (localhost, 127.0.0.1)."));
}

bool isReceiverAllowed(std::string_view url, std::span<const std::string> hosts) {
    if (hosts.empty()) return true;
    const auto parsed = boost::urls::parse_uri(boost::urls::string_view{url.data(), url.size()});
    if (!parsed) return false;
    std::string host{parsed->host_address()};
    if (host.ends_with('.')) host.pop_back();
    return std::ranges::any_of(hosts, [&](std::string_view allowed) {
        if (!allowed.starts_with("*.")) return base::equalsIgnoringCase(host, allowed);
        allowed.remove_prefix(1);
        return host.size() > allowed.size() &&
               base::equalsIgnoringCase(std::string_view{host}.substr(host.size() - allowed.size()),
                                        allowed);
    });
}

std::string shownAddress(std::string_view url) {
    return std::string{url.substr(0, url.find("://"))} + "://" + std::string{authorityIn(url)};
}

}  // namespace jim::runs::alert
