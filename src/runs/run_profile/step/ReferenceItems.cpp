#include "runs/run_profile/step/ReferenceItems.hpp"

#include <algorithm>

namespace jim::runs::run_profile::step {

void addReferenceChange(identity::schema::ChangeSet& changes,
                        const identity::metaverse::InboundReferenceChange& difference) {
    const auto id = difference.reference.attribute;
    auto at = std::ranges::find(changes, id, &identity::schema::AttributeChange::id);
    if (at == changes.end()) {
        changes.push_back({id, identity::schema::AttributeType::Reference, {}, {}});
        at = std::prev(changes.end());
    }
    auto value =
        identity::schema::integerBytes(static_cast<std::int64_t>(difference.reference.target));
    (difference.added ? at->added : at->removed).push_back(std::move(value));
}

}  // namespace jim::runs::run_profile::step
