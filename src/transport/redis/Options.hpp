#pragma once

#include "foundation/base/Secret.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace jim::transport::redis {

/// Where a Redis, or one of its Sentinels, listens.
struct Address {
    std::string host;  ///< A name or a numeric IP address, without brackets.
    std::uint16_t port = 0;
    bool operator==(const Address&) const = default;
};

struct TlsOptions {
    bool enabled = false;
    std::filesystem::path caFile;           ///< PEM. Empty: what the operating system trusts.
    std::filesystem::path certificateFile;  ///< PEM, of this client. Empty: none.
    std::filesystem::path keyFile;          ///< PEM, without a passphrase.
};

/// How to reach a Redis. Of address, socket and sentinels exactly one is given.
struct Options {
    Address address;
    std::filesystem::path unixSocket;
    std::vector<Address> sentinels;
    std::string masterName;         ///< What the sentinels call it.
    base::Secret sentinelPassword;  ///< Empty: they ask for none.

    std::string username;  ///< Empty: the default user.
    base::Secret password;
    TlsOptions tls;  ///< For Redis and its sentinels alike; not for a unix socket.
    std::int64_t database = 0;
    std::string clientName = "jim";

    std::size_t connections = 2;                 ///< For commands; one more for subscriptions.
    std::chrono::milliseconds connectTime{500};  ///< From the name to the end of the handshake.
    std::chrono::milliseconds commandTime{250};  ///< From the call to the answer.
    std::chrono::milliseconds checkTime{1000};   ///< Between two checks that it lives, as a master.
    std::size_t maxReplyBytes = 4 * 1024 * 1024;  ///< A reply that is larger ends its connection.
    std::size_t maxWaiting = 4096;                ///< More commands than this at once are refused.
};

}  // namespace jim::transport::redis
