#include "foundation/metrics/Process.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

namespace jim::metrics {

void measureProcess(Scrape& scrape) {
    std::ifstream memory{"/proc/self/statm"};
    double size = 0;
    double resident = 0;
    if (memory >> size >> resident)
        scrape.set(kProcessResidentMemoryBytes,
                   resident * static_cast<double>(::sysconf(_SC_PAGESIZE)));
    std::error_code failed;
    const std::filesystem::directory_iterator files{"/proc/self/fd", failed};
    if (!failed)
        scrape.set(kProcessOpenFds,
                   static_cast<double>(std::distance(begin(files), end(files)) - 1));
    struct stat self{};
    if (::stat("/proc/self", &self) == 0)
        scrape.set(kProcessStartTimeSeconds, static_cast<double>(self.st_ctim.tv_sec));
}

}  // namespace jim::metrics
