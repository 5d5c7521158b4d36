#include "transport/curl/Poster.hpp"

#include "transport/curl/ForbiddenAddress.hpp"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <fmt/format.h>

#include <list>
#include <mutex>
#include <optional>

namespace jim::transport::curl {
namespace {

using EasyHandle = std::unique_ptr<CURL, decltype(&curl_easy_cleanup)>;
using MultiHandle = std::unique_ptr<CURLM, decltype(&curl_multi_cleanup)>;
using HeaderList = std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)>;

void initialise() {
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

/// A request under way; it stays where it is, since libcurl points into it.
struct Transfer {
    PostRequest request;
    std::size_t room = 0;  ///< Bytes of the answer that may still come.
    EasyHandle easy{curl_easy_init(), &curl_easy_cleanup};
    HeaderList headers{nullptr, &curl_slist_free_all};
    char problem[CURL_ERROR_SIZE] = {};
    std::string refused;  ///< The address that was not called.
};

/// Opens the socket of a connection, once the address is known, whatever name led to it.
curl_socket_t openSocket(void* user, curlsocktype /*purpose*/, curl_sockaddr* to) {
    if (isForbidden(to->addr)) {
        static_cast<Transfer*>(user)->refused = shownAddress(to->addr);
        return CURL_SOCKET_BAD;
    }
    return ::socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
}

std::size_t discard(const char* /*data*/, std::size_t size, std::size_t count, void* user) {
    auto& transfer = *static_cast<Transfer*>(user);
    const auto bytes = size * count;
    if (bytes > transfer.room) return 0;
    transfer.room -= bytes;
    return bytes;
}

void addHeaders(Transfer& transfer) {
    const auto add = [&](const std::string& line) {
        auto* list = curl_slist_append(transfer.headers.get(), line.c_str());
        if (!transfer.headers) transfer.headers.reset(list);  // Else it is the one that was there.
    };
    for (const auto& [name, value] : transfer.request.headers)
        add(fmt::format("{}: {}", name, value));
    add("Expect:");  // No asking beforehand: bodies are small.
}

bool isThisMachine(const std::string& url) {
    CURLU* parts = curl_url();
    char* host = nullptr;
    const bool known = curl_url_set(parts, CURLUPART_URL, url.c_str(), 0) == CURLUE_OK &&
                       curl_url_get(parts, CURLUPART_HOST, &host, 0) == CURLUE_OK;
    const std::string name = known ? host : "";
    curl_free(host);
    curl_url_cleanup(parts);
    in_addr address{};
    const bool isAddress = ::inet_pton(AF_INET, name.c_str(), &address) == 1;
    return name == "localhost" || name == "[::1]" ||
           (isAddress && ntohl(address.s_addr) >> 24U == 127);
}

template <class T>
void set(Transfer& transfer, CURLoption option, T value) {
    curl_easy_setopt(transfer.easy.get(), option, value);
}

void prepare(Transfer& transfer, const PosterOptions& options) {
    const auto& request = transfer.request;
    addHeaders(transfer);
    transfer.room = options.maxAnswerBytes;
    set(transfer, CURLOPT_URL, request.url.c_str());
    set(transfer, CURLOPT_PROTOCOLS_STR, "http,https");
    set(transfer, CURLOPT_FOLLOWLOCATION, 0L);
    set(transfer, CURLOPT_POST, 1L);
    set(transfer, CURLOPT_POSTFIELDS, request.body.data());
    set(transfer, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
    set(transfer, CURLOPT_HTTPHEADER, transfer.headers.get());
    set(transfer, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options.connectTime.count()));
    set(transfer, CURLOPT_TIMEOUT_MS, static_cast<long>(options.totalTime.count()));
    set(transfer, CURLOPT_NOSIGNAL, 1L);
    set(transfer, CURLOPT_SSL_VERIFYPEER, 1L);
    set(transfer, CURLOPT_SSL_VERIFYHOST, 2L);
    set(transfer, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    if (!options.caFile.empty()) set(transfer, CURLOPT_CAINFO, options.caFile.c_str());
    if (isThisMachine(request.url)) set(transfer, CURLOPT_PROXY, "");
    set(transfer, CURLOPT_OPENSOCKETFUNCTION, &openSocket);
    set(transfer, CURLOPT_OPENSOCKETDATA, &transfer);
    set(transfer, CURLOPT_WRITEFUNCTION, &discard);
    set(transfer, CURLOPT_WRITEDATA, &transfer);
    set(transfer, CURLOPT_ERRORBUFFER, static_cast<char*>(transfer.problem));
    set(transfer, CURLOPT_PRIVATE, &transfer);
}

base::Result<int> resultOf(const Transfer& transfer, CURLcode code) {
    long status = 0;
    curl_easy_getinfo(transfer.easy.get(), CURLINFO_RESPONSE_CODE, &status);
    // An answer that is too long is an answer.
    const bool answered = code == CURLE_OK || (code == CURLE_WRITE_ERROR && status != 0);
    if (answered) return static_cast<int>(status);
    if (!transfer.refused.empty())
        return base::fail(base::external(fmt::format(
            "{} is a link-local address, or one at which clouds tell machines their secrets: "
            "nothing is sent there.",
            transfer.refused)));
    const auto* problem = transfer.problem;
    return base::fail(
        base::external(problem[0] != '\0' ? std::string{problem} : curl_easy_strerror(code)));
}

}  // namespace

struct Poster::State {
    PosterOptions options;
    MultiHandle multi{curl_multi_init(), &curl_multi_cleanup};
    std::list<Transfer> transfers;

    void end(const Transfer* ended) {
        curl_multi_remove_handle(multi.get(), ended->easy.get());
        transfers.remove_if([ended](const Transfer& one) { return &one == ended; });
    }
};

Poster::Poster(PosterOptions options) {
    initialise();
    state_ = std::make_unique<State>();
    state_->options = std::move(options);
}

Poster::~Poster() {
    while (!state_->transfers.empty()) state_->end(&state_->transfers.front());
}

void Poster::start(PostRequest request) {
    auto& transfer = state_->transfers.emplace_back();
    transfer.request = std::move(request);
    prepare(transfer, state_->options);
    curl_multi_add_handle(state_->multi.get(), transfer.easy.get());
}

std::vector<PostAnswer> Poster::wait(std::chrono::milliseconds atMost) {
    auto* multi = state_->multi.get();
    int running = 0;
    curl_multi_perform(multi, &running);
    if (const bool allRun = static_cast<std::size_t>(running) == state_->transfers.size(); allRun) {
        curl_multi_poll(multi, nullptr, 0, static_cast<int>(atMost.count()), nullptr);
        curl_multi_perform(multi, &running);
    }
    std::vector<PostAnswer> answers;
    int left = 0;
    while (const auto* message = curl_multi_info_read(multi, &left)) {
        if (message->msg != CURLMSG_DONE) continue;
        Transfer* transfer = nullptr;
        curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &transfer);
        answers.push_back({transfer->request.number, resultOf(*transfer, message->data.result)});
        state_->end(transfer);
    }
    return answers;
}

void Poster::wake() {
    curl_multi_wakeup(state_->multi.get());
}

}  // namespace jim::transport::curl
