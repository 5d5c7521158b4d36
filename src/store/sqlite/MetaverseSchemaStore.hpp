#pragma once

#include "identity/metaverse/MetaverseSchema.hpp"
#include "transport/sqlite/Connection.hpp"

namespace jim::store::sqlite {

class MetaverseSchemaStore final : public identity::metaverse::MetaverseSchemaStore {
public:
    explicit MetaverseSchemaStore(transport::sqlite::Connection& connection)
        : connection_(connection) {}

    using MetaverseSchema = identity::metaverse::MetaverseSchema;

    [[nodiscard]] base::Result<MetaverseSchema> schema() override;
    [[nodiscard]] base::Status saveObjectType(
        identity::metaverse::MetaverseObjectType& type) override;
    [[nodiscard]] base::Status saveAttribute(
        identity::metaverse::MetaverseAttribute& attribute) override;

private:
    transport::sqlite::Connection& connection_;
};

}  // namespace jim::store::sqlite
