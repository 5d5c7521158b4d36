#pragma once

#include "identity/metaverse/MetaverseObject.hpp"
#include "identity/schema/ChangeSet.hpp"
#include "runs/activity/ExecutionItem.hpp"
#include "runs/run_profile/step/SynchronisationState.hpp"

#include <deque>
#include <map>
#include <unordered_map>
#include <vector>

namespace jim::runs::run_profile::step {

/// A metaverse object while a batch works on it.
struct WorkingObject {
    identity::metaverse::MetaverseObject object;
    std::string before;  ///< Its document as the database has it.
    bool isNew = false;
    bool changed = false;
    bool deleted = false;
    std::vector<identity::metaverse::JoinedObject> joins;  ///< As they are after this batch.
};

/// A connector space object that is being synchronised, and what becomes of it.
struct Subject {
    identity::connector_space::ConnectorSpaceObject cso;
    WorkingObject* object = nullptr;         ///< Its metaverse object.
    activity::ExecutionItem item;            ///< With what changed of its metaverse object.
    identity::schema::ChangeSet references;  ///< And of that one's references.
    bool projected = false;
    bool joined = false;
    bool disconnected = false;
    bool deletedObject = false;
    bool provisioning = false;  ///< Its metaverse object is not in all its targets yet.

    /// Nothing is left to be done for it.
    [[nodiscard]] bool done() const { return object != nullptr && !failed() && !disconnected; }
    [[nodiscard]] bool flowed() const { return !item.changes.empty() || !references.empty(); }
    [[nodiscard]] bool failed() const { return item.errorType != activity::ItemErrorType::NotSet; }
    [[nodiscard]] bool changedAnything() const {
        return projected || joined || disconnected || item.outcomes.any();
    }
    /// Records the first error, and the messages of all.
    void fail(activity::ItemErrorType type, const std::string& message);
};

/// Everything one batch has in hand.
struct BatchWork {
    std::vector<Subject> subjects;
    std::unordered_map<MvoId, WorkingObject> objects;  // References into it stay valid.
    identity::connector_space::ConnectorSpaceChanges connectorSpace;
    identity::metaverse::MetaverseChanges metaverse;
    identity::connector_space::PendingExportChanges pendingExports;
};

/// Flow errors become the item's.
void recordFlowErrors(Subject& subject,
                      const std::vector<synchronisation::rule::FlowError>& errors);

}  // namespace jim::runs::run_profile::step
