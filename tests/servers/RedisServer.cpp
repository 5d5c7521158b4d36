#include "servers/RedisServer.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <hiredis/hiredis.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <memory>
#include <random>
#include <stdexcept>

namespace jim::servers {
namespace {

struct Process {
    pid_t pid = -1;
    int output = -1;
};

/// With its output in a pipe. Ends with us.
Process launch(const std::vector<std::string>& words) {
    int pipe[2];
    if (::pipe2(pipe, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
    std::vector<char*> arguments;
    for (const auto& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    const pid_t pid = ::fork();
    if (pid == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        ::dup2(pipe[1], STDOUT_FILENO);
        ::dup2(pipe[1], STDERR_FILENO);
        sigset_t none;
        sigemptyset(&none);
        ::sigprocmask(SIG_SETMASK, &none, nullptr);
        ::execvp(arguments[0], arguments.data());
        ::_exit(127);
    }
    ::close(pipe[1]);
    return {pid, pipe[0]};
}

/// Reads until a line holds `text`; false when the output ended before.
bool awaitLine(int output, const std::string& text, std::string& seen) {
    char c = 0;
    std::string line;
    while (::read(output, &c, 1) == 1) {
        line += c;
        if (c != '\n') continue;
        seen += line;
        if (line.find(text) != std::string::npos) return true;
        line.clear();
    }
    return false;
}

int statusOf(pid_t pid) {
    int status = 0;
    ::waitpid(pid, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

Process launchServer(const std::vector<std::string>& words, const std::string& ready) {
    const auto process = launch(words);
    std::string seen;
    if (awaitLine(process.output, ready, seen)) return process;
    ::close(process.output);
    if (statusOf(process.pid) == 127)
        throw std::runtime_error(
            "redis-server is missing: install the Debian package redis-server");
    throw std::runtime_error("redis-server did not start: " + seen);
}

std::filesystem::path makeFolder() {
    auto name = (std::filesystem::temp_directory_path() / "jim-redis-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
    return name;
}

void end(pid_t& pid, int& log) {
    if (pid <= 0) return;
    ::kill(pid, SIGKILL);
    statusOf(pid);
    ::close(log);
    pid = -1;
}

std::string textOf(const redisReply& reply) {
    if (reply.type == REDIS_REPLY_INTEGER) return std::to_string(reply.integer);
    if (reply.type == REDIS_REPLY_NIL) return "(nil)";
    if (reply.type != REDIS_REPLY_ARRAY) return {reply.str, static_cast<std::size_t>(reply.len)};
    std::string text;
    for (std::size_t i = 0; i < reply.elements; ++i)
        text += (i > 0 ? " " : "") + textOf(*reply.element[i]);
    return text;
}

std::string askOver(redisContext* raw, const std::vector<std::string>& words) {
    const std::unique_ptr<redisContext, void (*)(redisContext*)> context{raw, redisFree};
    if (!context || context->err != 0) throw std::runtime_error("Redis cannot be asked");
    std::vector<const char*> arguments;
    std::vector<std::size_t> lengths;
    for (const auto& word : words) {
        arguments.push_back(word.data());
        lengths.push_back(word.size());
    }
    const std::unique_ptr<void, void (*)(void*)> reply{
        redisCommandArgv(context.get(), static_cast<int>(words.size()), arguments.data(),
                         lengths.data()),
        freeReplyObject};
    if (!reply) throw std::runtime_error("Redis does not answer");
    return textOf(*static_cast<redisReply*>(reply.get()));
}

bool isFree(std::uint16_t port) {
    const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    const auto* raw = reinterpret_cast<const sockaddr*>(&address);
    const bool free = ::bind(descriptor, raw, sizeof address) == 0;
    ::close(descriptor);
    return free;
}

}  // namespace

std::uint16_t freePort() {
    // Below those that systems give to connections, of which one may take it before the server
    // does.
    constexpr int kFirst = 10'000;
    constexpr int kLast = 30'000;
    std::random_device random;
    for (int attempt = 0; attempt < 1'000; ++attempt) {
        const auto port =
            static_cast<std::uint16_t>(std::uniform_int_distribution{kFirst, kLast}(random));
        if (isFree(port)) return port;
    }
    throw std::runtime_error("no free port");
}

void runProgram(const std::vector<std::string>& words, const std::string& package) {
    const auto process = launch(words);
    std::string seen;
    (void)awaitLine(process.output, "\x01", seen);
    ::close(process.output);
    const int status = statusOf(process.pid);
    if (status == 127)
        throw std::runtime_error(words.front() + " is missing: install the Debian package " +
                                 package);
    if (status != 0) throw std::runtime_error(words.front() + " failed: " + seen);
}

RedisServer::RedisServer(std::vector<std::string> arguments)
    : RedisServer(freePort(), std::move(arguments)) {}

RedisServer::RedisServer(std::uint16_t port, std::vector<std::string> arguments)
    : port_(port), folder_(makeFolder()), arguments_(std::move(arguments)) {
    start();
}

RedisServer::~RedisServer() {
    end(pid_, log_);
    std::filesystem::remove_all(folder_);
}

void RedisServer::start(std::vector<std::string> arguments) {
    std::vector<std::string> words{"redis-server",
                                   "--bind",
                                   "127.0.0.1",
                                   "--unixsocket",
                                   unixSocket(),
                                   "--save",
                                   "",
                                   "--appendonly",
                                   "no",
                                   "--dir",
                                   folder_,
                                   "--enable-debug-command",
                                   "yes",
                                   "--port",
                                   std::to_string(port_)};
    words.insert(words.end(), arguments_.begin(), arguments_.end());
    words.insert(words.end(), arguments.begin(), arguments.end());
    const auto process = launchServer(words, "The server is now ready to accept connections at");
    pid_ = process.pid;
    log_ = process.output;
}

void RedisServer::kill() {
    end(pid_, log_);
}

void RedisServer::pause() {
    ::kill(pid_, SIGSTOP);
}

void RedisServer::resume() {
    ::kill(pid_, SIGCONT);
}

std::string RedisServer::ask(const std::vector<std::string>& words) const {
    return askOver(redisConnectUnix(unixSocket().c_str()), words);
}

RedisSentinel::RedisSentinel(std::uint16_t master) : port_(freePort()), folder_(makeFolder()) {
    const auto file = folder_ / "sentinel.conf";
    std::ofstream{file} << "port " << port_ << "\nbind 127.0.0.1\ndir " << folder_.string()
                        << "\nsentinel monitor jim 127.0.0.1 " << master
                        << " 1\nsentinel down-after-milliseconds jim 500\n"
                           "sentinel failover-timeout jim 2000\n";
    const auto process =
        launchServer({"redis-server", file.string(), "--sentinel"}, "+monitor master");
    pid_ = process.pid;
    log_ = process.output;
}

RedisSentinel::~RedisSentinel() {
    end(pid_, log_);
    std::filesystem::remove_all(folder_);
}

std::string RedisSentinel::ask(const std::vector<std::string>& words) const {
    return askOver(redisConnect("127.0.0.1", port_), words);
}

void makeCertificates(const std::filesystem::path& folder) {
    const auto at = [&](const char* name) { return (folder / name).string(); };
    const auto openssl = [](std::vector<std::string> words) {
        words.insert(words.begin(), "openssl");
        runProgram(words, "openssl");
    };
    const std::vector<std::string> newKey{"-newkey", "ec", "-pkeyopt",
                                          "ec_paramgen_curve:prime256v1", "-nodes"};
    std::vector<std::string> authority{
        "req",        "-x509",   "-days",      "2",     "-out",
        at("ca.pem"), "-keyout", at("ca.key"), "-subj", "/CN=Test authority"};
    authority.insert(authority.end(), newKey.begin(), newKey.end());
    openssl(authority);
    std::ofstream{folder / "names"} << "subjectAltName=DNS:localhost\n";
    for (const std::string name : {"server", "client"}) {
        const auto base = (folder / name).string();
        std::vector<std::string> request{"req",     "-new",        "-out",  base + ".csr",
                                         "-keyout", base + ".key", "-subj", "/CN=" + name};
        request.insert(request.end(), newKey.begin(), newKey.end());
        openssl(request);
        openssl({"x509", "-req", "-in", base + ".csr", "-CA", at("ca.pem"), "-CAkey", at("ca.key"),
                 "-CAcreateserial", "-days", "2", "-out", base + ".pem", "-extfile", at("names")});
    }
}

}  // namespace jim::servers
