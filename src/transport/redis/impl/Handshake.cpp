#include "transport/redis/impl/Handshake.hpp"

#include <fmt/format.h>

#include <charconv>
#include <optional>

namespace jim::transport::redis::impl {
namespace {

/// `HELLO 2 [AUTH user password] SETNAME name`.
Command hello(const Options& options) {
    Command command{"HELLO", "2"};
    if (!options.password.empty())
        command.add("AUTH")
            .add(options.username.empty() ? "default" : options.username)
            .add(options.password.reveal());
    return command.add("SETNAME").add(options.clientName);
}

bool isUnknownCommand(const Reply& reply) {
    return reply.isError() && reply.text.starts_with("ERR unknown command");
}

Failure notRedis(std::string message) {
    return {Trouble::Protocol, std::move(message)};
}

std::optional<std::uint16_t> portOf(const Reply& reply) {
    std::uint16_t port = 0;
    const auto* end = reply.text.data() + reply.text.size();
    const auto [stopped, error] = std::from_chars(reply.text.data(), end, port);
    if (!reply.isText() || error != std::errc{} || stopped != end || port == 0) return std::nullopt;
    return port;
}

}  // namespace

std::vector<Command> greeting(const Options& options) {
    std::vector<Command> commands{hello(options)};
    if (options.database != 0) commands.push_back(Command{"SELECT"}.add(options.database));
    commands.push_back(roleQuestion());
    return commands;
}

Failure judgeGreeting(const Options& options, std::span<const Reply> replies) {
    if (isUnknownCommand(replies.front()))
        return notRedis("Redis is older than version 6: version 7 is what JIM works with.");
    if (replies.front().isError()) return failureOf(replies.front().text);
    if (options.database != 0 && replies[1].isError()) {
        if (replies[1].errorCode() == "NOPERM") return failureOf(replies[1].text);
        return {Trouble::Refused, fmt::format("Redis has no database {}: check JIM_REDIS_DATABASE.",
                                              options.database)};
    }
    return judgeRole(replies.back());
}

Command roleQuestion() {
    return {"ROLE"};
}

Failure judgeRole(const Reply& reply) {
    if (reply.isError()) return failureOf(reply.text);
    if (!reply.isArray() || reply.elements.empty() || !reply.elements.front().isText())
        return notRedis("What answers does not speak as Redis does.");
    if (reply.elements.front().text != "master") return failureOf("READONLY");
    return {};
}

std::vector<Command> sentinelQuestion(const Options& options) {
    std::vector<Command> commands;
    if (!options.sentinelPassword.empty())
        commands.push_back(Command{"AUTH"}.add(options.sentinelPassword.reveal()));
    commands.push_back({"SENTINEL", "get-master-addr-by-name", options.masterName});
    return commands;
}

MasterAnswer judgeSentinel(const Options& options, std::span<const Reply> replies) {
    const auto& answer = replies.back();
    if (replies.front().isError())
        return {{},
                {Trouble::NoMaster, fmt::format("A sentinel refuses to answer: {}",
                                                failureOf(replies.front().text).message)}};
    if (answer.kind == Reply::Kind::Nil)
        return {{},
                {Trouble::NoMaster, fmt::format("The sentinels know no master called '{}': check "
                                                "JIM_REDIS_SENTINEL_MASTER.",
                                                options.masterName)}};
    const bool good = answer.isArray() && answer.elements.size() == 2 &&
                      answer.elements[0].isText() && !answer.elements[0].text.empty();
    const auto port = good ? portOf(answer.elements[1]) : std::nullopt;
    if (!port) return {{}, {Trouble::NoMaster, "A sentinel's answer is not understood."}};
    return {{answer.elements[0].text, *port}, {}};
}

}  // namespace jim::transport::redis::impl
