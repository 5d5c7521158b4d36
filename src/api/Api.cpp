#include "api/Api.hpp"

#include "api/Routes.hpp"
#include "api/impl/Router.hpp"
#include "api/impl/SessionPool.hpp"
#include "api/operation/Reader.hpp"
#include "api/service_setting/Limits.hpp"
#include "foundation/base/EnumText.hpp"

#include <fmt/format.h>

#include <exception>

namespace jim::api {

using access::Admission;
using access::Level;
using access::Verdict;
using operation::Call;
using operation::ErrorBody;
using operation::Json;
using operation::Reply;
using operation::Route;
using transport::http::Request;
using transport::http::Responder;
using transport::http::Response;

namespace {

constexpr std::size_t kLargestBody = 1024 * 1024;

/// The health pages are asked for by monitors, often, and must not be refused for that.
bool isHealth(const std::vector<std::string>& segments) {
    return segments.size() >= 3 && base::equalsIgnoringCase(segments[0], "api") &&
           base::equalsIgnoringCase(segments[1], "v1") &&
           base::equalsIgnoringCase(segments[2], "health");
}

std::string listOf(const std::vector<operation::Method>& methods) {
    std::string list;
    for (const auto method : methods)
        list += (list.empty() ? "" : ", ") + std::string{toText(method)};
    return list;
}

ErrorBody refusal(const Admission& admission) {
    if (admission.verdict == Verdict::TooManyRequests)
        return {429, "TOO_MANY_REQUESTS", "Too many requests: wait, then try again."};
    return {401, "UNAUTHORISED", "This API key is not known, is disabled or has expired."};
}

std::optional<ErrorBody> refusal(const Route& route, const access::Principal& principal) {
    if (principal.level() >= route.access.level()) return std::nullopt;
    if (!principal.keyId) return ErrorBody{401, "UNAUTHORISED", "Send an API key in X-API-Key."};
    return ErrorBody{403, "FORBIDDEN",
                     fmt::format("This needs the role {}.", toText(route.access.level()))};
}

base::Result<Json> bodyOf(const Request& request, const Route& route) {
    if (route.body.empty() || request.body.find_first_not_of(" \t\r\n") == std::string::npos)
        return Json::object();
    JIM_ASSIGN(Json body, operation::parseJson(request.body));
    if (body.members() == nullptr)
        return base::fail(base::invalidInput("$", "The request body is a JSON object."));
    return body;
}

}  // namespace

struct Api::State {
    explicit State(ApiContext given) : context(std::move(given)) {}

    /// What a request needs to get to its operation, and the operation's call.
    struct Passage {
        const Route* route = nullptr;
        access::Principal principal{};
        operation::PathValues path{};
        std::optional<Reply> refused{};  ///< Set: the operation does not run.
    };

    ApiContext context;
    std::vector<Route> routes = allRoutes();
    impl::Router router{routes};
    impl::SessionPool sessions{context.sessions};
    access::Gate gate{context.clock};

