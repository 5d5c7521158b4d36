#include "scenarios/JimProcess.hpp"

#include "scenarios/TemporaryFolder.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <linux/capability.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <stdexcept>
#include <utility>
#include <vector>

namespace jim::scenarios {
namespace {

using transport::http::Method;

std::string allOf(int descriptor) {
    std::string text;
    char piece[4096];
    for (ssize_t size = 0; (size = ::read(descriptor, piece, sizeof piece)) > 0;)
        text.append(piece, static_cast<std::size_t>(size));
    return text;
}

/// The first line that comes through the pipe, or what came before it ended.
std::string firstLine(int descriptor) {
    std::string line;
    char c = 0;
    while (::read(descriptor, &c, 1) == 1 && c != '\n') line += c;
    return line;
}

int exitStatusOf(pid_t pid) {
    int status = 0;
    ::waitpid(pid, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/// What sanitizers and coverage want of their programs.
void keepInstruments(std::map<std::string, std::string>& variables) {
    for (const char* kept : {"LLVM_PROFILE_FILE", "ASAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS"})
        if (const char* value = ::getenv(kept)) variables.try_emplace(kept, value);
}

void complete(std::map<std::string, std::string>& settings, const std::filesystem::path& folder) {
    settings.try_emplace("JIM_DATA_DIR", folder.string());
    settings.try_emplace("JIM_LISTEN", "127.0.0.1:0");
    // An infrastructure key is not rate-limited: these tests ask more often than people do.
    settings.try_emplace("JIM_INFRASTRUCTURE_API_KEY", "jim_ak_" + std::string(64, 'a'));
    keepInstruments(settings);
}

struct Launched {
    pid_t pid = -1;
    int output = -1;  ///< What it writes to standard output can be read here.
};

/// Standard error goes to the end of `log`.
Launched launch(const std::map<std::string, std::string>& settings,
                const std::filesystem::path& log, bool obeyingPermissions,
                std::vector<std::string> words) {
    int pipe[2];
    if (::pipe2(pipe, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
    std::vector<std::string> variables;
    for (const auto& [name, value] : settings) variables.push_back(name + "=" + value);
    std::vector<char*> environment;
    for (auto& variable : variables) environment.push_back(variable.data());
    environment.push_back(nullptr);
    words.insert(words.begin(), JIM_PROGRAM);
    std::vector<char*> arguments;
    for (auto& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    const pid_t pid = ::fork();
    if (pid == 0) {
        ::dup2(pipe[1], STDOUT_FILENO);
        ::dup2(::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600), STDERR_FILENO);
        // Refused to whoever is not root, and needed by root only.
        for (const int power : {CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH})
            if (obeyingPermissions) ::prctl(PR_CAPBSET_DROP, power);
        ::execve(JIM_PROGRAM, arguments.data(), environment.data());
        ::_exit(127);
    }
    ::close(pipe[1]);
    return {pid, pipe[0]};
}

}  // namespace

JimProcess::JimProcess(std::filesystem::path dataFolder,
                       std::map<std::string, std::string> settings, const std::string& role)
    : dataFolder_(std::move(dataFolder)) {
    std::filesystem::create_directories(dataFolder_);
    complete(settings, dataFolder_);
    const auto launched = launch(settings, dataFolder_ / "server.log", false, {role});
    pid_ = launched.pid;
    const std::string ready = firstLine(launched.output);
    ::close(launched.output);
    if (ready.find("is ready") == std::string::npos)
        throw std::runtime_error("jim " + role + " did not start: " + log());
    const auto at = ready.find("http://");
    if (at == std::string::npos) return;
    url_ = ready.substr(at);
    useKey(settings.at("JIM_INFRASTRUCTURE_API_KEY"));
}

RefusedStart serveInVain(const std::filesystem::path& dataFolder,
                         std::map<std::string, std::string> settings, bool obeyingPermissions,
                         const std::string& role) {
    complete(settings, dataFolder);
    const TemporaryFolder logs;
    const auto launched = launch(settings, logs.path() / "log", obeyingPermissions, {role});
    const std::string ready = firstLine(launched.output);
    ::close(launched.output);
    if (!ready.empty()) ::kill(launched.pid, SIGKILL);
    const int status = exitStatusOf(launched.pid);
    return {ready.empty() ? status : -1, readFile(logs.path() / "log")};
}

EndedCommand runJim(const std::vector<std::string>& words,
                    std::map<std::string, std::string> settings) {
    const TemporaryFolder logs;
    keepInstruments(settings);
    const auto launched = launch(settings, logs.path() / "log", false, words);
    EndedCommand ended;
    ended.output = allOf(launched.output);
    ::close(launched.output);
    ended.exitStatus = exitStatusOf(launched.pid);
    ended.errors = readFile(logs.path() / "log");
    return ended;
}

JimProcess::~JimProcess() {
    if (pid_ > 0) stop();
}

void JimProcess::kill() {
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
    pid_ = -1;
}

void JimProcess::pause() const {
    ::kill(pid_, SIGSTOP);
    // Standing still is reported once all of its threads do.
    ::waitpid(pid_, nullptr, WUNTRACED);
}

void JimProcess::resume() const {
    ::kill(pid_, SIGCONT);
}

std::string JimProcess::log() const {
    return readFile(dataFolder_ / "server.log");
}

int JimProcess::stop() {
    ::kill(pid_, SIGTERM);
    ::kill(pid_, SIGCONT);  // In case it stands still.
    return exitStatusOf(std::exchange(pid_, -1));
}

void JimProcess::useKey(std::string key) {
    key_ = std::move(key);
    client_ = std::make_unique<transport::http::Client>(url_);
}

Answer JimProcess::send(Method method, const std::string& path, const json::value& body,
                        const std::map<std::string, std::string>& headers) {
    transport::http::Headers sent{{"X-API-Key", key_}, {"Content-Type", "application/json"}};
    for (const auto& [name, value] : headers) sent.emplace_back(name, value);
    auto response =
        client_->send(method, "/api/v1" + path, sent, body.is_null() ? "" : json::serialize(body));
    if (!response) throw std::runtime_error(response.error().message);
    Answer answer{response->status, {}, {}};
    if (const auto etag = response->findHeader("ETag")) answer.etag = *etag;
    boost::system::error_code ignored;
    if (!response->body.empty()) answer.body = json::parse(response->body, ignored);
    return answer;
}

json::value JimProcess::succeed(Method method, const std::string& path, const json::value& body) {
    auto answer = send(method, path, body);
    if (answer.status / 100 != 2)
        throw std::runtime_error(std::string{toText(method)} + " " + path + ": " +
                                 std::to_string(answer.status) + " " +
                                 json::serialize(answer.body));
    return std::move(answer.body);
}

json::value JimProcess::get(const std::string& path) {
    return succeed(Method::Get, path, {});
}
json::value JimProcess::post(const std::string& path, const json::value& body) {
    return succeed(Method::Post, path, body);
}
json::value JimProcess::put(const std::string& path, const json::value& body) {
    return succeed(Method::Put, path, body);
}

}  // namespace jim::scenarios
