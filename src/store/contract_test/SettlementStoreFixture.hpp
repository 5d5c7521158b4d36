#pragma once

#include "store/contract_test/Backend.hpp"
#include "store/contract_test/SampleObjects.hpp"

#include <gmock/gmock.h>

namespace jim::store::contract_test {

/// Objects 1 to 3 of the source are joined to metaverse objects 11 to 13; object 101 of the target
/// system to 11. Object 4 is not joined.
class SettlementStoreContract : public StoreContract {
protected:
    static constexpr std::int32_t kTarget = kSystem + 1;
    static constexpr identity::schema::ContentHash kRules{1, 2, 3};

    SettlementStoreContract() {
        cs::ConnectorSpaceChanges objects;
        mv::MetaverseChanges metaverse;
        for (std::int64_t i = 1; i <= 4; ++i)
            objects.inserted.push_back(cso(i, "e" + std::to_string(i)));
        objects.inserted.push_back(cso(101, "t1", kTarget));
        for (std::int64_t i = 1; i <= 3; ++i) {
            objects.joined.push_back(join(i, 10 + i));
            metaverse.inserted.push_back(mvo(10 + i, "m" + std::to_string(i)));
        }
        objects.joined.push_back(joinIn(kTarget, 101, 11));
        write([&]() -> base::Status {
            JIM_TRY(session().metaverse().apply(metaverse));
            return session().connectorSpace().apply(objects);
        });
    }

    [[nodiscard]] mv::SettlementStore& store() { return session().settlements(); }
    void keep(std::vector<std::int64_t> numbers) {
        std::vector<cs::CsoId> ids;
        for (const auto number : numbers) ids.push_back(cs::CsoId{number});
        write([&] { return store().keep(ids, {}, kRules); });
    }
    void keepAll() { keep({1, 2, 3, 4}); }

    [[nodiscard]] std::vector<std::int64_t> settled(
        const identity::schema::ContentHash& rules = kRules) {
        std::vector<std::int64_t> numbers;
        const auto page = store().page(kSystem, cs::CsoId{0}, 100, rules).value();
        for (const auto& standing : page)
            if (standing.settled) numbers.push_back(static_cast<std::int64_t>(standing.cso));
        return numbers;
    }
};

}  // namespace jim::store::contract_test
