#pragma once

#include "foundation/base/Clock.hpp"
#include "foundation/config/Settings.hpp"
#include "foundation/log/Log.hpp"
#include "progress/OneTimeValues.hpp"
#include "progress/ProgressStore.hpp"

#include <memory>
#include <string>

namespace jim::apps {

/// What a process does with live progress.
enum class ProgressUse : std::uint8_t {
    PublishAndRead,  ///< Has runs of its own: memory stands beside Redis.
    Read,            ///< Runs are elsewhere: without Redis it knows what the database knows.
};

/// Where live progress is kept, as the settings say: the memory of this process, or a Redis, with
/// the threads that this needs.
class ProgressStores {
public:
    /// InvalidInput: a file that Redis' settings name cannot be used. That Redis is away is none:
    /// it may come later. Clock and log outlive it.
    [[nodiscard]] static base::Result<std::unique_ptr<ProgressStores>> make(
        const config::Settings& settings, ProgressUse use, const base::Clock& clock, log::Log& log);
    ~ProgressStores();
    ProgressStores(const ProgressStores&) = delete;
    ProgressStores& operator=(const ProgressStores&) = delete;

    [[nodiscard]] progress::ProgressStore& store();

    /// Shared by the processes that use the same Redis; null without one.
    [[nodiscard]] progress::OneTimeValues* oneTimeValues();

    /// As documents name it: `memory` or `redis`.
    [[nodiscard]] std::string name() const;

private:
    struct Parts;
    explicit ProgressStores(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> parts_;
};

}  // namespace jim::apps
