#pragma once

#include "api/operation/Call.hpp"
#include "identity/connected_system/ConnectedSystem.hpp"
#include "identity/connector_space/ConnectorSpaceQueries.hpp"

#include <string>
#include <vector>

namespace jim::api::pending_export {

using identity::connected_system::ConnectedSystem;
using identity::connector_space::PendingExportHeader;
using identity::connector_space::PendingReferenceDetail;

/// A pending export with the references it changes.
struct PendingExportDetail {
    PendingExportHeader header;
    std::vector<PendingReferenceDetail> references;
};

/// A row of the list.
[[nodiscard]] operation::Json headerOf(const operation::Call& call,
                                       const PendingExportDetail& detail);

/// `references` are loaded only when there are some.
[[nodiscard]] base::Result<PendingExportDetail> withReferences(const operation::Call& call,
                                                               PendingExportHeader header);

/// The pending export that `{id:guid}` of the path names; NotFound.
[[nodiscard]] base::Result<PendingExportDetail> find(const operation::Call& call);

/// The system it is for. Internal when there is none.
[[nodiscard]] base::Result<ConnectedSystem> systemOf(const operation::Call& call,
                                                     const PendingExportDetail& detail);

/// A reference whose target has no external id yet, so that it cannot be written.
[[nodiscard]] bool isUnresolved(const PendingReferenceDetail& reference);

/// One change, and what a search looks at.
struct ChangeRow {
    std::string attribute;
    std::string words;
    base::Guid id;
    operation::Json document;
};

/// The changes by attribute; those of `only` when it is not empty (any case).
[[nodiscard]] std::vector<ChangeRow> changesOf(const operation::Call& call,
                                               const ConnectedSystem& system,
                                               const PendingExportDetail& detail,
                                               std::string_view only = {});

}  // namespace jim::api::pending_export
