#pragma once

#include "api/Api.hpp"
#include "api/Routes.hpp"
#include "api/impl/Router.hpp"
#include "api/operation/Json.hpp"
#include "api/test/SafeConnector.hpp"
#include "connectors/csv/FileConnector.hpp"
#include "foundation/base/test/TemporaryFolder.hpp"
#include "progress/Publisher.hpp"
#include "progress/memory/MemoryProgressStore.hpp"
#include "runs/executor/QueuedRunControl.hpp"
#include "store/sqlite/SessionFactory.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

namespace jim::api {

using operation::Json;
using transport::http::Method;
using transport::http::Response;

class Connectors final : public connectors::ConnectorRegistry {
public:
    [[nodiscard]] std::vector<connectors::Connector*> all() const override {
        return {&file_, &safe_};
    }
    [[nodiscard]] connectors::Connector* find(std::int32_t id) const override {
        for (auto* connector : all())
            if (connector->definition().id == id) return connector;
        return nullptr;
    }

private:
    mutable connectors::csv::FileConnector file_;
    mutable SafeConnector safe_;
};

/// What came back, read.
struct Answer {
    int status = 0;
    Json body{};
    transport::http::Headers headers{};

    /// A member of the body, by a path such as `items.0.name`; null when there is none.
    [[nodiscard]] Json at(std::string_view path) const;
    [[nodiscard]] std::string text(std::string_view path) const;
    [[nodiscard]] std::int64_t integer(std::string_view path) const;
    [[nodiscard]] std::string header(std::string_view name) const;
};

/// The whole API on a real database in a folder of its own, with the file connector. Every answer
/// that succeeds is held against the shape that its route declares.
class ApiFixture : public testing::Test {
protected:
    ApiFixture();

    /// `target` is below /api/v1. With the infrastructure key unless told otherwise; an empty key
    /// sends none.
    Answer send(Method method, std::string_view target, std::string_view body = {});
    Answer sendAs(const std::string& key, Method method, std::string_view target,
                  std::string_view body = {});
    Answer get(std::string_view target) { return send(Method::Get, target); }
    Answer post(std::string_view target, std::string_view body = "{}") {
        return send(Method::Post, target, body);
    }
    Answer put(std::string_view target, std::string_view body) {
        return send(Method::Put, target, body);
    }
    Answer remove(std::string_view target) { return send(Method::Delete, target); }

    /// A stored key with these roles.
    std::string makeKey(std::string name, std::vector<security::Role> roles,
                        bool infrastructure = false);
    [[nodiscard]] std::unique_ptr<runs::run_profile::Session> session();

    /// A file in the test's folder; its path.
    std::string writeFile(std::string_view name, std::string_view content);
    /// A connected system `name` that reads a file with this content, schema imported and wholly
    /// selected, `id` as its external id. Its id.
    std::int64_t makeSystem(std::string_view name, std::string_view csv);

    base::ManualClock clock_;
    base::TemporaryFolder folder_;
    security::EncryptionKeys keys_;
    std::unique_ptr<store::sqlite::SessionFactory> sessions_;
    Connectors connectors_;
    progress::memory::MemoryProgressStore progress_{clock_, std::chrono::seconds{3600}};
    progress::Publisher publisher_{progress_, clock_};
    std::unique_ptr<runs::executor::QueuedRunControl> runs_;
    std::vector<std::string> logged_;
    std::unique_ptr<Api> api_;
    std::string key_;

private:
    void conform(Method method, std::string_view path, const Answer& answer);

    std::vector<operation::Route> routes_ = allRoutes();
    operation::Schemas schemas_ = allSchemas();
    impl::Router router_{routes_};
};

}  // namespace jim::api
