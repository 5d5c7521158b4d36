#pragma once

#include "foundation/base/Clock.hpp"
#include "foundation/log/Log.hpp"
#include "foundation/metrics/Registry.hpp"
#include "runs/alert/RunAlerts.hpp"
#include "runs/alert/WebhookQueue.hpp"
#include "security/EncryptionKeys.hpp"
#include "transport/curl/Poster.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace jim::apps {

/// Tells the log, metrics and receivers that an alert rule has fired. Receivers are told by a
/// thread of its own; one that is dead costs a place in a bounded queue until it is given up.
class AlertSender {
public:
    struct Parts {
        log::Log& log;
        metrics::Registry& metrics;
        const security::EncryptionKeys& keys;
        const base::Clock& clock;
        std::string server;              ///< Its URL, for links; empty: they are paths.
        std::vector<std::string> hosts;  ///< That may be told; empty: any.
        std::filesystem::path caFile;
    };

    explicit AlertSender(Parts parts);
    /// What is not delivered by now is given up, and said so.
    ~AlertSender();
    AlertSender(const AlertSender&) = delete;
    AlertSender& operator=(const AlertSender&) = delete;

    /// Thread-safe; never blocks on a receiver.
    void fired(const runs::alert::AlertEvent& event);

private:
    void enqueue(const runs::alert::AlertEvent& event);
    void work(const std::stop_token& stop);
    void startDue();
    void settle(const transport::curl::PostAnswer& answer);
    [[nodiscard]] std::chrono::milliseconds untilDue();
    void count(const char* outcome);

    Parts parts_;
    transport::curl::Poster poster_;
    std::map<std::uint64_t, runs::alert::WebhookDelivery> inHand_;  ///< The thread's.
    std::uint64_t lastNumber_ = 0;
    std::mutex mutex_;  ///< Guards the queue.
    runs::alert::WebhookQueue queue_;
    std::jthread thread_;
};

}  // namespace jim::apps
