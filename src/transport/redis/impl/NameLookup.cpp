#include "transport/redis/impl/NameLookup.hpp"

#include <fmt/format.h>

#include <utility>

namespace jim::transport::redis::impl {

using asio::ip::tcp;

struct NameLookup::UnderWay {
    UnderWay(const Strand& strand, Address a) : address(std::move(a)), ended(strand) {}

    Address address;
    bool done = false;
    Found found;
    Timer ended;  ///< Cancelled when it has ended.
};

NameLookup::NameLookup(const Strand& strand, std::chrono::milliseconds patience)
    : strand_(strand), patience_(patience), resolver_(strand) {}

Task<NameLookup::Found> NameLookup::find(Address address) {
    error_code notNumeric;
    const auto numeric = asio::ip::make_address(address.host, notNumeric);
    if (!notNumeric) {
        Found found;
        found.endpoints.emplace_back(numeric, address.port);
        co_return found;
    }
    auto& slot = underWay_[fmt::format("{}:{}", address.host, address.port)];
    if (!slot || slot->done) {
        slot = std::make_shared<UnderWay>(strand_, address);
        resolver_.async_resolve(
            address.host, std::to_string(address.port), tcp::resolver::numeric_service,
            [lookup = slot](const error_code& error, const tcp::resolver::results_type& all) {
                lookup->done = true;
                if (error)
                    lookup->found.failure = {
                        Trouble::Unreachable,
                        fmt::format("The name '{}' of Redis cannot be looked up: {}.",
                                    lookup->address.host, error.message())};
                for (const auto& each : all) lookup->found.endpoints.push_back(each.endpoint());
                lookup->ended.cancel();
            });
    }
    const auto lookup = slot;
    if (!lookup->done) {
        lookup->ended.expires_after(patience_);
        (void)co_await lookup->ended.async_wait(kAwait);
    }
    if (lookup->done) co_return lookup->found;
    Found late;
    late.failure = {
        Trouble::Unreachable,
        fmt::format("The name '{}' of Redis could not be looked up in time.", address.host)};
    co_return late;
}

}  // namespace jim::transport::redis::impl
