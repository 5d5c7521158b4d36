#pragma once

#include "runs/run_profile/Beside.hpp"

#include <functional>
#include <memory>
#include <thread>
#include <utility>

namespace jim::runs::run_profile {

/// A thread for each thing that is begun, with one session.
class BesideInTest final : public Beside {
public:
    explicit BesideInTest(std::unique_ptr<Session> session) : session_(std::move(session)) {}

    [[nodiscard]] bool isThere() override { return !isAway; }
    bool start(std::function<void(Session&)> work) override {
        ++started;
        thread_ = {};  // It has done what it was begun for.
        thread_ = std::jthread{[this, work = std::move(work)] { work(*session_); }};
        return true;
    }
    [[nodiscard]] std::int64_t statements() override {
        thread_ = {};
        return session_->statements();
    }

    bool isAway = false;
    int started = 0;

private:
    std::unique_ptr<Session> session_;
    std::jthread thread_;
};

}  // namespace jim::runs::run_profile
