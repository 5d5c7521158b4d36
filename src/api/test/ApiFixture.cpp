#include "api/test/ApiFixture.hpp"

#include "api/test/Conformance.hpp"
#include "transport/http/Target.hpp"

#include <fmt/format.h>

#include <charconv>
#include <fstream>

namespace jim::api {

Json Answer::at(std::string_view path) const {
    const Json* value = &body;
    while (value != nullptr && !path.empty()) {
        const auto name = path.substr(0, path.find('.'));
        path.remove_prefix(std::min(name.size() + 1, path.size()));
        std::size_t index = 0;
        const bool number =
            std::from_chars(name.data(), name.data() + name.size(), index).ec == std::errc{};
        if (const auto* items = value->items())
            value = number && index < items->size() ? &(*items)[index] : nullptr;
        else
            value = value->find(name);
    }
    return value == nullptr ? Json{} : *value;
}

std::string Answer::text(std::string_view path) const {
    const Json value = at(path);
    return value.text() ? *value.text() : "(no text)";
}

std::int64_t Answer::integer(std::string_view path) const {
    const Json value = at(path);
    return value.integer() ? *value.integer() : -1;
}

std::string Answer::header(std::string_view name) const {
    return std::string{transport::http::findHeader(headers, name).value_or("")};
}

namespace {

security::EncryptionKeys keysOf(const std::filesystem::path& file) {
    auto keys = security::EncryptionKeys::load(file);
    if (!keys) throw std::runtime_error(keys.error().message);
    return std::move(*keys);
}

}  // namespace

ApiFixture::ApiFixture() : keys_(keysOf(folder_ / "encryption.key")) {
    auto opened = store::sqlite::SessionFactory::open((folder_ / "jim.db").string(), clock_);
    if (!opened) throw std::runtime_error(opened.error().message);
    sessions_ = std::move(*opened);
    runs_ =
        std::make_unique<runs::executor::QueuedRunControl>(runs::executor::QueuedRunControl::Parts{
            *sessions_, connectors_, publisher_, clock_, [] {}});
    api_ = std::make_unique<Api>(
        ApiContext{*sessions_, connectors_, *runs_, progress_, clock_, keys_, "1.2.3",
                   [this](std::string_view line) { logged_.emplace_back(line); }});
    key_ = makeKey("infrastructure", {security::Role::Administrator}, true);
}

std::unique_ptr<runs::run_profile::Session> ApiFixture::session() {
    auto opened = sessions_->open();
    if (!opened) throw std::runtime_error(opened.error().message);
    return std::move(*opened);
}

std::string ApiFixture::makeKey(std::string name, std::vector<security::Role> roles,
                                bool infrastructure) {
    const auto secret = security::newKey();
    security::ApiKey key;
    key.id = base::newGuid(clock_.now());
    key.name = std::move(name);
    key.prefix = security::prefixOf(secret);
    key.hash = security::hashOf(secret);
    key.created = clock_.now();
    key.infrastructure = infrastructure;
    key.roles = std::move(roles);
    EXPECT_TRUE(session()->apiKeys().save(key));
    return secret.reveal();
}

std::string ApiFixture::writeFile(std::string_view name, std::string_view content) {
    const auto path = folder_ / name;
    std::ofstream{path, std::ios::binary} << content;
    return path.string();
}

Answer ApiFixture::send(Method method, std::string_view target, std::string_view body) {
    return sendAs(key_, method, target, body);
}

Answer ApiFixture::sendAs(const std::string& key, Method method, std::string_view target,
                          std::string_view body) {
    transport::http::Request request;
    request.method = method;
    request.target = "/api/v1" + std::string{target};
    auto parsed = transport::http::parseTarget(request.target);
    EXPECT_TRUE(parsed) << target;
    if (!parsed) return {};
    request.path = parsed->path;
    request.query = parsed->query;
    request.body = body;
    request.remoteAddress = "192.0.2.1";
    if (!key.empty()) request.headers.push_back({"X-API-Key", key});
    const Response response = api_->answer(request);
    Answer answer{response.status, {}, response.headers};
    if (response.contentType.starts_with("application/json")) {
        auto read = operation::parseJson(response.body);
        EXPECT_TRUE(read) << target << ": " << response.body;
        if (read) answer.body = std::move(*read);
    }
    conform(method, request.path, answer);
    return answer;
}

void ApiFixture::conform(Method method, std::string_view path, const Answer& answer) {
    EXPECT_EQ(answer.header("api-supported-versions"), "1.0");
    if (answer.status >= 400) {
        if (answer.text("status") == "not_ready" || answer.text("error") == "sso_not_configured")
            return;
        EXPECT_NE(answer.text("code"), "(no text)") << path;
        EXPECT_NE(answer.text("message"), "(no text)") << path;
        return;
    }
    const auto match = router_.find(method, transport::http::pathSegments(path));
    if (match.route == nullptr) return;
    std::string why = "this status is not declared";
    for (const auto& success : match.route->successes) {
        if (success.status != answer.status) continue;
        const bool json = !success.body.empty() && success.body != "html";
        why = json ? mismatch(answer.body, success.body, schemas_) : "";
        if (why.empty()) return;
    }
    ADD_FAILURE() << toText(method) << ' ' << path << " -> " << answer.status << ": " << why << '\n'
                  << answer.body.serialised();
}

std::int64_t ApiFixture::makeSystem(std::string_view name, std::string_view csv) {
    const auto file = writeFile(std::string{name} + ".csv", csv);
    const std::string base = "/synchronisation/connected-systems";
    const auto made = post(base, fmt::format(R"({{"name":"{}","connectorDefinitionId":1}})", name));
    EXPECT_EQ(made.status, 201) << made.body.serialised();
    const std::string path = fmt::format("{}/{}", base, made.integer("id"));
    std::string settings;
    for (const auto& setting : connectors_.find(1)->definition().settings) {
        if (setting.name == "File Path")
            settings += fmt::format(R"("{}":{{"stringValue":"{}"}},)", setting.id, file);
        if (setting.name == "Object Type")
            settings += fmt::format(R"("{}":{{"stringValue":"person"}},)", setting.id);
        if (setting.name == "Mode")
            settings += fmt::format(R"("{}":{{"stringValue":"Bidirectional"}},)", setting.id);
    }
    settings.pop_back();
    EXPECT_EQ(put(path, fmt::format(R"({{"settingValues":{{{}}}}})", settings)).status, 200);
    const auto schema = post(path + "/import-schema");
    EXPECT_EQ(schema.status, 200) << schema.body.serialised();
    const auto type = fmt::format("{}/object-types/{}", path, schema.integer("objectTypes.0.id"));
    EXPECT_EQ(put(type, R"({"selected":true})").status, 200);
    for (const auto& attribute : *schema.at("objectTypes.0.attributes").items()) {
        if (*attribute.find("selectionLocked")->boolean()) continue;
        const bool isId = *attribute.find("name")->text() == "id";
        const auto changed =
            put(fmt::format("{}/attributes/{}", type, *attribute.find("id")->integer()),
                isId ? R"({"isExternalId":true})" : R"({"selected":true})");
        EXPECT_EQ(changed.status, 200) << changed.body.serialised();
    }
    return made.integer("id");
}

}  // namespace jim::api
