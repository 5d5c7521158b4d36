#pragma once

#include "foundation/base/Result.hpp"
#include "foundation/base/Secret.hpp"
#include "foundation/config/Settings.hpp"
#include "transport/http/Client.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace jim::apps::cli {

/// What a server answered, whatever its status.
struct Answer {
    int status = 0;
    std::string body;
    std::string etag;
    std::optional<std::chrono::seconds> retryAfter;

    [[nodiscard]] bool ok() const { return status >= 200 && status < 300; }

    /// The `code` of an error body; empty when there is none.
    [[nodiscard]] std::string code() const;

    /// The server's refusal as an error for people, with its validation errors.
    [[nodiscard]] base::Error error() const;
};

/// A question that is asked again and again.
struct Question {
    std::string path;
    transport::http::Headers headers;
};

/// The REST interface as the commands use it: paths begin after `/api/v1`. One thread.
class ApiClient {
public:
    ApiClient(std::string_view url, base::Secret key, transport::http::ClientOptions options = {});

    /// Any answer of the server. Unavailable, External: there is none.
    [[nodiscard]] base::Result<Answer> ask(transport::http::Method method, std::string_view path,
                                           const transport::http::Headers& headers = {});

    /// See `transport::http::Client::whileWaiting`; a request that is given up is Cancelled.
    void whileWaiting(transport::http::Client::WhileWaiting glance);

    /// The body of a successful answer; any other is an error with the server's words.
    [[nodiscard]] base::Result<std::string> get(std::string_view path);
    [[nodiscard]] base::Result<std::string> post(std::string_view path);

private:
    [[nodiscard]] base::Result<std::string> bodyOf(transport::http::Method method,
                                                   std::string_view path);

    transport::http::Client client_;
    base::Secret key_;
};

/// The server to talk to: `JIM_URL`, or the one that serves the data folder, or what is usual.
[[nodiscard]] std::string findUrl(const config::Settings& settings);

/// The key to use: `JIM_API_KEY`, or, for a server on this machine only, the one that `jim serve`
/// left in the data folder. InvalidInput when there is neither.
[[nodiscard]] base::Result<base::Secret> findKey(const config::Settings& settings);

}  // namespace jim::apps::cli
