#include "scenarios/JimProcess.hpp"

#include "scenarios/TemporaryFolder.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <stdexcept>
#include <vector>

namespace jim::scenarios {
namespace {

using transport::http::Method;

/// The first line that comes through the pipe, or what came before it ended.
std::string firstLine(int descriptor) {
    std::string line;
    char c = 0;
    while (::read(descriptor, &c, 1) == 1 && c != '\n') line += c;
    return line;
}

}  // namespace

JimProcess::JimProcess(std::filesystem::path dataFolder,
                       std::map<std::string, std::string> settings) {
    int pipe[2];
    if (::pipe2(pipe, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
    std::filesystem::create_directories(dataFolder);
    settings.try_emplace("JIM_DATA_DIR", dataFolder.string());
    settings.try_emplace("JIM_LISTEN", "127.0.0.1:0");
    // An infrastructure key is not rate-limited: these tests ask more often than people do.
    settings.try_emplace("JIM_INFRASTRUCTURE_API_KEY", "jim_ak_" + std::string(64, 'a'));
    std::vector<std::string> variables;
    for (const auto& [name, value] : settings) variables.push_back(name + "=" + value);
    for (const char* kept : {"LLVM_PROFILE_FILE", "ASAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS"})
        if (const char* value = ::getenv(kept))
            variables.push_back(std::string{kept} + "=" + value);
    std::vector<char*> environment;
    for (auto& variable : variables) environment.push_back(variable.data());
    environment.push_back(nullptr);
    const std::string log = (dataFolder / "server.log").string();
    pid_ = ::fork();
    if (pid_ == 0) {
        ::dup2(pipe[1], STDOUT_FILENO);
        const int errors = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
        ::dup2(errors, STDERR_FILENO);
        const char* arguments[] = {JIM_PROGRAM, "serve", nullptr};
        ::execve(JIM_PROGRAM, const_cast<char* const*>(arguments), environment.data());
        ::_exit(127);
    }
    ::close(pipe[1]);
    const std::string ready = firstLine(pipe[0]);
    ::close(pipe[0]);
    const auto at = ready.find("http://");
    if (at == std::string::npos)
        throw std::runtime_error("jim serve did not start: " + readFile(log));
    url_ = ready.substr(at);
    useKey(settings.at("JIM_INFRASTRUCTURE_API_KEY"));
}

JimProcess::~JimProcess() {
    if (pid_ > 0) stop();
}

void JimProcess::kill() {
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
    pid_ = -1;
}

int JimProcess::stop() {
    int status = 0;
    ::kill(pid_, SIGTERM);
    ::waitpid(pid_, &status, 0);
    pid_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
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
