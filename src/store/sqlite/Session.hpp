#pragma once

#include "store/Session.hpp"
#include "store/sqlite/RunQueue.hpp"
#include "store/sqlite/Transactions.hpp"
#include "transport/sqlite/Lookup.hpp"
#include "transport/sqlite/RowSets.hpp"
#include "transport/sqlite/RowWriter.hpp"

#include <memory>

namespace jim::store::sqlite {

struct SessionParts {
    using Connection = transport::sqlite::Connection;

    SessionParts(std::unique_ptr<Connection> own, const base::Clock& clock)
        : connection(std::move(own)), queue(*connection, clock) {}

    std::unique_ptr<Connection> connection;
    Transactions transactions{*connection};
    RunQueue queue;
};

/// Every store on a connection of its own.
using Session = store::Session<SessionParts>;

}  // namespace jim::store::sqlite
