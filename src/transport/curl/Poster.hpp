#pragma once

#include "foundation/base/Result.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace jim::transport::curl {

struct PosterOptions {
    std::chrono::milliseconds connectTime{5'000};
    std::chrono::milliseconds totalTime{10'000};  ///< Of one request, with its answer.
    std::size_t maxAnswerBytes = 64 * 1024;
    std::filesystem::path caFile;  ///< Empty: the authorities that the system trusts.
};

struct PostRequest {
    std::uint64_t number = 0;  ///< The caller's, to know the answer by.
    std::string url;           ///< http or https.
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
};

/// What came of a request: an HTTP status, or why there is none.
struct PostAnswer {
    std::uint64_t number = 0;
    base::Result<int> status;
};

/// Sends POST requests, several at the same time, and waits for their answers on one thread.
/// Addresses that are forbidden (ForbiddenAddress) are not called, whatever name leads to them.
/// Certificates are checked; redirects are answers like others and are not followed; bodies of
/// answers are thrown away. Proxies are those of the environment (`https_proxy`, `no_proxy`), never
/// for this machine itself. One thread at a time, but for `wake`.
class Poster {
public:
    explicit Poster(PosterOptions options = {});
    ~Poster();  ///< Requests under way are dropped.
    Poster(const Poster&) = delete;
    Poster& operator=(const Poster&) = delete;

    /// Begins a request; its answer comes by `wait`, whatever it is.
    void start(PostRequest request);

    /// Moves what is under way until something has ended, `atMost` is over or `wake` was called.
    [[nodiscard]] std::vector<PostAnswer> wait(std::chrono::milliseconds atMost);

    /// Ends a `wait`, or the next one. From any thread.
    void wake();

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace jim::transport::curl
