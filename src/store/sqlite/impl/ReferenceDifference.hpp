#pragma once

#include "identity/metaverse/MetaverseObject.hpp"
#include "transport/sqlite/Connection.hpp"
#include "transport/sqlite/Lookup.hpp"

#include <algorithm>
#include <span>
#include <vector>

namespace jim::store::sqlite::impl {

/// Whose references are compared: all of a range of ids, or a list of them.
template <class Id>
class Owners {
public:
    Owners(Id from, Id to) : isRange_(true), from_(from), to_(to) {}
    explicit Owners(std::span<const Id> ids) : ids_(transport::sqlite::ascending(ids)) {}

    [[nodiscard]] bool contains(Id id) const {
        return isRange_ ? from_ <= id && id <= to_ : std::ranges::binary_search(ids_, id);
    }

    /// Calls `visit(id)` for every row of theirs; `rows` is as lookUp wants it.
    template <class Visit>
    [[nodiscard]] base::Status each(transport::sqlite::Statement& rows, const Visit& visit) const {
        if (!isRange_) return lookUp(rows, std::span{ids_}, visit);
        rows.bindAll(from_, to_);
        while (true) {
            JIM_ASSIGN(const bool row, rows.step());
            if (!row) return {};
            JIM_TRY(visit(rows.as<Id>(0)));
        }
    }

private:
    bool isRange_ = false;
    Id from_{};
    Id to_{};
    std::vector<Id> ids_;
};

/// What is desired and not held, and what is held and not desired; each change once, in the order
/// of its members. Every table is walked once in the order of its ids, and both sides are merged in
/// memory: some 20 bytes for each reference of the owners.
[[nodiscard]] base::Result<std::vector<identity::metaverse::InboundReferenceChange>>
inboundDifference(transport::sqlite::Connection& connection,
                  const identity::metaverse::ReferenceFlow& flow,
                  const Owners<identity::metaverse::CsoId>& owners);

[[nodiscard]] base::Result<std::vector<identity::metaverse::OutboundReferenceChange>>
outboundDifference(transport::sqlite::Connection& connection,
                   const identity::metaverse::ReferenceFlow& flow,
                   const Owners<identity::metaverse::MvoId>& owners);

}  // namespace jim::store::sqlite::impl