    [[nodiscard]] access::Gate::Source gateSource();
    [[nodiscard]] Passage admit(const Request& request);
    [[nodiscard]] base::Status run(const Request& request, const Passage& passage,
                                   const std::function<base::Status(Call&)>& operation);
    [[nodiscard]] Reply replyTo(const Request& request, const Passage& passage);
    [[nodiscard]] Reply reply(const ErrorBody& error) const {
        return operation::errorReply(error, context.clock.now());
    }
    [[nodiscard]] Reply reply(const base::Error& error) const;
};

access::Gate::Source Api::State::gateSource() {
    return {[this](const std::string& hash) -> base::Result<std::optional<security::ApiKey>> {
                JIM_ASSIGN(const auto session, sessions.lend());
                return (*session).apiKeys().findByHash(hash);
            },
            [this]() -> base::Result<access::RateLimits> {
                JIM_ASSIGN(const auto session, sessions.lend());
                return service_setting::rateLimits(*session);
            }};
}

Reply Api::State::reply(const base::Error& error) const {
    ErrorBody body = operation::toErrorBody(error);
    if (body.status == 500) {
        body.details = "Correlation id: " + base::toText(base::newGuid(context.clock.now()));
        if (context.log)
            context.log(fmt::format("{} {} ({})", body.details, error.message, error.detail));
    }
    return reply(body);
}

Api::State::Passage Api::State::admit(const Request& request) {
    Passage passage;
    const auto segments = request.segments();
    auto match = router.find(request.method, segments);
    const auto admission = gate.admit(request, isHealth(segments), gateSource());
    if (!admission) {
        passage.refused = reply(admission.error());
    } else if (admission->verdict != Verdict::Admitted) {
        passage.refused = reply(refusal(*admission));
        if (admission->verdict == Verdict::TooManyRequests)
            passage.refused->headers.push_back(
                {"Retry-After", std::to_string(admission->retryAfter.count())});
    } else if (match.route == nullptr && match.allowed.empty()) {
        passage.refused = reply(ErrorBody{404, "NOT_FOUND", "There is nothing at this path."});
    } else if (match.route == nullptr) {
        passage.refused = reply(ErrorBody{405, "BAD_REQUEST", "This method is not allowed here."});
        passage.refused->headers.push_back({"Allow", listOf(match.allowed)});
    } else if (const auto refused = refusal(*match.route, admission->principal)) {
        passage.refused = reply(*refused);
    } else if (request.body.size() > kLargestBody) {
        passage.refused = reply(ErrorBody{413, "BAD_REQUEST", "The body is larger than 1 MiB."});
    } else {
        passage = {match.route, admission->principal, std::move(match.path), std::nullopt};
    }
    return passage;
}

base::Status Api::State::run(const Request& request, const Passage& passage,
                             const std::function<base::Status(Call&)>& operation) {
    JIM_ASSIGN(Json body, bodyOf(request, *passage.route));
    std::optional<impl::SessionPool::Lease> lease;
    if (passage.route->access.level() != Level::Anonymous) {
        auto lent = sessions.lend();
        if (!lent) return base::fail(std::move(lent).error());
        lease.emplace(std::move(*lent));
    }
    Call call{{request, context, passage.principal, gate, lease ? lease->get() : nullptr,
               passage.path, std::move(body)}};
    try {
        return operation(call);
    } catch (const std::exception& broken) {
        // Not an expected failure: but one request must not end the service for all the others.
        return base::fail(base::internal(broken.what()));
    }
}

Reply Api::State::replyTo(const Request& request, const Passage& passage) {
    if (passage.refused) return *passage.refused;
    Reply result;
    const base::Status status = run(request, passage, [&](Call& call) -> base::Status {
        JIM_ASSIGN(result, passage.route->run(call));
        return {};
    });
    return status ? std::move(result) : reply(status.error());
}

namespace {

Response toResponse(Reply&& reply) {
    Response response{reply.status, std::move(reply.contentType), std::move(reply.body),
                      std::move(reply.headers)};
    response.headers.push_back({"api-supported-versions", "1.0"});
    return response;
}

}  // namespace

Api::Api(ApiContext context) : state_(std::make_unique<State>(std::move(context))) {}
Api::~Api() = default;

Response Api::answer(const Request& request) {
    return toResponse(state_->replyTo(request, state_->admit(request)));
}

void Api::handle(Request&& request, Responder respond) {
    const auto passage = state_->admit(request);
    if (passage.refused || !passage.route->stream) {
        respond(toResponse(state_->replyTo(request, passage)));
        return;
    }
    const auto status = state_->run(
        request, passage, [&](Call& call) { return passage.route->stream(call, respond); });
    if (!status) respond(toResponse(state_->reply(status.error())));
}

base::Status Api::keepKeyUses() {
    const auto uses = state_->gate.takeKeyUses();
    if (uses.empty()) return {};
    JIM_ASSIGN(const auto session, state_->sessions.lend());
    auto& keys = (*session).apiKeys();
    return (*session).transactions().write([&]() -> base::Status {
        JIM_ASSIGN(const auto all, keys.all());
        for (auto key : all) {
            const auto use = uses.find(key.id);
            if (use == uses.end()) continue;
            key.lastUsed = use->second.when;
            key.lastUsedFrom = use->second.from;
            JIM_TRY(keys.save(key));
        }
        return {};
    });
}

}  // namespace jim::api
