#include "apps/Estimate.hpp"

#include "progress/TraceDocument.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iostream>
#include <iterator>

namespace jim::apps {
namespace {

/// A year of snapshots, and more than a person waits for.
constexpr std::size_t kMostBytes = std::size_t{512} << 20U;

base::Result<std::string> contentOf(const std::string& path) {
    std::ifstream file;
    if (path != "-") file.open(path, std::ios::binary);
    auto& from = path == "-" ? std::cin : static_cast<std::istream&>(file);
    if (path != "-" && !file)
        return base::fail(base::external(
            fmt::format("The file '{}' cannot be read: {}.", path, std::strerror(errno))));
    std::string content;
    std::string part(std::size_t{1} << 16U, '\0');
    while (from.read(part.data(), static_cast<std::streamsize>(part.size())) || from.gcount() > 0) {
        content.append(part, 0, static_cast<std::size_t>(from.gcount()));
        if (content.size() > kMostBytes)
            return base::fail(base::external(
                fmt::format("The file '{}' is larger than {} MiB.", path, kMostBytes >> 20U)));
    }
    if (from.bad())
        return base::fail(base::external(
            fmt::format("The file '{}' cannot be read: {}.", path, std::strerror(errno))));
    return content;
}

base::Status replay(const cli::EstimateOptions& options, cli::Console& console) {
    std::vector<progress::PastRun> history;
    if (!options.history.empty()) {
        JIM_ASSIGN(const auto text, contentOf(options.history));
        JIM_ASSIGN(history, progress::parseHistory(text));
    }
    JIM_ASSIGN(const auto text, contentOf(options.trace));
    JIM_ASSIGN(const auto trace, progress::parseTrace(text));
    const auto snapshots = progress::estimate(trace, history);
    for (std::size_t i = 0; i < trace.size(); ++i)
        console.print(progress::estimateLine(trace[i], snapshots[i]) + '\n');
    return {};
}

}  // namespace

cli::ExitStatus estimate(const cli::EstimateOptions& options, cli::Console& console) {
    const auto done = replay(options, console);
    if (done) return cli::ExitStatus::Complete;
    console.complain(done.error().message);
    return cli::ExitStatus::Trouble;
}

}  // namespace jim::apps
