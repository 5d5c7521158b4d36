#include "store/Seed.hpp"

namespace jim::store {

base::Status seed(runs::run_profile::Session& session, base::Timestamp now) {
    return session.transactions().write([&]() -> base::Status {
        auto& store = session.metaverseSchema();
        JIM_ASSIGN(const auto there, store.schema());
        if (!there.objectTypes.empty()) return {};
        auto schema = identity::metaverse::builtInSchema(now);
        for (auto& attribute : schema.attributes) JIM_TRY(store.saveAttribute(attribute));
        for (auto& type : schema.objectTypes) JIM_TRY(store.saveObjectType(type));
        return {};
    });
}

}  // namespace jim::store
