#include "servers/PostgresServer.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <grp.h>
#include <poll.h>
#include <pwd.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <utility>
#include <vector>

namespace jim::servers {
namespace {

namespace fs = std::filesystem;
using transport::postgres::Connection;

constexpr int kStartMillis = 60'000;

fs::path programs() {
    const fs::path versions{"/usr/lib/postgresql"};
    fs::path newest = versions / "15" / "bin";
    std::error_code none;
    if (!fs::exists(newest / "postgres", none))
        for (const auto& version : fs::directory_iterator{versions, none})
            newest = version.path() / "bin";
    if (!fs::exists(newest / "postgres", none))
        throw std::runtime_error("these tests need the Debian package postgresql-15");
    return newest;
}

/// The server refuses to run as root: then somebody without rights runs it.
const passwd* userOfServer() {
    if (::geteuid() != 0) return nullptr;
    const passwd* user = ::getpwnam("postgres");
    return user != nullptr ? user : ::getpwnam("nobody");
}

/// In memory where there is such a folder: what is tested is not the disk.
fs::path usualParent() {
    const fs::path memory{"/dev/shm"};
    std::error_code none;
    return fs::is_directory(memory, none) ? memory : fs::temp_directory_path();
}

fs::path makeFolder(const fs::path& parent) {
    std::string pattern = (parent / "jim-postgres-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
    if (const passwd* user = userOfServer())
        if (::chown(pattern.c_str(), user->pw_uid, user->pw_gid) != 0)
            throw std::runtime_error("the temporary folder cannot be given away");
    return pattern;
}

/// A program of the server as its user, writing to `output`; it ends with this process, however
/// that ends.
pid_t spawn(const std::vector<std::string>& words, int output) {
    std::vector<char*> arguments;
    for (const auto& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    const passwd* user = userOfServer();
    const pid_t parent = ::getpid();
    const pid_t pid = ::fork();
    if (pid != 0) return pid;
    if (user != nullptr && (::initgroups(user->pw_name, user->pw_gid) != 0 ||
                            ::setgid(user->pw_gid) != 0 || ::setuid(user->pw_uid) != 0))
        ::_exit(126);
    ::prctl(PR_SET_PDEATHSIG, SIGQUIT);
    if (::getppid() != parent) ::_exit(126);
    ::dup2(output, 1);
    ::dup2(output, 2);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
    if (::chdir("/") == 0) ::execv(arguments[0], arguments.data());
    ::_exit(127);
}

}  // namespace

/// What a program of the server writes.
class PostgresServer::Output {
public:
    Output() {
        if (::pipe2(ends_, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
    }
    ~Output() {
        ::close(ends_[0]);
        if (ends_[1] >= 0) ::close(ends_[1]);
    }
    Output(const Output&) = delete;
    Output& operator=(const Output&) = delete;

    [[nodiscard]] int descriptor() const { return ends_[1]; }
    /// All of it until `sign`; without that until its end, or until nothing comes for a minute.
    /// Called when the program has been started.
    std::string until(std::string_view sign, bool& found) {
        ::close(std::exchange(ends_[1], -1));
        std::string text;
        pollfd ready{ends_[0], POLLIN, 0};
        while (::poll(&ready, 1, kStartMillis) > 0) {
            char piece[4096];
            const ssize_t size = ::read(ends_[0], piece, sizeof piece);
            if (size <= 0) break;
            text.append(piece, static_cast<std::size_t>(size));
            found = text.find(sign) != std::string::npos;
            if (found) break;
        }
        return text;
    }

private:
    int ends_[2] = {-1, -1};
};

PostgresServer::PostgresServer(const fs::path& parent)
    : folder_(makeFolder(parent.empty() ? usualParent() : parent)) {
    Output output;
    const pid_t made =
        spawn({programs() / "initdb", "-D", folder_ / "data", "-U", "jim", "-A", "trust", "-E",
               "UTF8", "--locale=C.UTF-8", "--no-sync", "--no-instructions"},
              output.descriptor());
    bool found = false;
    const std::string text = output.until("Success", found);
    int status = 0;
    ::waitpid(made, &status, 0);
    if (status != 0) throw std::runtime_error("initdb failed: " + text);
    start();
}

PostgresServer::~PostgresServer() {
    stop(SIGQUIT);
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
}

void PostgresServer::start() {
    std::vector<std::string> words{programs() / "postgres", "-D", folder_ / "data", "-k", folder_};
    // Without care for power cuts, but what was committed outlives the end of the server's
    // processes. It logs little enough after its start to need nobody who reads that.
    for (const char* setting :
         {"fsync=off", "full_page_writes=off", "shared_buffers=32MB", "max_connections=60",
          "autovacuum=off", "wal_level=minimal", "max_wal_senders=0", "log_min_messages=log",
          "log_checkpoints=off", "log_min_error_statement=panic"})
        words.insert(words.end(), {"-c", setting});
    for (const auto& setting : network_) words.insert(words.end(), {"-c", setting});
    output_ = std::make_unique<Output>();
    pid_ = spawn(words, output_->descriptor());
    bool ready = false;
    const std::string text = output_->until("ready to accept connections", ready);
    if (!ready) throw std::runtime_error("PostgreSQL did not start: " + text);
}

void PostgresServer::stop(int signal) {
    if (pid_ < 0) return;
    ::kill(pid_, signal);
    ::waitpid(pid_, nullptr, 0);
    pid_ = -1;
}

void PostgresServer::restart() {
    stop(SIGQUIT);
    start();
}

void PostgresServer::listenWithTls(std::uint16_t port, const fs::path& certificate,
                                   const fs::path& key) {
    // It takes a key that nobody else may read.
    const auto own = folder_ / "server.key";
    fs::copy_file(key, own);
    fs::permissions(own, fs::perms::owner_read | fs::perms::owner_write);
    if (const passwd* user = userOfServer())
        if (::chown(own.c_str(), user->pw_uid, user->pw_gid) != 0)
            throw std::runtime_error("the server's key cannot be given to it");
    fs::copy_file(certificate, folder_ / "server.pem");
    fs::permissions(folder_ / "server.pem", fs::perms::others_read, fs::perm_options::add);
    std::ofstream{folder_ / "data/pg_hba.conf"} << "local all all trust\n"
                                                   "hostssl all all 127.0.0.1/32 scram-sha-256\n";
    network_ = {"listen_addresses=127.0.0.1", fmt::format("port={}", port), "ssl=on",
                fmt::format("ssl_cert_file={}", (folder_ / "server.pem").string()),
                fmt::format("ssl_key_file={}", own.string())};
    port_ = std::to_string(port);
    restart();
}

transport::postgres::ConnectOptions PostgresServer::options(const std::string& database) const {
    transport::postgres::ConnectOptions options;
    options.host = folder_;
    options.port = port_;
    options.user = "jim";
    options.database = database;
    return options;
}

std::string PostgresServer::url(const std::string& database) const {
    return fmt::format("postgresql:///{}?host={}&user=jim", database, folder_.string());
}

void PostgresServer::execute(const std::string& sql) {
    const auto connection = Connection::open(options("postgres"));
    if (!connection) throw std::runtime_error(connection.error().message);
    const auto done = (*connection)->script(sql);
    if (!done) throw std::runtime_error(done.error().detail);
}

PostgresServer& postgresServer() {
    static PostgresServer server;
    return server;
}

ScratchDatabase::ScratchDatabase(const std::string& like) {
    static std::atomic<int> made{0};
    name_ = fmt::format("test_{}", ++made);
    postgresServer().execute(fmt::format("CREATE DATABASE {} TEMPLATE {}", name_, like));
}

ScratchDatabase::~ScratchDatabase() {
    try {
        postgresServer().execute(fmt::format("DROP DATABASE {} WITH (FORCE)", name_));
    } catch (const std::exception& failure) {
        fmt::print(stderr, "{}\n", failure.what());
    }
}

transport::postgres::ConnectOptions ScratchDatabase::options() const {
    return postgresServer().options(name_);
}

std::string ScratchDatabase::url() const {
    return postgresServer().url(name_);
}

}  // namespace jim::servers
