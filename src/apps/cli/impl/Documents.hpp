#pragma once

#include "apps/cli/Commands.hpp"
#include "apps/cli/impl/Json.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

/// Documents of the server as tables and fields for people: each command declares what it shows.
namespace jim::apps::cli::documents {

enum class As { Text, Name, Number, Seconds, Time, Span };

/// One member: a column of a list, or a field of a detail.
struct Item {
    std::string_view path;  ///< `status`, or `type.name` for a member of a member.
    std::string_view title;
    As as = As::Text;
    bool shrinks = false;
};

/// The member as text; empty when it is not there.
[[nodiscard]] std::string shown(const json::object& from, const Item& item);

/// A table of the objects in `rows`, without the columns that are empty in all of them; titles
/// alone when there are no rows.
[[nodiscard]] std::string tableText(const json::array& rows, std::span<const Item> items,
                                    std::size_t width);

/// `Title  value`, one a line; what is empty is left out.
/// Long values wrap in the terminal rather than being cut: they are what a person came to read.
[[nodiscard]] std::string fieldsText(const json::object& from, std::span<const Item> items);

/// What a page of a list leaves to say: how many there are and how to see more; else empty.
[[nodiscard]] std::string pageText(const json::object& page);

/// The path of a page of a list; further parameters may follow it, each with `&`.
[[nodiscard]] std::string pagePath(std::string_view list, const PageOptions& page);

/// Gets a page of a list, and prints it as a table, or as the server sent it when JSON was asked
/// for.
[[nodiscard]] Outcomes printPage(Context context, const std::string& path,
                                 std::span<const Item> items);

/// Every member of a document that may have any, nested ones indented; what is null or empty is
/// left out.
[[nodiscard]] std::string everything(const json::object& document);

}  // namespace jim::apps::cli::documents
