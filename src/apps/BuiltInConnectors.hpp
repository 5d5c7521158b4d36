#pragma once

#include "connectors/Connector.hpp"
#include "connectors/csv/FileConnector.hpp"

namespace jim::apps {

/// The connectors that come with the program. Immutable.
class BuiltInConnectors final : public connectors::ConnectorRegistry {
public:
    [[nodiscard]] std::vector<connectors::Connector*> all() const override { return {&file_}; }
    [[nodiscard]] connectors::Connector* find(std::int32_t definitionId) const override {
        for (auto* connector : all())
            if (connector->definition().id == definitionId) return connector;
        return nullptr;
    }

private:
    mutable connectors::csv::FileConnector file_;  // Keeps no state between calls.
};

}  // namespace jim::apps
