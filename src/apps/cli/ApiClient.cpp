#include "apps/cli/ApiClient.hpp"

#include "apps/cli/impl/Json.hpp"

#include <fmt/format.h>

#include <charconv>
#include <fstream>
#include <utility>

namespace jim::apps::cli {
namespace {

namespace http = transport::http;

std::optional<std::chrono::seconds> retryAfterOf(const http::Response& response) {
    const auto text = response.findHeader("Retry-After").value_or("");
    long seconds = 0;
    const auto [stopped, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (text.empty() || error != std::errc{} || stopped != text.data() + text.size() || seconds < 0)
        return std::nullopt;
    return std::chrono::seconds{seconds};
}

base::ErrorKind kindOf(int status) {
    switch (status) {
        case 401:
            return base::ErrorKind::Unauthorised;
        case 403:
            return base::ErrorKind::Forbidden;
        case 404:
            return base::ErrorKind::NotFound;
        case 409:
            return base::ErrorKind::Conflict;
        case 429:
        case 502:
        case 503:
        case 504:
            return base::ErrorKind::Unavailable;
        default:
            return status >= 500 ? base::ErrorKind::External : base::ErrorKind::InvalidInput;
    }
}

/// A host that cannot be another machine: the key in our data folder is for no one else.
bool isThisMachine(std::string_view url) {
    constexpr std::string_view kScheme = "http://";
    if (url.starts_with(kScheme)) url.remove_prefix(kScheme.size());
    const auto host = url.substr(0, url.find_first_of(":/?#"));
    if (url.starts_with("[::1]")) return true;
    const bool numeric = host.find_first_not_of("0123456789.") == std::string_view::npos;
    return host == "localhost" || (numeric && host.starts_with("127."));
}

std::string firstLineOf(const std::filesystem::path& path) {
    constexpr std::streamsize kLongest = 512;
    std::ifstream file{path, std::ios::binary};
    std::string text(static_cast<std::size_t>(kLongest), '\0');
    file.read(text.data(), kLongest);
    text.resize(static_cast<std::size_t>(file.gcount()));
    return text.substr(0, text.find_first_of("\r\n"));
}

}  // namespace

std::string Answer::code() const {
    const auto document = json::parseObject(body);
    return document ? json::text(*document, "code") : std::string{};
}

base::Error Answer::error() const {
    base::Error error;
    error.kind = kindOf(status);
    const auto document = json::parseObject(body);
    error.message = document ? json::text(*document, "message") : std::string{};
    if (error.message.empty()) error.message = fmt::format("The server answered {}.", status);
    if (!document) return error;
    if (const auto* problems = json::child(*document, "validationErrors"))
        for (const auto& [field, texts] : *problems) {
            // A single problem is the message already.
            const auto text = json::shown(texts);
            if (error.message.find(text) == std::string::npos)
                error.message += fmt::format(" {}: {}", std::string_view{field}, text);
        }
    return error;
}

ApiClient::ApiClient(std::string_view url, base::Secret key, http::ClientOptions options)
    : client_(url, std::move(options)), key_(std::move(key)) {}

base::Result<Answer> ApiClient::ask(http::Method method, std::string_view path,
                                    const http::Headers& headers) {
    http::Headers all = headers;
    all.push_back({"X-API-Key", key_.reveal()});
    all.push_back({"Accept", "application/json"});
    JIM_ASSIGN(auto response, client_.send(method, fmt::format("/api/v1{}", path), all));
    return Answer{response.status, std::move(response.body),
                  std::string{response.findHeader("ETag").value_or("")}, retryAfterOf(response)};
}

void ApiClient::whileWaiting(http::Client::WhileWaiting glance) {
    client_.whileWaiting(std::move(glance));
}

base::Result<std::string> ApiClient::bodyOf(http::Method method, std::string_view path) {
    JIM_ASSIGN(auto answer, ask(method, path));
    if (!answer.ok()) return base::fail(answer.error());
    return std::move(answer.body);
}

base::Result<std::string> ApiClient::get(std::string_view path) {
    return bodyOf(http::Method::Get, path);
}

base::Result<std::string> ApiClient::post(std::string_view path) {
    return bodyOf(http::Method::Post, path);
}

std::string findUrl(const config::Settings& settings) {
    if (!settings.url.empty()) return settings.url;
    auto left = firstLineOf(settings.dataDir / "server.url");
    return left.starts_with("http://") ? left : "http://127.0.0.1:5200";
}

base::Result<base::Secret> findKey(const config::Settings& settings) {
    if (!settings.apiKey.empty()) return settings.apiKey;
    if (!isThisMachine(settings.url))
        return base::fail(base::invalidInput(
            "JIM_API_KEY",
            "There is no API key: set JIM_API_KEY. The key in the data folder is "
            "for a server on this machine only."));
    const auto path = settings.dataDir / "administrator.key";
    auto key = firstLineOf(path);
    if (key.empty())
        return base::fail(base::invalidInput(
            "JIM_API_KEY",
            fmt::format("There is no API key: set JIM_API_KEY, or set JIM_DATA_DIR to the server's "
                        "data folder ('{}' cannot be read).",
                        path.string())));
    return base::Secret{std::move(key)};
}

}  // namespace jim::apps::cli
