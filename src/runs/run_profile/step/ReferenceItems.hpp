#pragma once

#include "identity/metaverse/MetaverseObject.hpp"
#include "identity/schema/ChangeSet.hpp"

namespace jim::runs::run_profile::step {

/// Adds a reference that came or went to the changes of an item. The value is the target's
/// metaverse number (schema::integerBytes): its name may change, and is looked up when shown.
void addReferenceChange(identity::schema::ChangeSet& changes,
                        const identity::metaverse::InboundReferenceChange& difference);

}  // namespace jim::runs::run_profile::step
