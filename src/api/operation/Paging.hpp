#pragma once

#include "api/operation/Call.hpp"
#include "identity/connector_space/ConnectorSpaceQueries.hpp"

#include <string>
#include <string_view>

namespace jim::api::operation {

/// The query parameters of both styles, for route declarations.
constexpr std::string_view kPageParameters =
    "page:int=1, pageSize:int=25, sortBy?, sortDirection?=asc, filter?";
constexpr std::string_view kPlainPageParameters = "page:int=1, pageSize:int=50";

/// Which page of a list is asked for.
struct Page {
    std::int64_t number = 1;
    std::int64_t size = 25;
    std::string sortBy{};
    bool descending = false;
    bool directionGiven = false;
    std::string filter{};

    [[nodiscard]] std::int64_t offset() const { return (number - 1) * size; }
    [[nodiscard]] identity::connector_space::PageRequest request() const {
        return {offset(), size};
    }
};

/// P-style: page, pageSize, sortBy, sortDirection, filter.
[[nodiscard]] base::Result<Page> readPage(const Call& call);
/// N-style: bare page and pageSize.
[[nodiscard]] base::Result<Page> readPlainPage(const Call& call, std::int64_t defaultSize);

/// The envelope around the items of one page.
[[nodiscard]] Json envelope(Json::Array items, std::int64_t totalCount, const Page& page);

/// Filters, sorts and cuts a list that is wholly in memory. A `sortBy` or `filter` that makes no
/// sense is ignored.
[[nodiscard]] Json pageOf(Json::Array items, const Page& page);

/// Whether `text` contains `search`, in any (ASCII) case; everything contains nothing.
[[nodiscard]] bool matchesSearch(std::string_view text, std::string_view search);

}  // namespace jim::api::operation
