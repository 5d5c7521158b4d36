#include "transport/http/impl/RequestHead.hpp"

#include "foundation/base/EnumText.hpp"
#include "transport/http/Target.hpp"

namespace jim::transport::http::impl {

namespace beast = boost::beast;
using beast::http::field;

namespace {

std::string_view view(beast::string_view text) {
    return {text.data(), text.size()};
}

std::optional<Refusal> checkCodings(const Parser& parser) {
    const auto& head = parser.get();
    const auto codings = head.equal_range(field::transfer_encoding);
    if (codings.first != codings.second) {
        if (head.version() < 11) return Refusal{400, "Transfer-Encoding is not part of HTTP/1.0."};
        const bool single = std::next(codings.first) == codings.second;
        if (!single || !base::equalsIgnoringCase(view(codings.first->value()), "chunked"))
            return Refusal{501, "This transfer coding is not supported; send chunked or none."};
    }
    const auto expect = head.find(field::expect);
    if (expect != head.end() && !base::equalsIgnoringCase(view(expect->value()), "100-continue"))
        return Refusal{417, "This expectation is not supported."};
    return std::nullopt;
}

std::optional<Refusal> checkHost(const Parser& parser, const HostList& hosts,
                                 const std::string& authority) {
    const auto found = parser.get().equal_range(field::host);
    if (found.first == found.second) return Refusal{400, "The Host header is missing."};
    if (std::next(found.first) != found.second)
        return Refusal{400, "There is more than one Host header."};
    const std::string_view host = view(found.first->value());
    if (!hostOf(host)) return Refusal{400, "The Host header is not a host."};
    // The absolute form's host wins over the header (RFC 9112, section 3.2.2).
    if (!hosts.allows(authority.empty() ? host : std::string_view{authority}))
        return Refusal{421, "This server does not answer to the host name of the request."};
    return std::nullopt;
}

}  // namespace

std::optional<Refusal> readHead(const Parser& parser, const HostList& hosts, Incoming& incoming) {
    const auto& head = parser.get();
    Request& request = incoming.request;
    const auto method = parseMethod(view(head.method_string()));
    if (!method) return Refusal{501, "This method is not supported."};
    request.method = *method;
    request.target = view(head.target());
    auto target = parseTarget(request.target);
    if (!target || (target->path == "*" && *method != Method::Options))
        return Refusal{400, "The request target is malformed."};
    if (auto refusal = checkHost(parser, hosts, target->authority)) return refusal;
    if (auto refusal = checkCodings(parser)) return refusal;
    request.path = std::move(target->path);
    request.query = std::move(target->query);
    for (const auto& line : head)
        request.headers.push_back(
            {std::string{view(line.name_string())}, std::string{view(line.value())}});
    incoming.expectsContinue = head.version() == 11 && head.find(field::expect) != head.end();
    incoming.wire = {parser.keep_alive(), head.version() == 10, *method == Method::Head};
    return std::nullopt;
}

Refusal refusalOf(beast::error_code code) {
    using beast::http::error;
    if (code == error::header_limit) return {431, "The request's headers are too large."};
    if (code == error::body_limit) return {413, "The request's body is too large."};
    if (code == error::bad_version) return {505, "Only HTTP/1.0 and HTTP/1.1 are served."};
    return {400, "The request is not correct HTTP."};
}

}  // namespace jim::transport::http::impl
