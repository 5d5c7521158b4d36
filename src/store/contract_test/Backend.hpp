#pragma once

#include "foundation/base/Clock.hpp"
#include "runs/run_profile/Session.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>

// Suites name the members of a set of changes that matter to them; the rest is empty.
#ifdef __clang__
#pragma clang diagnostic ignored "-Wmissing-designated-field-initializers"
#endif

namespace jim::store::contract_test {

/// One back end with an empty database of its own, gone with this object.
class Backend {
public:
    virtual ~Backend() = default;
    [[nodiscard]] virtual runs::run_profile::SessionFactory& sessions() = 0;
};

/// How a suite gets its back end: instantiate each suite once for every back end.
struct BackendMaker {
    std::string name;
    std::function<std::unique_ptr<Backend>(const base::Clock&)> make;
};

/// What every suite stands on: an empty database, one session to it, and a clock that the test
/// moves. Suites speak to interfaces only.
class StoreContract : public testing::TestWithParam<BackendMaker> {
protected:
    StoreContract()
        : backend_(GetParam().make(clock_)), session_(backend_->sessions().open().value()) {}

    [[nodiscard]] runs::run_profile::Session& session() { return *session_; }
    [[nodiscard]] std::unique_ptr<runs::run_profile::Session> another() {
        return backend_->sessions().open().value();
    }
    /// In a transaction that has to succeed.
    void write(const std::function<base::Status()>& work) {
        const base::Status status = session_->transactions().write(work);
        ASSERT_TRUE(status) << status.error().message << " " << status.error().detail;
    }
    void space(const identity::connector_space::ConnectorSpaceChanges& changes) {
        write([&] { return session().connectorSpace().apply(changes); });
    }
    void metaverse(const identity::metaverse::MetaverseChanges& changes) {
        write([&] { return session().metaverse().apply(changes); });
    }
    void exports(const identity::connector_space::PendingExportChanges& changes) {
        write([&] { return session().pendingExports().apply(changes); });
    }

    base::ManualClock clock_;
    std::unique_ptr<Backend> backend_;
    std::unique_ptr<runs::run_profile::Session> session_;
};

[[nodiscard]] inline std::string backendName(const testing::TestParamInfo<BackendMaker>& info) {
    return info.param.name;
}

}  // namespace jim::store::contract_test
