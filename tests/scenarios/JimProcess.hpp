#pragma once

#include "transport/http/Client.hpp"

#include <boost/json.hpp>
#include <sys/types.h>

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace jim::scenarios {

namespace json = boost::json;

struct Answer {
    int status = 0;
    json::value body;
    std::string etag;
};

/// How a process ended that was not to start.
struct RefusedStart {
    int exitStatus = 0;  ///< -1: it did start, and was ended.
    std::string errors;  ///< All that it wrote to standard error.
};

/// Starts `jim serve`, or another role, where it has to refuse. `obeyingPermissions` takes from a
/// root user what lets it write anywhere.
[[nodiscard]] RefusedStart serveInVain(const std::filesystem::path& dataFolder,
                                       std::map<std::string, std::string> settings = {},
                                       bool obeyingPermissions = false,
                                       const std::string& role = "serve");

/// How a command of the program ended that does its work and is done.
struct EndedCommand {
    int exitStatus = 0;
    std::string output;
    std::string errors;
};

/// Runs `jim WORDS...` with these settings and no others.
[[nodiscard]] EndedCommand runJim(const std::vector<std::string>& words,
                                  std::map<std::string, std::string> settings);

/// The real program, `jim serve`, on a free port with a data folder of its own; or another role,
/// which has no address when it is not `web`. Ended with the object.
class JimProcess {
public:
    explicit JimProcess(std::filesystem::path dataFolder,
                        std::map<std::string, std::string> settings = {},
                        const std::string& role = "serve");
    ~JimProcess();
    JimProcess(const JimProcess&) = delete;
    JimProcess& operator=(const JimProcess&) = delete;

    /// SIGKILL, as a crash would.
    void kill();
    /// SIGSTOP and SIGCONT, as a machine that stands still and comes back.
    void pause() const;
    void resume() const;
    /// SIGTERM; the exit status.
    int stop();
    [[nodiscard]] pid_t pid() const { return pid_; }
    /// What it has logged so far.
    [[nodiscard]] std::string log() const;

    [[nodiscard]] Answer send(transport::http::Method method, const std::string& path,
                              const json::value& body = {},
                              const std::map<std::string, std::string>& headers = {});
    /// These fail the test when the answer is not one of success.
    [[nodiscard]] json::value get(const std::string& path);
    json::value post(const std::string& path, const json::value& body = {});
    json::value put(const std::string& path, const json::value& body);

    [[nodiscard]] const std::string& url() const { return url_; }
    void useKey(std::string key);

private:
    [[nodiscard]] json::value succeed(transport::http::Method method, const std::string& path,
                                      const json::value& body);

    std::filesystem::path dataFolder_;
    pid_t pid_ = -1;
    std::string url_;
    std::string key_;
    std::unique_ptr<transport::http::Client> client_;
};

}  // namespace jim::scenarios
