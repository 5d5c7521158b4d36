#pragma once

#include "api/operation/Call.hpp"
#include "transport/http/Responder.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace jim::api::operation {

using transport::http::Method;

/// The least level that may call a route. It has no default: a route cannot be left open.
class Access {
public:
    constexpr Access(Level level) : level_(level) {}
    [[nodiscard]] constexpr Level level() const { return level_; }

private:
    Level level_;
};

/// One way to succeed. `body` names what comes back: a schema or scalar, `X[]` for a bare array,
/// `page:X` for a page of them, nothing for no body.
struct Success {
    int status = 200;
    std::string_view body{};
};

using Operation = std::function<base::Result<Reply>(Call&)>;
/// For answers that come later or bit by bit: takes the responder, or leaves it alone, so that
/// `run` answers. An error is answered as usual.
using StreamOperation = std::function<base::Status(Call&, transport::http::Responder&)>;

/// The snapshot by which `run` and `stream` can answer at once, without a session, the store or
/// anything else that blocks: `Call::progressOf` gives it to them. Null: they have to wait.
using Recall = std::function<progress::SnapshotPtr(const transport::http::Request&,
                                                   const PathValues&, const ApiContext&)>;

/// Everything there is to know about one operation: the router, the checks before it runs, the
/// OpenAPI document, the page for people and the reference in docs/ come from this.
struct Route {
    Method method = Method::Get;
    std::string_view path;  ///< Below /api/v1: `/things/{id:int}`, `{id:guid}` or `{name}`.
    Access access;
    std::string_view summary;  ///< One sentence.
    std::string_view query{};  ///< Parameters, in the notation of Schema.hpp.
    std::string_view body{};   ///< Members of the request body, likewise.
    std::vector<Success> successes{};
    Operation run{};
    StreamOperation stream{};  ///< Instead of `run`, or before it.
    Recall recall{};           ///< Empty: never at once.
    bool tickets = false;      ///< A ticket in the query may stand for the key.
};

}  // namespace jim::api::operation
