#include "transport/http/Conversation.hpp"

#include "foundation/base/EnumText.hpp"

#include <algorithm>

namespace jim::transport::http {

namespace {

/// A key is 16 bytes in base64.
constexpr std::size_t kKeySize = 24;

bool listNames(std::string_view list, std::string_view name) {
    while (!list.empty()) {
        const auto comma = std::min(list.find(','), list.size());
        std::string_view item = list.substr(0, comma);
        while (item.starts_with(' ')) item.remove_prefix(1);
        while (item.ends_with(' ')) item.remove_suffix(1);
        if (base::equalsIgnoringCase(item, name)) return true;
        list.remove_prefix(std::min(comma + 1, list.size()));
    }
    return false;
}

}  // namespace

std::optional<std::string> webSocketKey(const Request& request) {
    const auto key = request.header("Sec-WebSocket-Key");
    const bool asked = request.method == Method::Get &&
                       listNames(request.header("Connection"), "upgrade") &&
                       listNames(request.header("Upgrade"), "websocket") &&
                       request.header("Sec-WebSocket-Version") == "13" && key.size() == kKeySize;
    return asked ? std::optional{std::string{key}} : std::nullopt;
}

}  // namespace jim::transport::http
