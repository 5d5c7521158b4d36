#include "api/live_progress/Operations.hpp"

namespace jim::api::live_progress {

using namespace operation;

namespace {

base::Result<Reply> runCreateTicket(Call& call) {
    const auto ticket = call.gate().tickets().issue(call.principal().keyHash);
    if (!ticket)
        return base::fail(base::Error{base::ErrorKind::Unavailable,
                                      "Too many tickets are waiting to be used. Try again soon.",
                                      {},
                                      {}});
    Reply reply = document(Json::object()
                               .set("ticket", ticket->reveal())
                               .set("expiresAt", call.now() + access::Tickets::kAge)
                               .serialised(),
                           201);
    reply.headers.push_back({"Cache-Control", "no-store"});
    return reply;
}

}  // namespace

Route createTicket() {
    return {
        .method = Method::Post,
        .path = "/progress/tickets",
        .access = Level::Reader,
        .summary =
            "Makes a ticket for one event stream or WebSocket, to be used as `?ticket=` "
            "within 30 seconds by clients that cannot send headers.",
        .successes = {{201, "ProgressTicket"}},
        .run = runCreateTicket,
    };
}

std::span<const Schema> schemas() {
    static constexpr Schema kSchemas[] = {
        {"ProgressTicket", "ticket, expiresAt:ts"},
    };
    return kSchemas;
}

}  // namespace jim::api::live_progress
