#pragma once

#include "connectors/Connector.hpp"

#include <string>

namespace jim::api {

/// A connector with a password, for tests: its source opens with the right one only. It imports one
/// object, whose external id is the password's length.
class SafeConnector final : public connectors::Connector,
                            public connectors::SettingsValidation,
                            public connectors::SchemaDiscovery,
                            public connectors::FullImport {
public:
    static constexpr std::int32_t kDefinition = 900;
    static constexpr std::int32_t kAccount = 901;
    static constexpr std::int32_t kPassword = 902;
    static constexpr const char* kRight = "open sesame 4711";

    using Settings = connectors::connected_system::SettingValues;

    SafeConnector() {
        definition_.id = kDefinition;
        definition_.name = "Safe";
        definition_.capabilities.fullImport = true;
        definition_.settings.resize(2);
        definition_.settings[0].id = kAccount;
        definition_.settings[0].name = "Account";
        definition_.settings[1].id = kPassword;
        definition_.settings[1].name = "Password";
        definition_.settings[1].type = connectors::connected_system::SettingType::StringEncrypted;
        definition_.settings[1].required = true;
    }

    [[nodiscard]] const connectors::connected_system::ConnectorDefinition& definition()
        const override {
        return definition_;
    }
    connectors::SettingsValidation* settingsValidation() override { return this; }
    connectors::SchemaDiscovery* schemaDiscovery() override { return this; }
    connectors::FullImport* fullImport() override { return this; }

    std::map<std::string, std::vector<std::string>> validate(const Settings& values) override {
        if (opens(values)) return {};
        return {{"Password", {"The safe does not open with it."}}};
    }

    base::Result<connectors::DiscoveredSchema> discoverSchema(const Settings& values,
                                                              const base::StopToken&) override {
        if (!opens(values)) return base::fail(base::external("The safe does not open."));
        connectors::DiscoveredSchema schema;
        schema.objectTypes.push_back({"thing", {{"id"}}});
        schema.objectTypes[0].attributes[0].suggestedExternalId = true;
        return schema;
    }

    base::Result<connectors::ImportSummary> read(const connectors::ImportRequest& request,
                                                 connectors::ImportSink& sink,
                                                 connectors::ProgressChannel&,
                                                 const base::StopToken&) override {
        const auto password = passwordOf(request.system.settings);
        if (password != kRight) return base::fail(base::external("The safe does not open."));
        connectors::SourceObject object;
        object.objectTypeId = request.system.objectTypes.at(0).id;
        object.externalId = std::to_string(password.size());
        JIM_TRY(sink.object(object));
        return connectors::ImportSummary{1, 0, {}};
    }

private:
    [[nodiscard]] std::string passwordOf(const Settings& values) const {
        const connectors::connected_system::EffectiveSettings settings{definition_.settings,
                                                                       values};
        return settings.text("Password").empty() ? settings.secret("Password").reveal()
                                                 : std::string{"the stored form"};
    }
    [[nodiscard]] bool opens(const Settings& values) const { return passwordOf(values) == kRight; }

    connectors::connected_system::ConnectorDefinition definition_;
};

}  // namespace jim::api
