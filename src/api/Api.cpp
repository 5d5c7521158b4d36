#include "api/Api.hpp"

#include "api/Routes.hpp"
#include "api/activity/Degraded.hpp"
#include "api/impl/Router.hpp"
#include "api/impl/SessionPool.hpp"
#include "api/monitoring/Operations.hpp"
#include "api/monitoring/RunMetrics.hpp"
#include "api/operation/Reader.hpp"
#include "api/service_setting/Limits.hpp"
#include "api/watch/Feed.hpp"
#include "foundation/base/EnumText.hpp"
#include "foundation/metrics/Registry.hpp"
#include "transport/http/Responder.hpp"

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
    return operation::invalidKey();
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
    explicit State(ApiContext given) : context(std::move(given)) {
        if (context.metrics != nullptr) measureRuns(*context.metrics);
    }

    /// What a request needs to get to its operation, and the operation's call.
    struct Passage {
        const Route* route = nullptr;
        access::Principal principal{};
        operation::PathValues path{};
        std::optional<Reply> refused{};    ///< Set: the operation does not run.
        progress::SnapshotPtr recalled{};  ///< Set: it runs at once, without a session.
    };

    ApiContext context;
    std::vector<Route> routes = allRoutes();
    impl::Router router{routes};
    impl::SessionPool sessions{context.sessions};
    access::Gate gate{context.clock, context.encryptionKeys, context.sharedTickets};
    watch::Feed feed{
        {context.progress, context.clock,
         [this](const base::Guid& id, bool away) { return describe(id, away); },
         [this](const std::string& keyHash) { return gate.isUsable(keyHash, gateSource()); },
         context.watchersEach}};

    [[nodiscard]] base::Result<watch::Found> describe(const base::Guid& id, bool away);
    const Route metricsRoute = monitoring::getMetrics();
    std::unique_ptr<monitoring::RunMetrics> runMetrics{};

    void measureRuns(metrics::Registry& registry);

    [[nodiscard]] access::Gate::Source gateSource();
    [[nodiscard]] impl::Match find(const Request& request) const;
    [[nodiscard]] Passage admit(const Request& request);
    [[nodiscard]] Passage pass(impl::Match match, const base::Result<Admission>& admission,
                               const Request& request) const;
    [[nodiscard]] base::Status run(const Request& request, const Passage& passage,
                                   const std::function<base::Status(Call&)>& operation);
    void serve(const Request& request, const Passage& passage, Responder& respond);
    void measure(const Passage& passage, int status, std::chrono::microseconds took) const;
    [[nodiscard]] Reply replyTo(const Request& request, const Passage& passage);
    [[nodiscard]] Reply reply(const ErrorBody& error) const {
        return operation::errorReply(error, context.clock.now());
    }
    [[nodiscard]] Reply reply(const base::Error& error) const;
};

void Api::State::measureRuns(metrics::Registry& registry) {
    runMetrics =
        std::make_unique<monitoring::RunMetrics>(registry, context.progress, context.clock);
    feed.onTold([this](const std::vector<progress::SnapshotPtr>& snapshots) {
        runMetrics->observe(snapshots);
    });
    registry.collect([this](metrics::Scrape& scrape) {
        runMetrics->collect(scrape);
        feed.measure(scrape);
    });
}

base::Result<watch::Found> Api::State::describe(const base::Guid& id, bool away) {
    JIM_ASSIGN(const auto session, sessions.lend());
    return activity::describe(*session, id, {context.clock.now(), away, context.progressTtl});
}

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

impl::Match Api::State::find(const Request& request) const {
    if (request.path == "/metrics" && request.method == operation::Method::Get)
        return {&metricsRoute, {}, {}};
    return router.find(request.method, request.segments());
}

Api::State::Passage Api::State::admit(const Request& request) {
    auto match = find(request);
    const bool tickets = match.route != nullptr && match.route->tickets;
    const auto admission =
        gate.admit(request, {isHealth(request.segments()), tickets}, gateSource());
    return pass(std::move(match), admission, request);
}

Api::State::Passage Api::State::pass(impl::Match match, const base::Result<Admission>& admission,
                                     const Request& request) const {
    Passage passage;
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
    if (passage.route->access.level() != Level::Anonymous && !passage.recalled) {
        auto lent = sessions.lend();
        if (!lent) return base::fail(std::move(lent).error());
        lease.emplace(std::move(*lent));
    }
    Call call{{request, context, passage.principal, gate, feed, lease ? lease->get() : nullptr,
               passage.path, std::move(body), passage.recalled}};
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

Api::Api(ApiContext context) : state_(std::make_unique<State>(std::move(context))) {}
Api::~Api() = default;

Response Api::answer(const Request& request) {
    return toResponse(state_->replyTo(request, state_->admit(request)));
}

void Api::State::serve(const Request& request, const Passage& passage, Responder& respond) {
    const auto began = context.clock.steady();
    Reply result;
    if (!passage.refused && passage.route->stream) {
        const auto status =
            run(request, passage, [&](Call& call) { return passage.route->stream(call, respond); });
        if (respond.spent()) return;
        result = status && passage.route->run ? replyTo(request, passage) : reply(status.error());
    } else {
        result = replyTo(request, passage);
    }
    measure(passage, result.status, context.clock.steady() - began);
    respond(toResponse(std::move(result)));
}

void Api::State::measure(const Passage& passage, int status, std::chrono::microseconds took) const {
    if (context.metrics == nullptr) return;
    const auto* route = passage.route;
    context.metrics->observe(metrics::kHttpRequestSeconds, static_cast<double>(took.count()) / 1e6,
                             {route == nullptr ? "(refused)" : std::string{route->path}});
    context.metrics->add(metrics::kHttpResponses, 1, {std::to_string(status)});
}

void Api::handle(Request&& request, Responder respond) {
    state_->serve(request, state_->admit(request), respond);
}

bool Api::handleAtOnce(Request& request, Responder& respond) {
    auto match = state_->find(request);
    if (match.route == nullptr || !match.route->recall) return false;
    // A ticket is used up by whoever admits it, and that is to be `handle`.
    if (match.route->tickets && request.queryValue("ticket")) return false;
    auto recalled = match.route->recall(request, match.path, state_->context);
    if (!recalled) return false;
    static const access::Gate::Source kRemembered{
        [](const std::string&) -> base::Result<std::optional<security::ApiKey>> {
            return base::fail(base::internal("not remembered"));
        },
        []() -> base::Result<access::RateLimits> {
            return base::fail(base::internal("not remembered"));
        }};
    const auto admission = state_->gate.admit(request, {}, kRemembered);
    if (!admission) return false;
    auto passage = state_->pass(std::move(match), admission, request);
    passage.recalled = std::move(recalled);
    state_->serve(request, passage, respond);
    return true;
}

void Api::waitAndTellWatchers(const base::StopToken& stop) {
    state_->feed.waitAndTell(stop);
}

void Api::tellWatchers() {
    state_->feed.tellDue();
}

std::size_t Api::watchers() const {
    return state_->feed.watchers();
}

void Api::endWaits() {
    state_->feed.endWaits();
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
