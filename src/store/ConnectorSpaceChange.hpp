#pragma once

#include "foundation/base/Ascending.hpp"
#include "identity/connector_space/ConnectorSpaceStore.hpp"
#include "store/ByTarget.hpp"
#include "store/ObjectRows.hpp"

#include <span>
#include <string_view>
#include <tuple>
#include <vector>

namespace jim::store {

/// Applies a set of changes to the connector space, within the open transaction.
template <class Connection>
class ConnectorSpaceChange {
public:
    using Changes = identity::connector_space::ConnectorSpaceChanges;
    using CsoId = identity::connector_space::CsoId;

    explicit ConnectorSpaceChange(Connection& connection) : connection_(connection) {}

    [[nodiscard]] base::Status operator()(const Changes& changes) {
        JIM_TRY(remove(changes.removed));
        JIM_TRY(insert(changes.inserted));
        JIM_TRY(rename(changes.renamed));
        JIM_TRY(update(changes.updated));
        JIM_TRY(complete(changes.provisioned));
        JIM_TRY(runFor(connection_, "UPDATE cso SET status = 1 WHERE id {}", changes.obsoleted));
        JIM_TRY(removeReferences(changes.removedReferences));
        JIM_TRY(addReferences(changes.addedReferences));
        JIM_TRY(deleteIds(connection_, "cso_join", "cso_id", changes.disjoined));
        JIM_TRY(join(changes.joined));
        JIM_TRY(touch(changes.touched));
        return deleteIds(connection_, "cso_changed", "cso_id", changes.settled);
    }

    /// Puts objects on the list of changed ones.
    [[nodiscard]] base::Status touch(const std::vector<CsoId>& objects) {
        const auto ids = base::ascending(objects);
        return mergeRows(connection_, "cso_changed", "cso_id", {"cso_id"}, {}, std::span{ids},
                         [](CsoId id, const auto& bind) { bind(id); });
    }

private:
    using Objects = std::vector<identity::connector_space::ConnectorSpaceObject>;
    using Reference = identity::connector_space::CsoReference;
    using References = std::vector<Reference>;

    /// With what goes with them, children first.
    [[nodiscard]] base::Status remove(const std::vector<CsoId>& objects) {
        JIM_TRY(runFor(connection_,
                       "DELETE FROM pending_reference WHERE pending_export_id IN "
                       "(SELECT id FROM pending_export WHERE cso_id {})",
                       objects));
        for (const char* statement :
             {"DELETE FROM pending_reference WHERE target_cso_id {}",
              "DELETE FROM pending_export WHERE cso_id {}",
              "DELETE FROM cso_reference WHERE cso_id {}",
              "UPDATE cso_reference SET target_cso_id = NULL WHERE target_cso_id {}",
              "DELETE FROM cso_join WHERE cso_id {}", "DELETE FROM cso_changed WHERE cso_id {}",
              "DELETE FROM cso_settled WHERE cso_id {}", "DELETE FROM cso WHERE id {}"})
            JIM_TRY(runFor(connection_, statement, objects));
        return {};
    }

    static constexpr auto kBindWhole = [](const auto& object, const auto& bind) {
        bind(object.id, object.systemId, object.objectTypeId, object.status, object.externalId,
             object.displayName, bytesOf(object.hash), object.created.micros, object.updated.micros,
             Bytes{object.document});
    };
    static constexpr auto kBindChanged = [](const auto& object, const auto& bind) {
        bind(object.id, object.status, object.displayName, bytesOf(object.hash),
             object.updated.micros, Bytes{object.document});
    };

    [[nodiscard]] base::Status insert(const Objects& objects) {
        return insertRows(connection_, "cso", 10, std::span{objects}, kBindWhole);
    }

    /// One by one, as there are few: each takes its name when the one before has given up its own.
    [[nodiscard]] base::Status rename(
        const std::vector<identity::connector_space::CsoName>& names) {
        for (const auto& name : names)
            JIM_TRY(connection_.run("UPDATE cso SET external_id = ? WHERE id = ?", name.externalId,
                                    name.id));
        return {};
    }

    /// Names no indexed column: databases rewrite their entries even when the value stays.
    [[nodiscard]] base::Status update(const Objects& objects) {
        return updateRows(connection_, "cso",
                          {"id", "status", "display_name", "hash", "updated", "document"},
                          std::span{objects}, kBindChanged);
    }

    /// Rows that grow many times over.
    [[nodiscard]] base::Status complete(const Objects& objects) {
        return growRows(connection_, "cso",
                        {"id", "status", "display_name", "hash", "updated", "document"},
                        std::span{objects}, kBindChanged, kBindWhole);
    }

    [[nodiscard]] base::Status addReferences(const References& references) {
        const auto ordered = byTarget(references, [](const Reference& reference) {
            return std::tuple{reference.owner, reference.attribute,
                              std::string_view{reference.targetExternalId}};
        });
        return mergeRows(connection_, "cso_reference", "cso_id",
                         {"cso_id", "attribute_id", "target_external_id"}, {"target_cso_id"},
                         std::span{ordered}, [](const Reference* reference, const auto& bind) {
                             bind(reference->owner, reference->attribute,
                                  reference->targetExternalId, reference->target);
                         });
    }

    [[nodiscard]] base::Status removeReferences(const References& references) {
        return deleteRows(
            connection_, "cso_reference", {"cso_id", "attribute_id", "target_external_id"},
            std::span{references}, [](const auto& reference, const auto& bind) {
                bind(reference.owner, reference.attribute, reference.targetExternalId);
            });
    }

    [[nodiscard]] base::Status join(const std::vector<identity::connector_space::Join>& joins) {
        return insertRows(
            connection_, "cso_join", 5, std::span{joins}, [](const auto& join, const auto& bind) {
                bind(join.cso, join.mvo, join.type, join.joined.micros, join.systemId);
            });
    }

    Connection& connection_;
};

}  // namespace jim::store
