#pragma once

#include "store/Session.hpp"
#include "store/postgres/RunQueue.hpp"
#include "store/postgres/Transactions.hpp"
#include "transport/postgres/Lookup.hpp"
#include "transport/postgres/Pool.hpp"
#include "transport/postgres/RowHash.hpp"
#include "transport/postgres/RowSets.hpp"
#include "transport/postgres/RowWriter.hpp"

namespace jim::store::postgres {

struct SessionParts {
    using Connection = transport::postgres::Connection;

    SessionParts(transport::postgres::Pool::Lent lent, impl::Growth& growth)
        : connection(std::move(lent)), transactions(*connection, growth) {}

    transport::postgres::Pool::Lent connection;
    Transactions transactions;
    RunQueue queue{*connection};
};

/// Every store on one connection of the pool, which gets it back with this object.
using Session = store::Session<SessionParts>;

}  // namespace jim::store::postgres
