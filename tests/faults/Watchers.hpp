#pragma once

#include <atomic>
#include <functional>
#include <string>
#include <thread>
#include <vector>

namespace jim::faults {

/// Somebody for each system who follows its runs, one after the other, by whichever web answers.
class Watchers {
public:
    using Url = std::function<std::string(std::size_t)>;

    /// `key` is one of a reader, `url` where a web is.
    Watchers(std::string key, Url url) : key_(std::move(key)), url_(std::move(url)) {}

    void watch(std::vector<std::string> activities);
    /// Until everybody has seen the ends; how many there were.
    [[nodiscard]] std::size_t ends();

private:
    void follow(std::size_t web, const std::vector<std::string>& activities,
                const std::stop_token& stop);

    std::string key_;
    Url url_;
    std::atomic<std::size_t> ends_{0};
    std::vector<std::jthread> threads_;
};

}  // namespace jim::faults
